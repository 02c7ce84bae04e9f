import { DEPLOYER_RULES } from './deployer-rules';
import { POLICY_RULES } from './policy-rules';
import { STACK_RULES } from './stack-rules';

/** Every rule, in the order of the page about them. */
export const RULES = { ...POLICY_RULES, ...DEPLOYER_RULES, ...STACK_RULES };

export type RuleName = keyof typeof RULES;
