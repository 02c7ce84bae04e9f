import type { DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';

/** How far the change set of an operation has come. */
export type ChangeSetState =
  | 'none'
  | 'pending'
  | 'ready'
  | 'executing'
  /** The stack was changed since it was made. */
  | 'obsolete'
  /** It holds no change, which CloudFormation counts as a failure. */
  | 'empty'
  | 'refused';

/** What CloudFormation says of a change set without changes; the second where a template has transforms. */
const EMPTY = /^(The submitted information didn't contain changes|No updates are to be performed)/;

/** Of the operation with that token; tokens have at most 64 characters, and names may have 128. */
export function changeSetName(token: string): string {
  return `multiplex-${token}`;
}

export function changeSetState(changeSet: DescribeChangeSetOutput | undefined): ChangeSetState {
  switch (changeSet?.Status) {
    case 'CREATE_COMPLETE':
      return executionState(changeSet);
    case 'CREATE_PENDING':
    case 'CREATE_IN_PROGRESS':
    case 'DELETE_PENDING':
    case 'DELETE_IN_PROGRESS':
      return 'pending';
    case 'FAILED':
      return EMPTY.test(changeSet.StatusReason ?? '') ? 'empty' : 'refused';
    case 'DELETE_COMPLETE':
    case 'DELETE_FAILED':
    case undefined:
      return 'none';
  }
}

function executionState({ ExecutionStatus: status }: DescribeChangeSetOutput): ChangeSetState {
  switch (status) {
    case 'AVAILABLE':
      return 'ready';
    case 'EXECUTE_IN_PROGRESS':
    case 'EXECUTE_COMPLETE':
    case 'EXECUTE_FAILED':
      return 'executing';
    case 'OBSOLETE':
      return 'obsolete';
    case 'UNAVAILABLE':
    case undefined:
      return 'pending';
  }
}
