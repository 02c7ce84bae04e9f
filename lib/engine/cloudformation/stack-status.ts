/**
 * What can be done with a stack in a status, as CloudFormation's user guide lists them under "Stack status codes". A
 * stack that is stuck takes no update before somebody has seen to it.
 */
export type StackPhase = 'absent' | 'busy' | 'settled' | 'stuck';

/** Statuses without `_IN_PROGRESS` that take no update. */
const STUCK: ReadonlySet<string> = new Set([
  'CREATE_FAILED',
  'DELETE_FAILED',
  'IMPORT_ROLLBACK_FAILED',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_FAILED',
]);

/** A stack that only has a change set to look at holds nothing yet, and neither does one that is deleted. */
const ABSENT: ReadonlySet<string> = new Set(['DELETE_COMPLETE', 'REVIEW_IN_PROGRESS']);

export function phaseOf(status: string): StackPhase {
  if (ABSENT.has(status)) {
    return 'absent';
  }
  if (status.endsWith('_IN_PROGRESS')) {
    return 'busy';
  }
  return STUCK.has(status) ? 'stuck' : 'settled';
}
