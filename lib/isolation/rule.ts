import type { DiagnosticCode } from '../diagnostics/catalogue';

/** One thing that holds, said in one sentence. A value of a template is proved by naming the rule that covers it. */
export interface Rule {
  /** What is held to the rule. */
  readonly about: RuleTopic;
  /** Whether what it covers belongs to the subject alone, or is shared and held apart by the rule. */
  readonly verdict: 'own' | 'shared';
  /** What a violation is reported as. */
  readonly code: Extract<DiagnosticCode, `ISOLATION-${string}`>;
  readonly sentence: string;
}

export type RuleTopic =
  | 'grants of a role'
  | 'policies, in any place'
  | 'who may take a role'
  | 'roles that deploy'
  | 'policies of resources'
  | 'distributions and records'
  | 'logs, metrics and alarms'
  | 'custom resources'
  | 'names and strings'
  | 'ties between stacks'
  | 'resources';
