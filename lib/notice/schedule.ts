import { tenantStack } from '../rollout/plan-candidates';
import { planRollout } from '../rollout/plan-rollout';
import type { Instant, LeftStack, RolloutPlan } from '../rollout/rollout-plan';
import type { NoticeFacts } from '../rollout/rollout-state';
import { MINUTES_PER_MOVE, simulateCalendar } from '../rollout/simulate-calendar';
import type { RolloutCalendar } from '../rollout/simulate-calendar';
import type { StayingClient } from './client-notice';
import type { NoticeRequest } from './plan-notices';

/** Somebody who would stay, with the reason. */
export type LeftClient = Omit<LeftStack, 'why'> & Pick<StayingClient, 'why'>;

/** When a roll-out would move whom. */
export interface Schedule {
  /** Left out where nobody would move. */
  readonly plan?: RolloutPlan;
  readonly moves: RolloutCalendar['moves'];
  /** The same if everybody had been told long ago, by stack; empty where that is not asked. */
  readonly idealTurns: ReadonlyMap<string, Instant>;
  readonly left: readonly LeftClient[];
  /** Whether it would come to nothing, because nobody can be the canary. */
  readonly halts: boolean;
}

const LONG_AGO: Instant = 0;

/** A roll-out that starts, in which those who were not told yet are told at `toldAt`. */
export function newSchedule(request: NoticeRequest): Schedule {
  const { fleet, facts, release, versions, unfit, start } = request;
  const able = { ...fleet, tenants: fleet.tenants.filter((tenant) => !unfit.has(tenantStack(tenant))) };
  const scheduled = (sentAt: Instant) => {
    const untold = fleet.tenants.map(tenantStack).filter((stack) => facts[stack] === undefined);
    const notices: Readonly<Record<string, NoticeFacts>> = {
      ...Object.fromEntries(untold.map((stack) => [stack, { sentAt }])),
      ...facts,
    };
    const common = { lane: 'normal', overrides: [], notices, now: start } as const;
    const planned = planRollout({ fleet: able, to: release, versions, ...common });
    return planned.kind === 'refused'
      ? planned
      : {
          ...planned,
          calendar: simulateCalendar(planned.plan, start, { minutesPerMove: MINUTES_PER_MOVE, notices }),
        };
  };
  const planned = scheduled(request.toldAt);
  if (planned.kind === 'refused') {
    return { moves: [], idealTurns: new Map(), left: planned.left, halts: false };
  }
  const { plan, calendar } = planned;
  const ideal = request.isStartFixed ? scheduled(LONG_AGO) : undefined;
  const idealTurns = ideal?.kind === 'planned' ? ideal.calendar.moves : [];
  return {
    plan,
    moves: calendar.moves,
    idealTurns: new Map(idealTurns.map(({ stack, at }) => [stack, at])),
    left: [...calendar.left, ...plan.left],
    halts: calendar.halt !== undefined,
  };
}
