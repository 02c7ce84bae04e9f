import type { StackResource } from '@aws-sdk/client-cloudformation';

import type { StackTarget } from '../../rollout/ports';
import type { OperationOutcome } from '../../rollout/rollout-event';
import type { StackCalls } from './stack-calls';

type Stuck = Extract<OperationOutcome, { kind: 'stuck' }>;

/** What a stack that is stuck is known by; the status need not be the one it has by now. */
export interface StuckAt {
  readonly StackId: string;
  readonly StackStatus: string;
  readonly EnableTerminationProtection?: boolean | undefined;
}

/** Names the stack's state and the command that brings it out of it. */
export async function stuckStack(calls: StackCalls, target: StackTarget, stack: StuckAt): Promise<Stuck> {
  const { StackResources: resources = [] } = await calls.describeStackResources({ StackName: stack.StackId });
  const status = stack.StackStatus;
  return { kind: 'stuck', operation: stack.StackId, status, next: nextStep(target, stack, resources) };
}

function nextStep(target: StackTarget, stack: StuckAt, resources: readonly StackResource[]): string {
  const failed = idsWith(resources, /_FAILED$/);
  const run = (command: string): string =>
    `aws cloudformation ${command} --stack-name ${target.stackName} --region ${target.region}`;
  switch (stack.StackStatus) {
    case 'UPDATE_ROLLBACK_FAILED':
    case 'IMPORT_ROLLBACK_FAILED':
      return `${run('continue-update-rollback')}${skipping(failed)}`;
    case 'UPDATE_FAILED':
      return run('rollback-stack');
    case 'DELETE_FAILED':
      return `${unprotected(run, stack)}${run('delete-stack')}${retaining(failed)}`;
    default:
      return `${unprotected(run, stack)}${run('delete-stack')}${left(resources)}`;
  }
}

function idsWith(resources: readonly StackResource[], status: RegExp): readonly string[] {
  return resources
    .filter((each) => status.test(each.ResourceStatus ?? ''))
    .map(({ LogicalResourceId: id = '' }) => id)
    .sort();
}

/** What is skipped is not put back, so it is only offered. */
function skipping(failed: readonly string[]): string {
  return failed.length === 0
    ? ''
    : ` (once ${failed.join(', ')} can be put back; --resources-to-skip ${failed.join(' ')} gives up on that)`;
}

function retaining(failed: readonly string[]): string {
  return failed.length === 0
    ? ''
    : ` (once ${failed.join(', ')} can be deleted; --retain-resources ${failed.join(' ')} leaves them behind)`;
}

/** A stack whose first creation failed holds nothing that was ever used, and goes; what it retains stays. */
function left(resources: readonly StackResource[]): string {
  const kept = resources
    .filter(({ ResourceStatus: status }) => status === 'DELETE_SKIPPED')
    .map((each) => `${each.LogicalResourceId} (${each.PhysicalResourceId ?? each.ResourceType})`)
    .sort();
  return kept.length === 0 ? '' : ` (what it retains stays behind: ${kept.join(', ')})`;
}

function unprotected(run: (command: string) => string, stack: StuckAt): string {
  const isProtected = stack.EnableTerminationProtection === true;
  return isProtected ? `${run('update-termination-protection --no-enable-termination-protection')} && ` : '';
}
