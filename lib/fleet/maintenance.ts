import { z } from 'zod';

import { spanSchema } from './clock-time';

const NOTICE_DAYS_MAX = 90;

/** When a tenant may be changed, in the tenant's own local time. */
export const maintenanceSchema = z.strictObject({
  timeZone: z.string().meta({
    description: 'IANA time zone in which the window and quiet hours are read.',
    examples: ['America/Chicago', 'Europe/Dublin'],
  }),
  window: spanSchema.meta({ description: 'The only time in which a roll-out may change the tenant.' }),
  quietHours: z
    .array(spanSchema)
    .max(14)
    .default([])
    .meta({ description: 'Times in which nothing may change, whatever the window says.' }),
  noticeDays: z.int().min(0).max(NOTICE_DAYS_MAX).meta({
    description: 'Days between telling the client of a platform upgrade and making it.',
  }),
});

export type Maintenance = Readonly<z.infer<typeof maintenanceSchema>>;
