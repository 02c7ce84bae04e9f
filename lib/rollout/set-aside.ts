import type { OverridableRule, RolloutOverride } from './rollout-plan';
import type { RolloutState } from './rollout-state';

const EVERY_STACK = '*';

/** The stacks for which each rule is set aside; overrides are added and never taken back. */
const known = new WeakMap<readonly RolloutOverride[], ReadonlyMap<OverridableRule, ReadonlySet<string>>>();

/** Whether somebody set the rule aside, for every stack or for this one. */
export function isSetAside(
  { overrides }: Pick<RolloutState, 'overrides'>,
  rule: OverridableRule,
  stack?: string,
): boolean {
  const stacks = stacksByRule(overrides).get(rule);
  return stacks !== undefined && (stacks.has(EVERY_STACK) || (stack !== undefined && stacks.has(stack)));
}

function stacksByRule(
  overrides: readonly RolloutOverride[],
): ReadonlyMap<OverridableRule, ReadonlySet<string>> {
  const before = known.get(overrides);
  if (before !== undefined) {
    return before;
  }
  const stacks = new Map<OverridableRule, Set<string>>();
  for (const { rule, stack } of overrides) {
    stacks.set(rule, (stacks.get(rule) ?? new Set()).add(stack ?? EVERY_STACK));
  }
  known.set(overrides, stacks);
  return stacks;
}
