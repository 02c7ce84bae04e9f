import { isCustom } from '../resources/resource-types';
import type { Deletion, Step } from '../state/stack-record';
import { Refused } from '../template/refused';
import { deletionOf } from './clean-up';
import { requestOf } from './make-resource';
import type { StackRun } from './stack-run';

/**
 * Changes back what an update has changed, the latest first.
 *
 * @returns Why that failed; undefined when it did not.
 */
export async function rollBack(run: StackRun, steps: readonly Step[]): Promise<string | undefined> {
  for (const step of steps.toReversed()) {
    if (step.kind === 'created' || step.before === undefined) {
      continue;
    }
    const failure = await changeBack(run, step);
    if (failure !== undefined) {
      return failure;
    }
    run.undone(step.logicalId);
  }
  return undefined;
}

/** What was made on the way forward, the latest first. */
export function unmade(run: StackRun, steps: readonly Step[]): readonly Deletion[] {
  return steps.toReversed().flatMap(({ kind, logicalId, after }) => {
    const isRetained = run.after.resource(logicalId).DeletionPolicy === 'Retain';
    return kind === 'updated' || after === undefined
      ? []
      : [deletionOf(run.after, logicalId, after, isRetained)];
  });
}

async function changeBack(
  run: StackRun,
  { kind, logicalId, before, after }: Step,
): Promise<string | undefined> {
  const { Type: type } = run.before.resource(logicalId);
  const subject = { logicalId, type, physicalId: before?.physicalId };
  run.events.resource(subject, 'UPDATE_IN_PROGRESS');
  await run.wait();
  const fault = run.faultAt(logicalId);
  try {
    if (fault?.rollbackFails === true && run.record.operation.continued === 0) {
      throw new Refused(fault.reason);
    }
    if (isCustom(type) && kind === 'updated' && before !== undefined) {
      await run.around.services.request({
        ...requestOf(run, logicalId, type),
        requestType: 'Update',
        requestId: run.requestId(logicalId, 'back'),
        physicalId: (after ?? before).physicalId,
        properties: run.before.properties(logicalId),
        oldProperties: run.after.properties(logicalId),
      });
    }
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    run.events.resource(subject, 'UPDATE_FAILED', error.message);
    return `${logicalId}: ${error.message}`;
  }
  run.events.resource(subject, 'UPDATE_COMPLETE');
  return undefined;
}
