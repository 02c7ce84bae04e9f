import { currentRing } from './current-wave';
import { forwardEffects } from './forward-effects';
import type { RolloutEffect } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { RolloutState } from './rollout-state';
import { settleEffects } from './settle-effects';
import { sampleEffects } from './sample-effects';
import { isStopped } from './stopped';

/** What is to be done now: a function of the facts and the time. */
export function dueEffects(state: RolloutState, now: Instant): readonly RolloutEffect[] {
  if (currentRing(state) === undefined) {
    return [{ kind: 'end' }];
  }
  const working = settleEffects(state, now);
  if (state.abort !== undefined) {
    return working.length === 0 ? [{ kind: 'end' }] : working;
  }
  if (state.halt !== undefined) {
    return working;
  }
  const watching = sampleEffects(state, now);
  const moving = isStopped(state) ? [] : forwardEffects(state, now);
  return withOneWake([...working, ...moving, ...watching]);
}

/** Only the first time at which something happens by itself matters. */
function withOneWake(effects: readonly RolloutEffect[]): readonly RolloutEffect[] {
  const wakes = effects.flatMap((effect) => (effect.kind === 'wake' ? [effect.at] : []));
  return wakes.length === 0
    ? effects
    : [...effects.filter(({ kind }) => kind !== 'wake'), { kind: 'wake', at: Math.min(...wakes) }];
}
