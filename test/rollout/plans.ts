import { DAY, MINUTE } from '../../lib/rollout/calendar/civil-day';
import type {
  MoveCalendar,
  MovePlan,
  RingPlan,
  RolloutPlan,
  RolloutPolicy,
  StackVersion,
  WavePlan,
} from '../../lib/rollout/rollout-plan';

export { DAY, MINUTE };
export const HOUR = 60 * MINUTE;

/** A Tuesday, two in the morning in New York. */
export const START = Date.parse('2026-11-24T07:00:00Z');

export const OLD: StackVersion = { release: '2026.11.0', digest: 'old' };
export const NEW: StackVersion = { release: '2026.12.0', digest: 'new' };

/** Open at every minute of every day. */
export const ALWAYS: MoveCalendar = {
  maintenance: {
    timeZone: 'UTC',
    window: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' },
    quietHours: [],
    noticeDays: 0,
  },
  freezes: [],
};

/** Open from two to six in the morning, from Tuesday to Thursday. */
export const NIGHTS: MoveCalendar = {
  maintenance: {
    ...ALWAYS.maintenance,
    timeZone: 'America/New_York',
    window: { days: ['tue', 'wed', 'thu'], from: '02:00', to: '06:00' },
  },
  freezes: [],
};

const POLICY: RolloutPolicy = {
  rollback: 'wave',
  errorPercentMax: 1,
  requestsToJudge: 100,
  sampleMinutes: 15,
  moveMinutes: 45,
  trafficPatienceMinutes: 120,
  openingPatienceDays: 30,
  objectionDays: 14,
  hotFixBakeMinutes: 10,
};

/** Waves of stacks: `cells/…`, or the ids of tenants. The first tenant wave of the first ring is the canary's. */
export interface RingSketch extends Partial<Omit<RingPlan, 'ring' | 'waves'>> {
  readonly waves: readonly (readonly string[])[];
}

export interface PlanSketch extends Partial<Omit<RolloutPlan, 'rings' | 'policy'>> {
  readonly policy?: Partial<RolloutPolicy>;
  /** Keys of `calendars` by stack. @default `always` */
  readonly calendarOf?: Readonly<Record<string, string>>;
  /** Cells by tenant. @default `cells/us-1` */
  readonly cellOf?: Readonly<Record<string, string>>;
}

/** A plan in few words: rings of two at a time that bake for an hour and need 100 requests, open at any time. */
export function planOf(rings: Readonly<Record<string, RingSketch>>, sketch: PlanSketch = {}): RolloutPlan {
  const { policy, calendarOf = {}, cellOf = {}, ...rest } = sketch;
  const moveOf = (stack: string): MovePlan => ({
    stack,
    cell: stack.startsWith('cells/') ? stack : (cellOf[stack] ?? 'cells/us-1'),
    from: OLD,
    to: NEW,
    calendar: calendarOf[stack] ?? 'always',
  });
  return {
    id: '0123456789ab',
    fleet: 'northlight',
    to: NEW.release,
    lane: 'normal',
    plannedAt: START,
    calendars: { always: ALWAYS, nights: NIGHTS },
    overrides: [],
    left: [],
    ...rest,
    policy: { ...POLICY, ...policy },
    rings: Object.entries(rings).map(([ring, { waves, ...rules }], index) => ({
      ring,
      concurrency: 2,
      toleratedFailures: 0,
      bakeMinutes: 60,
      minimumRequests: 100,
      ...rules,
      waves: kindsOf(waves, index === 0).map(({ kind, stacks }) => ({ kind, moves: stacks.map(moveOf) })),
    })),
  };
}

function kindsOf(
  waves: readonly (readonly string[])[],
  isFirst: boolean,
): readonly { readonly kind: WavePlan['kind']; readonly stacks: readonly string[] }[] {
  const firstTenants = waves.findIndex((stacks) => !stacks.some(isCell));
  return waves.map((stacks, index) => ({
    kind: stacks.some(isCell) ? 'cell' : isFirst && index === firstTenants ? 'canary' : 'tenants',
    stacks: stacks.map((stack) => (isCell(stack) ? stack : `tenants/${stack}`)),
  }));
}

function isCell(stack: string): boolean {
  return stack.startsWith('cells/');
}
