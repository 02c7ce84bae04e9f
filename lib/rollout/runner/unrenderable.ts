import type { RenderedStack } from '../../render/rendered-stack';
import type { StackTarget } from '../ports';
import type { OperationOutcome } from '../rollout-event';
import type { StackVersion } from '../rollout-plan';

/**
 * In the place of a version that was agreed to and cannot be rendered any more: enough to take up an operation that was
 * begun with it, and never enough to begin one.
 */
export function notRendered({ stack, stackName }: StackTarget, { digest }: StackVersion): RenderedStack {
  return {
    displayName: stack,
    stackName,
    template: '',
    digest,
    resourceCount: 0,
    assets: '',
    archives: [],
    artifacts: '',
    manifestVersion: '',
  };
}

/** What becomes of a stack that cannot be put back for want of its old version: a person has to look. */
export function unrenderable(token: string, { release, digest }: StackVersion): OperationOutcome {
  return {
    kind: 'stuck',
    operation: token,
    status: 'NOT_RENDERED',
    next: `The files no longer render the template ${digest.slice(0, 12)} at release ${release}. Put them back as they were when this was planned, and retry.`,
  };
}
