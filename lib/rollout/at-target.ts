import type { MoveFacts } from './rollout-state';

type AtTarget = Extract<MoveFacts, { kind: 'moved' | 'left' }>;

/** Whether the stack runs the release that the roll-out brings, whoever brought it there. */
export function isAtTarget(facts: MoveFacts): facts is AtTarget {
  return facts.kind === 'moved' || (facts.kind === 'left' && facts.why === 'at-target');
}
