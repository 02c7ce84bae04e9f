import { z } from 'zod';

import { spanSchema } from './clock-time';
import { freezeSchema, FREEZES_MAX } from './freeze';

const NOTICE_DAYS_MAX = 90;
const QUIET_SPANS_MAX = 14;

const QUIET_HOURS = 'Times in which nothing may change, whatever the window says.';
const quietHoursSchema = z.array(spanSchema).max(QUIET_SPANS_MAX);

/** When a tenant may be changed, in the tenant's own local time. */
export const maintenanceSchema = z.strictObject({
  timeZone: z.string().meta({
    description: 'IANA time zone in which the window and quiet hours are read.',
    examples: ['America/Chicago', 'Europe/Dublin'],
  }),
  window: spanSchema.meta({ description: 'The only time in which a roll-out may change the tenant.' }),
  quietHours: quietHoursSchema.default([]).meta({ description: QUIET_HOURS }),
  noticeDays: z.int().min(0).max(NOTICE_DAYS_MAX).meta({
    description: 'Days between telling the client of a platform upgrade and making it.',
  }),
});

/**
 * What a tenant changes of the fleet's maintenance. Quiet hours have no default here: an empty list from a default
 * would silently replace the fleet's.
 */
export const maintenanceChangesSchema = maintenanceSchema
  .extend({
    quietHours: quietHoursSchema.meta({ description: QUIET_HOURS }),
    freezes: z.array(freezeSchema).max(FREEZES_MAX).meta({
      description: 'Days on which no roll-out moves the tenant, besides those of the fleet.',
    }),
  })
  .partial();

export type Maintenance = Readonly<z.infer<typeof maintenanceSchema>>;
export type MaintenanceChanges = Readonly<z.infer<typeof maintenanceChangesSchema>>;

/** The maintenance of a tenant: the fleet's defaults, with each key that the tenant sets in place of the default's. */
export function mergedMaintenance(
  defaults: Maintenance,
  changes: MaintenanceChanges | undefined,
): Maintenance {
  return {
    timeZone: changes?.timeZone ?? defaults.timeZone,
    window: changes?.window ?? defaults.window,
    quietHours: changes?.quietHours ?? defaults.quietHours,
    noticeDays: changes?.noticeDays ?? defaults.noticeDays,
  };
}
