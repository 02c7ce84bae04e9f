import { z } from 'zod';

import { hostNameSchema } from '../../fleet/schema/host-name';
import { defineFeature } from '../feature';

/** Advertising from one ad server, called through the tenant's own distribution at `/ads/*`. */
export const ads = defineFeature({
  name: 'ads',
  summary: 'Advertising breaks from one ad server.',
  settings: z.strictObject({
    host: hostNameSchema.meta({ description: 'Host name of the ad server.' }),
    breaksPerHour: z
      .int()
      .min(1)
      .max(12)
      .default(4)
      .meta({ description: 'Most advertising breaks in an hour.' }),
  }),
  edge: ({ host }) => ({
    behaviors: [{ pathPattern: '/ads/*', originHost: host, methods: 'read' }],
    contentSources: { connect: [`https://${host}`], image: [`https://${host}`], media: [`https://${host}`] },
  }),
});
