import { z } from 'zod';

import { hostNameSchema } from '../../fleet/schema/host-name';
import type { IntegrationBehavior } from '../edge-contribution';
import { defineFeature } from '../feature';

/**
 * Advertising from one ad server, called through the tenant's own distribution at `/ads/*`, and what was shown reported
 * to one third party at `/ads-measurement/*`.
 */
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
    measurementHost: hostNameSchema.optional().meta({
      description: 'Host name of whoever counts what was shown; players report to it.',
    }),
  }),
  edge: ({ host, measurementHost }) => {
    const measurement = measurementHost === undefined ? [] : [measurementHost];
    const sources = [host, ...measurement].map((source) => `https://${source}`);
    return {
      behaviors: [
        { pathPattern: '/ads/*', originHost: host, methods: 'read' },
        ...measurement.map((originHost): IntegrationBehavior => ({
          pathPattern: '/ads-measurement/*',
          originHost,
          methods: 'all',
        })),
      ],
      contentSources: { connect: sources, image: sources, media: [`https://${host}`] },
    };
  },
});
