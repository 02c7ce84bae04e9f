import type { Fleet, Tenant } from '../fleet/fleet';
import { cellStack, tenantStack } from '../rollout/plan-candidates';
import { planRollout } from '../rollout/plan-rollout';
import type { Instant, RingPlan } from '../rollout/rollout-plan';
import type { StackStep } from '../rollout/rollout-request';
import { simulateCalendar } from '../rollout/simulate-calendar';
import type { RolloutPace } from './rollout-pace';

/** How long a roll-out to a whole fleet takes if nothing fails. */
export interface RolloutTime {
  readonly tenants: number;
  /** Stacks that move: tenants, and their cells before them. */
  readonly stacks: number;
  /** Tenants that stay where they are: on hold, or without a window that ever opens. */
  readonly left: number;
  /** With every window open and no bake: what the engine alone takes. */
  readonly deployingMinutes: number;
  /** What the rings are watched for, all together. */
  readonly bakeMinutes: number;
  /** By the rings, windows, freezes and bakes, when every client was told in time; left out of fleets too large to play. */
  readonly endsAt?: Instant;
  /** The ring that moves last, and how many of it move at the same time. */
  readonly lastRing: { readonly ring: string; readonly tenants: number; readonly concurrency: number };
}

/** Playing ten thousand tenants takes some ten seconds of a processor, and twice as many well more than twice as long. */
const PLAYED_TENANTS_MAX = 12_000;

/** Every tenant is behind this, and none is ahead of it. */
const TO = 'next';
const STEP: StackStep = {
  from: { release: '2000.1.0', digest: 'from' },
  to: { release: TO, digest: 'to' },
};

/**
 * Plays a roll-out that begins now to a fleet with so many tenants more; undefined where nobody would move. Those that come
 * are taken to be in the last ring, with the maintenance windows of those who are there.
 */
export function rolloutTime(
  fleet: Fleet,
  added: number,
  pace: RolloutPace,
  now: Instant,
): RolloutTime | undefined {
  const grown = paced({ ...fleet, tenants: [...fleet.tenants, ...newcomers(fleet, added)] }, pace);
  const planned = planRollout({
    fleet: grown,
    to: TO,
    versions: new Map(
      [...grown.cells.map(cellStack), ...grown.tenants.map(tenantStack)].map((id) => [id, STEP]),
    ),
    lane: 'normal',
    overrides: [{ rule: 'notice', reason: 'Every client was told in time.', by: 'forecast' }],
    notices: {},
    now,
  });
  const last = planned.kind === 'planned' ? planned.plan.rings.at(-1) : undefined;
  if (planned.kind === 'refused' || last === undefined) {
    return undefined;
  }
  const { plan } = planned;
  const isPlayed = grown.tenants.length <= PLAYED_TENANTS_MAX;
  const calendar = isPlayed
    ? simulateCalendar(plan, now, { minutesPerMove: pace.minutesPerMove, notices: {} })
    : undefined;
  return {
    tenants: grown.tenants.length,
    stacks: plan.rings.flatMap(({ waves }) => waves.flatMap(({ moves }) => moves)).length,
    left: plan.left.length + (calendar?.left.length ?? 0),
    deployingMinutes: sumOf(plan.rings.map(turnsOf)) * pace.minutesPerMove,
    bakeMinutes: sumOf(plan.rings.map(({ bakeMinutes }) => bakeMinutes)),
    ...(calendar === undefined ? {} : { endsAt: calendar.endsAt }),
    lastRing: {
      ring: last.ring,
      tenants: grown.tenants.filter(({ ring }) => ring === last.ring).length,
      concurrency: last.concurrency,
    },
  };
}

/** How often a ring waits for moves, when each wave is as large as it may be. */
function turnsOf({ waves, concurrency }: RingPlan): number {
  const together = waves.filter(({ kind }) => kind === 'tenants').map(({ moves }) => moves.length);
  return waves.length - together.length + Math.ceil(sumOf(together) / concurrency);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** No ring moves more at the same time than the engine takes. */
function paced(fleet: Fleet, { parallel }: RolloutPace): Fleet {
  const rings = Object.entries(fleet.rings).map(([name, ring]) => [
    name,
    { ...ring, concurrency: Math.min(ring.concurrency, parallel) },
  ]);
  return { ...fleet, rings: Object.fromEntries(rings) as Fleet['rings'] };
}

function newcomers({ rings, tenants }: Fleet, added: number): readonly Tenant[] {
  const [lastRing] = Object.entries(rings)
    .sort(([, a], [, b]) => b.order - a.order)
    .map(([ring]) => ring);
  const inLastRing = tenants.filter(({ ring }) => ring === lastRing);
  const models = inLastRing.length > 0 ? inLastRing : tenants;
  return Array.from({ length: added }, (_, index) => models[index % models.length]).flatMap((model, index) =>
    // No tenant of today is called that: a tilde cannot be part of an id.
    model === undefined ? [] : [{ ...model, id: `~${index}`, ring: lastRing ?? model.ring }],
  );
}
