/** What CloudFormation says of a stack, as far as operations of this engine lead there. */
export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_FAILED'
  | 'DELETE_COMPLETE';

/** What must be done by a person before the stack can be changed; undefined where it can be. */
export function wayOut(status: StackStatus, stackName: string): string | undefined {
  switch (status) {
    case 'UPDATE_ROLLBACK_FAILED':
      return `Mend what its events name, then continue the rollback of ${stackName}.`;
    case 'ROLLBACK_FAILED':
    case 'DELETE_FAILED':
      return `Mend what its events name, then remove ${stackName}.`;
    case 'ROLLBACK_COMPLETE':
      return `Mend what its events name, then deploy ${stackName} again: what is left of it is deleted first.`;
    default:
      return undefined;
  }
}

/** Whether nothing is there: never made, or deleted. */
export function isAbsent(status: StackStatus | undefined): boolean {
  return status === undefined || status === 'DELETE_COMPLETE';
}

/** Whether nothing is deployed: a creation that was rolled back leaves a name and its events, and goes with the next. */
export function isUndeployed(status: StackStatus | undefined): boolean {
  return isAbsent(status) || status === 'ROLLBACK_COMPLETE';
}
