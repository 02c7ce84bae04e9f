import { createHash } from 'node:crypto';

import type { RenderedStack } from '../../../lib/render/rendered-stack';
import type { MovePlan, RolloutPlan, WavePlan } from '../../../lib/rollout/rollout-plan';
import type { RolloutFleet } from './rollout-fleet';

const ROUND_THE_CLOCK: RolloutPlan['calendars'] = {
  always: {
    maintenance: {
      timeZone: 'Etc/UTC',
      window: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' },
      quietHours: [],
      noticeDays: 0,
    },
    freezes: [],
  },
};

/** Nobody bakes here, but health is looked at all the same. */
const POLICY: RolloutPlan['policy'] = {
  rollback: 'rollout',
  errorPercentMax: 1,
  requestsToJudge: 100,
  sampleMinutes: 0.01,
  moveMinutes: 1,
  trafficPatienceMinutes: 1,
  openingPatienceDays: 1,
  objectionDays: 1,
  hotFixBakeMinutes: 0,
};

interface Ends {
  readonly release: string;
  readonly stacks: ReadonlyMap<string, RenderedStack>;
}

/** The cell and the canary, then a ring in waves, then the other one. */
export function planOf(fleet: RolloutFleet, from: Ends, to: Ends): RolloutPlan {
  const cell = `cells/${fleet.run.cell}`;
  const version = ({ release, stacks }: Ends, stack: string): MovePlan['from'] => ({
    release,
    digest: stacks.get(stack)?.digest ?? '',
  });
  const move = (stack: string): MovePlan => ({
    stack,
    cell,
    from: version(from, stack),
    to: version(to, stack),
    calendar: 'always',
  });
  const wave = (kind: WavePlan['kind'], stacks: readonly string[]): WavePlan => ({
    kind,
    moves: stacks.map(move),
  });
  const plan: Omit<RolloutPlan, 'id'> = {
    fleet: fleet.run.name,
    to: to.release,
    lane: 'normal',
    plannedAt: Date.now(),
    policy: POLICY,
    rings: [
      { ...ring('canary', 1), waves: [wave('cell', [cell]), wave('canary', fleet.ring('canary'))] },
      {
        ...ring('early', 2),
        waves: inWaves(fleet.ring('early'), 2).map((stacks) => wave('tenants', stacks)),
      },
      {
        ...ring('general', 3),
        waves: inWaves(fleet.ring('general'), 3).map((stacks) => wave('tenants', stacks)),
      },
    ],
    calendars: ROUND_THE_CLOCK,
    overrides: [],
    left: [],
  };
  const id = createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 12);
  return { ...plan, id };
}

function ring(name: string, concurrency: number): Omit<RolloutPlan['rings'][number], 'waves'> {
  return { ring: name, concurrency, toleratedFailures: 0, bakeMinutes: 0, minimumRequests: 0 };
}

function inWaves(stacks: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(stacks.length / size) }, (_, index) =>
    stacks.slice(index * size, (index + 1) * size),
  );
}
