import { isCustom, resourceType } from '../resources/resource-types';
import type { Existing } from '../resources/resource-type';
import { generatedName } from '../resources/resource-type';
import { CustomResourceFailed } from '../services/custom-resource';
import type { ResourceRecord } from '../state/stack-record';
import { Refused } from '../template/refused';
import type { ResourceAction } from './plan-changes';
import type { StackRun } from './stack-run';

/** What became of a resource: it is there under this record, and it may have failed all the same. */
interface Made {
  readonly record: ResourceRecord | undefined;
  readonly failure?: string;
}

/**
 * Makes, changes or replaces one resource.
 *
 * @returns Why it failed; undefined when it did not.
 */
export async function performAction(run: StackRun, action: ResourceAction): Promise<string | undefined> {
  const { logicalId, type } = action;
  const before = run.before.state.resources.get(logicalId);
  const verb = verbOf(before);
  const replaces = action.replacement === 'True';
  run.events.resource(
    { logicalId, type, physicalId: before?.physicalId },
    `${verb}_IN_PROGRESS`,
    replaces
      ? 'Requested update requires the creation of a new physical resource; hence creating one.'
      : undefined,
  );
  await run.wait(logicalId);
  const made = await attempt(run, logicalId, () =>
    before === undefined || replaces ? create(run, action, before) : update(run, action, before),
  );
  const isOther =
    before !== undefined && made.record !== undefined && made.record.physicalId !== before.physicalId;
  run.done({
    kind: before === undefined ? 'created' : replaces || isOther ? 'replaced' : 'updated',
    logicalId,
    ...(before === undefined ? {} : { before }),
    ...(made.record === undefined ? {} : { after: made.record }),
  });
  const subject = { logicalId, type, physicalId: (made.record ?? before)?.physicalId };
  run.events.resource(subject, `${verb}_${made.failure === undefined ? 'COMPLETE' : 'FAILED'}`, made.failure);
  return made.failure;
}

function verbOf(before: ResourceRecord | undefined): 'CREATE' | 'UPDATE' {
  return before === undefined ? 'CREATE' : 'UPDATE';
}

/** A planted fault strikes when everything is done, so that there is something to put back. */
async function attempt(run: StackRun, logicalId: string, make: () => Promise<ResourceRecord>): Promise<Made> {
  try {
    const record = await make();
    const fault = run.faultAt(logicalId);
    return fault === undefined ? { record } : { record, failure: fault.reason };
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    const physicalId = error instanceof CustomResourceFailed ? error.physicalId : undefined;
    const { Type: type } = run.after.resource(logicalId);
    return { record: physicalId === undefined ? undefined : { type, physicalId }, failure: error.message };
  }
}

async function create(
  run: StackRun,
  { logicalId, type }: ResourceAction,
  before: ResourceRecord | undefined,
): Promise<ResourceRecord> {
  const properties = run.after.properties(logicalId);
  const { stackId, operation } = run.record;
  const birth = {
    address: run.record,
    logicalId,
    properties,
    seed: `${stackId}/${logicalId}/${operation.id}`,
  };
  if (isCustom(type)) {
    try {
      const answer = await run.around.services.request({
        requestType: 'Create',
        ...requestOf(run, logicalId, type),
        properties,
      });
      return { type, ...answer };
    } catch (error) {
      // CloudFormation makes an id up for what never told its own, and deletes it under that.
      throw error instanceof CustomResourceFailed
        ? new CustomResourceFailed(error.message, error.physicalId ?? generatedName(birth, 128))
        : error;
    }
  }
  const behaviour = resourceType(type);
  const physicalId = behaviour.physicalId(birth);
  if (before !== undefined && isNameKept(run, logicalId, behaviour.givenName?.(properties))) {
    throw new Refused(
      `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${physicalId} and update the stack again.`,
    );
  }
  const record = claimed(run, logicalId, type, { address: run.record, physicalId, properties });
  run.events.resource(
    { logicalId, type, physicalId },
    `${verbOf(before)}_IN_PROGRESS`,
    'Resource creation Initiated',
  );
  await run.around.services.create(type, { address: run.record, physicalId, properties });
  return record;
}

function isNameKept(run: StackRun, logicalId: string, name: string | undefined): boolean {
  const { Type: type } = run.before.resource(logicalId);
  return name !== undefined && resourceType(type).givenName?.(run.before.properties(logicalId)) === name;
}

async function update(
  run: StackRun,
  { logicalId, type }: ResourceAction,
  before: ResourceRecord,
): Promise<ResourceRecord> {
  const properties = run.after.properties(logicalId);
  const { physicalId } = before;
  if (!isCustom(type)) {
    return claimed(run, logicalId, type, { address: run.record, physicalId, properties });
  }
  const oldProperties = run.before.properties(logicalId);
  if (oldProperties['ServiceToken'] !== properties['ServiceToken']) {
    throw new Refused('Modifying service token is not allowed.');
  }
  const request = { ...requestOf(run, logicalId, type), physicalId, properties, oldProperties };
  return { type, ...(await run.around.services.request({ requestType: 'Update', ...request })) };
}

/** What every request of the way forward says. */
export function requestOf(
  run: StackRun,
  logicalId: string,
  type: string,
): { requestId: string; issuedAt: number; stackId: string; logicalId: string; type: string } {
  const { stackId, operation } = run.record;
  return {
    requestId: run.requestId(logicalId, 'forward'),
    issuedAt: operation.issuedAt,
    stackId,
    logicalId,
    type,
  };
}

function claimed(run: StackRun, logicalId: string, type: string, existing: Existing): ResourceRecord {
  const claims = resourceType(type).claims?.(existing) ?? [];
  const record = { type, physicalId: existing.physicalId, ...(claims.length === 0 ? {} : { claims }) };
  run.take(logicalId, record);
  return record;
}
