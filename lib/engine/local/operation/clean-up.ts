import { isCustom } from '../resources/resource-types';
import { USER_POOL } from '../resources/services';
import type { StackView } from '../resources/stack-view';
import { TABLE } from '../resources/storage';
import type { Deletion, ResourceRecord } from '../state/stack-record';
import { Refused } from '../template/refused';
import type { StackRun } from './stack-run';

/** Types whose deletion depends on their properties. */
const ASKED_WHEN_DELETED: ReadonlySet<string> = new Set([TABLE, USER_POOL]);

/** What became of deletions. */
export interface CleanUp {
  /** Left behind, as their policy wants it. */
  readonly retained: readonly Deletion[];
  /** Could not be deleted. */
  readonly failed: readonly Deletion[];
}

export function deletionOf(
  view: StackView,
  logicalId: string,
  record: ResourceRecord,
  isRetained: boolean,
): Deletion {
  const isAsked = !isRetained && (isCustom(record.type) || ASKED_WHEN_DELETED.has(record.type));
  return { logicalId, record, isRetained, ...(isAsked ? { properties: view.properties(logicalId) } : {}) };
}

/** Deletes resources one after another; one that cannot be deleted does not stop the others. */
export async function cleanUp(run: StackRun, deletions: readonly Deletion[]): Promise<CleanUp> {
  const retained: Deletion[] = [];
  const failed: Deletion[] = [];
  for (const deletion of deletions) {
    const { logicalId, record } = deletion;
    const subject = { logicalId, type: record.type, physicalId: record.physicalId };
    if (deletion.isRetained) {
      run.events.resource(subject, 'DELETE_SKIPPED');
      retained.push(deletion);
      continue;
    }
    run.events.resource(subject, 'DELETE_IN_PROGRESS');
    await run.wait(run.record.operation.kind === 'delete' ? logicalId : undefined);
    const failure = await tryDelete(run, deletion);
    run.events.resource(subject, failure === undefined ? 'DELETE_COMPLETE' : 'DELETE_FAILED', failure);
    if (failure !== undefined) {
      failed.push(deletion);
    }
  }
  return { retained, failed };
}

async function tryDelete(
  run: StackRun,
  { logicalId, record, properties = {} }: Deletion,
): Promise<string | undefined> {
  const { operation, stackId } = run.record;
  const { type, physicalId } = record;
  try {
    const fault = operation.kind === 'delete' ? run.faultAt(logicalId) : undefined;
    if (fault !== undefined) {
      throw new Refused(fault.reason);
    }
    if (isCustom(type)) {
      await run.around.services.request({
        requestType: 'Delete',
        requestId: run.requestId(logicalId, 'delete'),
        issuedAt: operation.issuedAt,
        stackId,
        logicalId,
        type,
        physicalId,
        properties,
      });
    } else {
      await run.around.services.delete(type, { physicalId, properties });
    }
    return undefined;
  } catch (error) {
    if (error instanceof Refused) {
      return error.message;
    }
    throw error;
  }
}
