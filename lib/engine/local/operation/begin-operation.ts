import { createHash } from 'node:crypto';

import { uuid } from '../resources/resource-type';
import { StackView } from '../resources/stack-view';
import { ownDeployerRoles } from '../../../render/deployer-roles';
import type { RenderedStack } from '../../../render/rendered-stack';
import type { ReviewedChange } from '../../../rollout/ports';
import { findRole } from '../services/find-principals';
import type { OperationOutcome } from '../../../rollout/rollout-event';
import type { Fault, OperationRecord, StackRecord } from '../state/stack-record';
import { isAbsent, isUndeployed, wayOut } from '../state/stack-status';
import { Refused } from '../template/refused';
import { EMPTY_TEMPLATE, parseTemplate } from '../template/template';
import { planChanges } from './plan-changes';
import type { ResourceAction } from './plan-changes';
import { checkRules, readParameters } from './read-parameters';
import type { Prepared } from './run-operation';
import type { StackRun } from './stack-run';
import type { Surroundings } from './surroundings';

/** What a change comes to before anything is done: an answer, or an operation to record. */
export type Beginning =
  | { readonly kind: 'answered'; readonly record: StackRecord; readonly outcome: OperationOutcome }
  | {
      readonly kind: 'begun';
      readonly record: StackRun['record'];
      readonly actions: readonly ResourceAction[];
      /** Text of the template that the operation leads to. */
      readonly template?: { readonly digest: string; readonly text: string };
      /** Left out for a deletion. */
      readonly prepared?: Prepared;
    };

/** Decides what a change does. Archives are published by then; nothing else is touched. */
export function beginOperation(
  change: ReviewedChange,
  known: StackRecord | undefined,
  around: Surroundings,
): Beginning {
  const record = known ?? neverMade(change);
  const operation = operationId(change);
  const refuse = (reason: string): Beginning => ({
    kind: 'answered',
    record,
    outcome: { kind: 'failed', digest: presentDigest(record), operation, reason },
  });
  const present = presentDigest(record);
  if (change.onlyIfStarted === true) {
    return {
      kind: 'answered',
      record,
      outcome: { kind: 'not-started', reason: 'It was not started, and never will be.' },
    };
  }
  if (!isExpected(change, record)) {
    return refuse(mismatch(change, present));
  }
  const next = wayOut(record.status, record.stackName);
  if (next !== undefined && !isUndeployed(record.status) && change.kind === 'put') {
    return { kind: 'answered', record, outcome: { kind: 'stuck', operation, status: record.status, next } };
  }
  if (change.kind === 'remove') {
    return isAbsent(record.status) ? succeed(record, '', operation) : beginRemoval(change, record, around);
  }
  try {
    return beginPut(change, record, around);
  } catch (error) {
    if (error instanceof Refused) {
      return refuse(error.message);
    }
    throw error;
  }
}

/** What a change may expect there. */
function presentDigest({ status, digest }: StackRecord): string | undefined {
  return isUndeployed(status) ? undefined : digest;
}

function isExpected({ kind, expected }: ReviewedChange, record: StackRecord): boolean {
  const isRemnant = record.status === 'ROLLBACK_COMPLETE' && kind === 'remove' && expected === record.digest;
  return isRemnant || presentDigest(record) === expected;
}

function mismatch({ expected, stackName }: ReviewedChange, present: string | undefined): string {
  const there = present === undefined ? 'nothing' : `template ${present.slice(0, 12)}`;
  const wanted = expected === undefined ? 'nothing' : `template ${expected.slice(0, 12)}`;
  return `${stackName} is not what the change was agreed on for: ${wanted} was expected there, and ${there} is.`;
}

function beginPut(
  change: ReviewedChange & { readonly kind: 'put' },
  record: StackRecord,
  around: Surroundings,
): Beginning {
  const { template: text, digest } = change.rendered;
  if (digest !== change.to.digest || createHash('sha256').update(text).digest('hex') !== digest) {
    throw new Refused('The template is not the one that was agreed on: its digest is another.');
  }
  requireExecutionRole(change.rendered, around);
  const isCreation = presentDigest(record) === undefined;
  const target = isCreation ? neverMade(change) : record;
  const template = parseTemplate(text);
  const parameters = readParameters(template, change, (address, name) =>
    around.directory.parameterValue(address, name),
  );
  const before = isCreation ? emptyView(target) : around.directory.open(record);
  const after = new StackView({ ...before.state, template, parameters });
  checkRules(after);
  const actions = planChanges(before, after, around.rules);
  if (!isCreation && digest === record.digest && actions.length === 0) {
    return succeed(record, digest, operationId(change));
  }
  around.publish(change.rendered);
  const operation = {
    ...operationRecord(change, isCreation ? 'create' : 'update', around),
    to: { release: change.to.release, digest, parameters },
  };
  const status = isCreation ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS';
  return {
    kind: 'begun',
    record: {
      ...target,
      stack: change.stack,
      status,
      digest: isCreation ? digest : record.digest,
      outcomes: record.outcomes,
      token: change.token,
      operation,
    },
    actions,
    template: { digest, text },
    prepared: { actions, templates: { before: before.state.template, after: template } },
  };
}

/**
 * Of a bootstrap there is nothing here, and what it would make is taken to be there.
 *
 * @throws Refused when the tenant is deployed with roles of its own and has none.
 */
function requireExecutionRole(rendered: RenderedStack, { directory }: Surroundings): void {
  const own = ownDeployerRoles(rendered);
  if (own !== undefined && findRole(own.execution, directory) === undefined) {
    throw new Refused(`Role ${own.execution} is invalid or cannot be assumed`);
  }
}

function beginRemoval(change: ReviewedChange, record: StackRecord, around: Surroundings): Beginning {
  // What is left of a failed creation or deletion has another operation recorded, which ends here.
  const operation = operationRecord(change, 'delete', around);
  const actions = Object.entries(record.resources).map(
    ([logicalId, { type }]) => ({ logicalId, type, action: 'Remove', properties: [] }) as const,
  );
  return {
    kind: 'begun',
    record: { ...record, status: 'DELETE_IN_PROGRESS', token: change.token, operation },
    actions,
  };
}

function operationRecord(
  change: ReviewedChange,
  kind: OperationRecord['kind'],
  { clock }: Surroundings,
): OperationRecord {
  return {
    token: change.token,
    id: operationId(change),
    kind,
    startedAt: clock.now(),
    // Functions live in real time, whatever clock the engine is given.
    issuedAt: Date.now(),
    continued: 0,
  };
}

/** The fault that is planted for an operation, if any. */
export function faultFor(
  faults: readonly Fault[],
  { stack, operation }: StackRun['record'],
  actions: readonly ResourceAction[],
): Fault | undefined {
  return faults.find(
    (fault) =>
      fault.stack === stack &&
      (fault.operation ?? operation.kind) === operation.kind &&
      actions.some(({ logicalId }) => logicalId.includes(fault.resource)),
  );
}

function succeed(record: StackRecord, digest: string, operation: string): Beginning {
  return { kind: 'answered', record, outcome: { kind: 'succeeded', digest, operation } };
}

function operationId({ stackName, token }: ReviewedChange): string {
  return uuid(`${stackName}/${token}`);
}

/** A stack of this name that is about to be made; each token makes another one. */
function neverMade(change: ReviewedChange): StackRecord {
  const { stack, stackName, account, region } = change;
  return {
    stack,
    stackName,
    account,
    region,
    stackId: `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/${operationId(change)}`,
    status: 'DELETE_COMPLETE',
    digest: '',
    parameters: {},
    resources: {},
    outputs: {},
    updatedAt: 0,
    outcomes: [],
  };
}

function emptyView(record: StackRecord): StackView {
  return new StackView({
    address: record,
    stackId: record.stackId,
    template: EMPTY_TEMPLATE,
    parameters: {},
    resources: new Map(),
  });
}
