import { invariant } from '../diagnostics/invariant';
import { localDate } from './calendar/local-time';
import { isCanary } from './current-wave';
import { opensAt, type GateRules } from './move-gate';
import type { FoundMove } from './move-index';
import { calendarOf, waveFactsOf } from './parts';
import type { Instant } from './rollout-plan';
import type { RolloutState } from './rollout-state';

/** Why a stack is moved at some time and not before. */
export type TurnReason =
  /** The roll-out starts. */
  | { readonly kind: 'start' }
  /** The wave before it, counted from 1, is done. */
  | { readonly kind: 'wave'; readonly wave: number }
  /** The ring before it, or the canary, has baked. */
  | { readonly kind: 'bake'; readonly ring: string }
  | { readonly kind: 'window' }
  | { readonly kind: 'freeze'; readonly name: string }
  /** The days of its notice are over. */
  | { readonly kind: 'notice' };

/** The last thing that a stack, which may be moved now, waited for. */
export function turnReason(state: RolloutState, found: FoundMove, now: Instant): TurnReason {
  const { ring, wave } = found.place;
  const { startedAt } = waveFactsOf(state, found.place);
  invariant(startedAt !== undefined, 'only a wave that has started moves anybody');
  if (startedAt < now) {
    return calendarReason(state, found, startedAt, now);
  }
  const before = { ring, wave: wave - 1 };
  if (wave > 0 && !isCanary(state, before)) {
    return { kind: 'wave', wave };
  }
  const baked = state.plan.rings[wave > 0 ? ring : ring - 1];
  return baked === undefined ? { kind: 'start' } : { kind: 'bake', ring: baked.ring };
}

function calendarReason(
  state: RolloutState,
  { planned, facts }: FoundMove,
  since: Instant,
  now: Instant,
): TurnReason {
  const { move } = planned;
  const opensWithout = (rule: 'freeze' | 'notice') => {
    const gate = opensAt(withoutRule(state, rule), move, facts.notice, state.plan.policy.moveMinutes, since);
    return gate.kind === 'opens' && gate.at < now ? gate.at : undefined;
  };
  if (opensWithout('notice') !== undefined) {
    return { kind: 'notice' };
  }
  const unfrozen = opensWithout('freeze');
  const { maintenance, freezes } = calendarOf(state.plan, move.calendar);
  const day = unfrozen === undefined ? undefined : localDate(maintenance.timeZone, unfrozen);
  const freeze = freezes.find(({ from, to }) => day !== undefined && from <= day && day <= to);
  return freeze === undefined ? { kind: 'window' } : { kind: 'freeze', name: freeze.name };
}

/** The rules of a roll-out with one more of them set aside for everybody. */
function withoutRule({ plan, overrides }: RolloutState, rule: 'freeze' | 'notice'): GateRules {
  return { plan, overrides: [...overrides, { rule, reason: '', by: '' }] };
}
