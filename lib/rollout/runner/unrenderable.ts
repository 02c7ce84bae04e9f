import type { OperationOutcome } from '../rollout-event';
import type { StackVersion } from '../rollout-plan';

/** What becomes of a stack whose version was agreed to and cannot be made any more: a person has to look. */
export function unrenderable(token: string, { release, digest }: StackVersion): OperationOutcome {
  return {
    kind: 'stuck',
    operation: token,
    status: 'NOT_RENDERED',
    next: `The files no longer render the template ${digest.slice(0, 12)} at release ${release}. Put them back as they were when this was planned, and retry.`,
  };
}
