import { z } from 'zod';

import { hostNameSchema } from '../../fleet/schema/host-name';
import { defineFeature } from '../feature';

/** Checkout at one payment provider, in a frame of the provider's own, so that card data never passes through here. */
export const payments = defineFeature({
  name: 'payments',
  summary: 'Subscriptions and rentals through one payment provider.',
  settings: z.strictObject({
    host: hostNameSchema.meta({ description: 'Host name of the provider’s checkout and API.' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, { error: 'Write a currency as ISO 4217 does: EUR.' })
      .meta({ description: 'ISO 4217 code of the currency of all prices.' }),
  }),
  edge: ({ host }) => ({
    behaviors: [{ pathPattern: '/payments/*', originHost: host, methods: 'all' }],
    contentSources: {
      connect: [`https://${host}`],
      form: [`https://${host}`],
      frame: [`https://${host}`],
      script: [`https://${host}`],
    },
  }),
});
