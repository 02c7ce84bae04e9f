import { isAtTarget } from './at-target';
import type { MoveFacts, RolloutState } from './rollout-state';

/** The stacks of a roll-out by where they are now. Each is in one list. */
export interface RolloutTally {
  readonly waiting: readonly string[];
  readonly operating: readonly string[];
  /** At the release, whoever brought them there. */
  readonly arrived: readonly string[];
  readonly failed: readonly string[];
  readonly restored: readonly string[];
  readonly stuck: readonly string[];
  readonly left: readonly Extract<MoveFacts, { kind: 'left' }>[];
}

export function tallyOf({ rings }: RolloutState): RolloutTally {
  const facts = rings.flatMap(({ waves }) => waves.flatMap(({ moves }) => moves));
  const named = (...kinds: readonly MoveFacts['kind'][]) =>
    facts.filter(({ kind }) => kinds.includes(kind)).map(({ stack }) => stack);
  return {
    waiting: named('waiting'),
    operating: named('moving', 'restoring'),
    arrived: facts.filter(isAtTarget).map(({ stack }) => stack),
    failed: named('failed'),
    restored: named('restored'),
    stuck: named('stuck'),
    left: facts.filter((one) => one.kind === 'left').filter(({ why }) => why !== 'at-target'),
  };
}
