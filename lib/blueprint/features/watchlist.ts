import { defineFeature } from '../feature';

/** The player keeps a list for each viewer; nothing is provisioned beyond the entitlement. */
export const watchlist = defineFeature({
  name: 'watchlist',
  summary: 'Viewers keep a list of what to watch later.',
});
