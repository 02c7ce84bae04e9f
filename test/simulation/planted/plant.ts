import type { RolloutEffect, RolloutEvent } from '../../../lib/rollout/rollout-event';
import type { RingPlan, RolloutPlan } from '../../../lib/rollout/rollout-plan';
import type { RolloutState } from '../../../lib/rollout/rollout-state';
import type { Brain } from '../../../lib/rollout/runner/brain';
import type { Subject } from '../run-scenario';
import { OWN } from '../subject';
import type { Tamper } from '../world/processes';

/** A mistake that somebody could make, put around the brain or the runner. */
export interface Plant {
  readonly name: string;
  readonly subject: Subject;
  /** Rules of which one must find it. */
  readonly foundBy: readonly string[];
  /** Seed from which on it is found soon, for a test that has no time. @default 1 */
  readonly from: number;
}

export function plantInBrain(
  name: string,
  foundBy: readonly string[],
  change: (brain: Brain) => Brain,
  from = 1,
): Plant {
  return { name, foundBy, from, subject: { brain: change(OWN.brain) } };
}

export function plantInRunner(name: string, foundBy: readonly string[], tamper: Tamper, from = 1): Plant {
  return { name, foundBy, from, subject: { ...OWN, tamper } };
}

/** A brain that reads its plan wrongly. */
export function misreading(change: (plan: RolloutPlan) => RolloutPlan): (brain: Brain) => Brain {
  return (brain) => ({ ...brain, start: (plan, notices, at) => brain.start(change(plan), notices, at) });
}

export function misreadingRings(change: (ring: RingPlan) => RingPlan): (brain: Brain) => Brain {
  return misreading((plan) => ({ ...plan, rings: plan.rings.map(change) }));
}

/** A brain whose facts go wrong after some events. */
export function misremembering(
  change: (state: RolloutState, event: RolloutEvent) => RolloutState,
): (brain: Brain) => Brain {
  return (brain) => ({
    ...brain,
    advance: (state, event, now) => {
      const step = brain.advance(state, event, now);
      const wrong = change(step.state, event);
      return wrong === step.state ? step : brain.advance(wrong, { kind: 'tick' }, now);
    },
  });
}

/** A brain that hears something else than what happened. */
export function mishearing(
  change: (event: RolloutEvent, state: RolloutState) => RolloutEvent,
): (brain: Brain) => Brain {
  return (brain) => ({
    ...brain,
    advance: (state, event, now) => brain.advance(state, change(event, state), now),
  });
}

/** A brain that asks for the wrong things. */
export function misasking(
  change: (effects: readonly RolloutEffect[]) => readonly RolloutEffect[],
): (brain: Brain) => Brain {
  return (brain) => ({
    ...brain,
    advance: (state, event, now) => {
      const step = brain.advance(state, event, now);
      return { ...step, effects: change(step.effects) };
    },
  });
}
