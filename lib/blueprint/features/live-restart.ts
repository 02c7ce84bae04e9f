import { defineFeature } from '../feature';

/** The player may seek back in a live stream; nothing is provisioned beyond the entitlement. */
export const liveRestart = defineFeature({
  name: 'live-restart',
  summary: 'Viewers start a live programme from its beginning.',
});
