import { z } from 'zod';

const DAY_MINUTES = 1440;
const BAKE_MINUTES_MAX = 14 * DAY_MINUTES;
const YEAR_DAYS = 365;

/** When a roll-out halts, what it then does, and for how long it waits. */
export const rolloutPolicySchema = z.strictObject({
  rollback: z.enum(['wave', 'rollout', 'nothing']).default('wave').meta({
    description:
      'What is put back when a wave fails: what the wave moved, everything that the roll-out moved, or nothing.',
  }),
  errorPercentMax: z.number().min(0).max(100).default(1).meta({
    description: 'Share of failed requests, in percent, above which a tenant that was moved is unhealthy.',
  }),
  requestsToJudge: z.int().min(1).max(1_000_000).default(100).meta({
    description: 'Requests of a tenant below which its share of failed ones says nothing.',
  }),
  sampleMinutes: z.int().min(1).max(DAY_MINUTES).default(10).meta({
    description: 'Minutes between two samples of health.',
  }),
  moveMinutes: z.int().min(0).max(DAY_MINUTES).default(45).meta({
    description:
      'Minutes that must be left of a window for a move to be started in it; half of the window where that is less.',
  }),
  trafficPatienceMinutes: z.int().min(0).max(BAKE_MINUTES_MAX).default(DAY_MINUTES).meta({
    description:
      'Minutes that a ring waits, beyond its bake, for the requests that it must see, before the roll-out halts and asks.',
  }),
  openingPatienceDays: z.int().min(1).max(YEAR_DAYS).default(30).meta({
    description:
      'Days that a wave waits for a tenant whose window does not open, before leaving it where it is.',
  }),
  objectionDays: z.int().min(0).max(YEAR_DAYS).default(14).meta({
    description:
      'Days after the end of its notice for which the objection of a client binds the operator too.',
  }),
  hotFixBakeMinutes: z.int().min(0).max(BAKE_MINUTES_MAX).default(30).meta({
    description: 'Most minutes for which a hot-fix bakes in any ring.',
  }),
});
