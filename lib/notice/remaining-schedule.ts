import { compareReleases } from '../fleet/release-version';
import { currentRing, currentWave } from '../rollout/current-wave';
import { theMove } from '../rollout/move-index';
import { waveFactsOf } from '../rollout/parts';
import { tenantStack } from '../rollout/plan-candidates';
import { recordNotice } from '../rollout/record-notice';
import type { Instant } from '../rollout/rollout-plan';
import type { MoveFacts, RolloutState } from '../rollout/rollout-state';
import { MINUTES_PER_MOVE, remainingCalendar } from '../rollout/simulate-calendar';
import type { NoticeRequest } from './plan-notices';
import type { LeftClient, Schedule } from './schedule';

/** What remains of a roll-out that is under way, in which those who were not told yet are told at `toldAt`. */
export function remainingSchedule(request: NoticeRequest, state: RolloutState, now: Instant): Schedule {
  const told = withEverybodyTold(state, request.toldAt);
  const calendar = remainingCalendar(told, now, MINUTES_PER_MOVE);
  const started = factsOf(state).flatMap((facts) => startedClient(facts, request.release) ?? []);
  const planned = [...calendar.left, ...state.plan.left, ...started];
  return {
    plan: state.plan,
    moves: calendar.moves.filter(({ stack }) => !request.unfit.has(stack)),
    idealTurns: new Map(),
    left: [...planned, ...othersIn(request, state)],
    halts: calendar.halt !== undefined,
  };
}

/** Stacks that wait in the wave that is being moved. */
export function presentWave(state: RolloutState): ReadonlySet<string> {
  if (currentRing(state) === undefined) {
    return new Set();
  }
  const { startedAt, moves } = waveFactsOf(state, currentWave(state));
  return new Set(startedAt === undefined ? [] : moves.map(({ stack }) => stack));
}

function withEverybodyTold(state: RolloutState, toldAt: Instant): RolloutState {
  return factsOf(state)
    .filter(({ kind, notice }) => kind === 'waiting' && notice === undefined)
    .reduce(
      (before, { stack }) => recordNotice(before, { kind: 'notice', stack, act: 'sent' }, toldAt),
      state,
    );
}

/** Each stack of the plan once, as it is now. */
function factsOf(state: RolloutState): readonly MoveFacts[] {
  const moves = state.plan.rings.flatMap(({ waves }) => waves.flatMap((wave) => wave.moves));
  return moves.map(({ stack }) => theMove(state, stack).facts);
}

/** A client whose move is over, or on the way; undefined where it waits, or was left. */
function startedClient(facts: MoveFacts, release: string): LeftClient | undefined {
  const { stack } = facts;
  switch (facts.kind) {
    case 'moved':
      return { stack, why: 'at-target', detail: `it runs ${release}` };
    case 'moving':
      return { stack, why: 'moving', detail: 'it is being moved, in the present wave' };
    case 'failed':
      return { stack, why: 'failed', detail: `its move failed: ${facts.reason}` };
    case 'restoring':
    case 'restored':
      return { stack, why: 'failed', detail: 'it was put back' };
    case 'stuck':
      return { stack, why: 'failed', detail: `it is stuck in ${facts.status}` };
    case 'waiting':
    case 'left':
    case 'put-off':
      return undefined;
  }
}

/** Clients that this roll-out knows nothing of. */
function othersIn(
  { fleet, versions, release }: NoticeRequest,
  { plan }: RolloutState,
): readonly LeftClient[] {
  const known = new Set([
    ...plan.left.map(({ stack }) => stack),
    ...plan.rings.flatMap(({ waves }) => waves.flatMap(({ moves }) => moves.map(({ stack }) => stack))),
  ]);
  return fleet.tenants
    .map(tenantStack)
    .filter((stack) => !known.has(stack))
    .map((stack) => {
      const runs = versions.get(stack)?.from.release;
      return runs !== undefined && compareReleases(runs, release) >= 0
        ? { stack, why: 'at-target', detail: `it runs ${runs}` }
        : { stack, why: 'other-rollout', detail: `it is not part of roll-out ${plan.id}, which runs` };
    });
}
