import { invariant } from '../../../diagnostics/invariant';
import type { OperationOutcome } from '../../../rollout/rollout-event';
import type { Deletion, OperationEnd, OperationPhase, StackRecord } from '../state/stack-record';
import { wayOut } from '../state/stack-status';
import type { StackStatus } from '../state/stack-status';
import { inOrder } from '../template/references';
import { Refused } from '../template/refused';
import { cleanUp, deletionOf } from './clean-up';
import { performAction } from './make-resource';
import { planChanges } from './plan-changes';
import type { ResourceAction } from './plan-changes';
import { rollBack, unmade } from './roll-back';
import { runTemplates, StackRun } from './stack-run';
import type { RunTemplates } from './stack-run';
import type { Surroundings } from './surroundings';

/** Of each stack. Whoever asks again does so before it has begun another twenty operations. */
const OUTCOMES_KEPT = 20;

export interface Prepared {
  /** The change set. */
  readonly actions: readonly ResourceAction[];
  readonly templates: RunTemplates;
}

/** What a stack that is gone, or was never there, has. */
const NOTHING = { digest: '', parameters: {}, resources: {}, outputs: {} };

/**
 * Runs an operation that is recorded, from where it is to its end, and records the outcome.
 *
 * @param prepared What was found out when it was recorded; left out where an operation is taken up.
 */
export async function runOperation(
  record: StackRun['record'],
  around: Surroundings,
  prepared?: Prepared,
): Promise<OperationOutcome> {
  const run = new StackRun(record, prepared?.templates ?? runTemplates(record, around), around);
  around.directory.begin(record, run);
  const { phase } = record.operation;
  switch (phase?.kind) {
    case undefined:
      return record.operation.kind === 'delete' ? deleteStack(run) : goForward(run, prepared?.actions);
    case 'rolling-back':
      phase.steps.forEach((step) => run.done(step));
      return record.operation.kind === 'create' ? uncreate(run, phase) : goBack(run, phase);
    case 'cleaning':
      return finishCleaning(run, record, phase);
  }
}

async function goForward(run: StackRun, planned?: Prepared['actions']): Promise<OperationOutcome> {
  const { kind } = run.record.operation;
  const actions = planned ?? planChanges(run.before, run.after, run.around.rules);
  run.events.stack(kind === 'create' ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS', 'User Initiated');
  for (const action of actions.filter((each) => each.action !== 'Remove')) {
    const failure = await performAction(run, action);
    if (failure !== undefined) {
      return turnBack(run, action.logicalId, failure);
    }
  }
  const result = outputsOf(run);
  return result.kind === 'failed'
    ? turnBack(run, 'Outputs', result.reason)
    : commit(run, actions, result.outputs);
}

function outputsOf(
  run: StackRun,
):
  | { readonly kind: 'evaluated'; readonly outputs: StackRecord['outputs'] }
  | { readonly kind: 'failed'; readonly reason: string } {
  try {
    return { kind: 'evaluated', outputs: run.after.outputs() };
  } catch (error) {
    if (error instanceof Refused) {
      return { kind: 'failed', reason: error.message };
    }
    throw error;
  }
}

/** Everything went forward: what is outdated goes. */
async function commit(
  run: StackRun,
  actions: readonly ResourceAction[],
  outputs: StackRecord['outputs'],
): Promise<OperationOutcome> {
  const { kind, to } = run.record.operation;
  invariant(to !== undefined, 'what goes forward has somewhere to go');
  const { digest, release, parameters } = to;
  const now = { resources: run.resources(), digest, release, parameters, outputs };
  if (kind === 'create') {
    return finish(run, { ...run.record, ...now }, { status: 'CREATE_COMPLETE' });
  }
  const deletions = outdated(run, actions);
  const status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const end: OperationEnd = { status: 'UPDATE_COMPLETE' };
  run.events.stack(status);
  if (deletions.length === 0) {
    return finish(run, { ...run.record, ...now }, end);
  }
  const phase = { kind: 'cleaning', deletions, end } as const;
  return finishCleaning(run, run.enter(phase, { ...now, status }), phase);
}

/** A resource stays if either template says so: nothing is lost that somebody wanted kept. */
function outdated(run: StackRun, actions: readonly ResourceAction[]): readonly Deletion[] {
  const replaced = run.steps.toReversed().flatMap(({ kind, logicalId, before }) => {
    if (kind !== 'replaced' || before === undefined) {
      return [];
    }
    const policies = [run.before, run.after].map((view) => view.resource(logicalId).UpdateReplacePolicy);
    return [deletionOf(run.before, logicalId, before, policies.includes('Retain'))];
  });
  const removed = actions.flatMap(({ action, logicalId }) => {
    const record = run.before.state.resources.get(logicalId);
    return action !== 'Remove' || record === undefined ? [] : [removal(run, logicalId, record)];
  });
  return [...removed, ...replaced];
}

function removal(run: StackRun, logicalId: string, record: Deletion['record']): Deletion {
  const policy = run.before.resource(logicalId).DeletionPolicy ?? '';
  return deletionOf(run.before, logicalId, record, ['Retain', 'RetainExceptOnCreate'].includes(policy));
}

function deleteStack(run: StackRun): Promise<OperationOutcome> {
  run.events.stack('DELETE_IN_PROGRESS', 'User Initiated');
  const { template, resources } = run.before.state;
  const deletions = inOrder(template, (logicalId) => resources.has(logicalId))
    .toReversed()
    .flatMap((logicalId) => {
      const record = resources.get(logicalId);
      return record === undefined ? [] : [removal(run, logicalId, record)];
    });
  const end = { status: 'DELETE_COMPLETE', failedStatus: 'DELETE_FAILED' } as const;
  return finishCleaning(run, { ...run.record, resources: {} }, { kind: 'cleaning', deletions, end });
}

function turnBack(run: StackRun, logicalId: string, failure: string): Promise<OperationOutcome> {
  const phase = { kind: 'rolling-back', reason: `${logicalId}: ${failure}`, steps: [...run.steps] } as const;
  const isCreation = run.record.operation.kind === 'create';
  const status = isCreation ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS';
  const verb = isCreation ? 'create' : 'update';
  run.events.stack(status, `The following resource(s) failed to ${verb}: [${logicalId}].`);
  run.enter(phase, { status });
  return isCreation ? uncreate(run, phase) : goBack(run, phase);
}

type RollingBack = OperationPhase & { readonly kind: 'rolling-back' };

function uncreate(run: StackRun, { reason, steps }: RollingBack): Promise<OperationOutcome> {
  const end = { status: 'ROLLBACK_COMPLETE', failedStatus: 'ROLLBACK_FAILED', reason } as const;
  return finishCleaning(run, run.record, { kind: 'cleaning', deletions: unmade(run, steps), end });
}

async function goBack(run: StackRun, phase: RollingBack): Promise<OperationOutcome> {
  const failure = await rollBack(run, phase.steps);
  if (failure !== undefined) {
    return giveUp(run, phase, failure);
  }
  const status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  const end: OperationEnd = { status: 'UPDATE_ROLLBACK_COMPLETE', reason: phase.reason };
  run.events.stack(status);
  const cleaning = { kind: 'cleaning', deletions: unmade(run, phase.steps), end } as const;
  return finishCleaning(run, run.enter(cleaning, { status }), cleaning);
}

/** The operation stays recorded, for its rollback to be continued. */
function giveUp(run: StackRun, phase: RollingBack, failure: string): OperationOutcome {
  const status = 'UPDATE_ROLLBACK_FAILED';
  run.events.stack(status, failure);
  const outcome = outcomeOf(run.record, status, failure);
  const { operation } = run.record;
  const resting = { ...run.record, status, operation: { ...operation, phase } } as const;
  rest(run, withOutcome(resting, operation.token, outcome), new Set(run.held));
  return outcome;
}

async function finishCleaning(
  run: StackRun,
  record: StackRecord,
  { deletions, end }: OperationPhase & { readonly kind: 'cleaning' },
): Promise<OperationOutcome> {
  const { retained, failed } = await cleanUp(run, deletions);
  const isStuck = failed.length > 0 && end.failedStatus !== undefined;
  if (!isStuck) {
    return finish(run, record, end, [...retained, ...failed]);
  }
  const remains = Object.fromEntries(failed.map(({ logicalId, record: resource }) => [logicalId, resource]));
  const names = failed.map(({ logicalId }) => logicalId).join(', ');
  const reason = [...(end.reason === undefined ? [] : [end.reason]), `${names} could not be deleted.`].join(
    '; ',
  );
  return finish(
    run,
    { ...record, resources: remains },
    { status: end.failedStatus ?? end.status, reason },
    retained,
  );
}

/** Brings the stack to rest and answers. */
function finish(
  run: StackRun,
  record: StackRecord,
  { status, reason }: OperationEnd,
  left: readonly Deletion[] = [],
): OperationOutcome {
  run.events.stack(status);
  const { operation: _, ...rested } = record;
  const now: StackRecord = { ...rested, ...(status === 'DELETE_COMPLETE' ? NOTHING : {}), status };
  const outcome = outcomeOf({ ...run.record, digest: now.digest }, status, reason);
  const kept = [...Object.values(now.resources), ...left.map((deletion) => deletion.record)];
  const claims = new Set(kept.flatMap(({ claims: own = [] }) => own));
  rest(run, withOutcome(now, run.record.operation.token, outcome), claims, left);
  return outcome;
}

function rest(
  run: StackRun,
  record: StackRecord,
  claims: ReadonlySet<string>,
  left: readonly Deletion[] = [],
): void {
  const { state, directory, clock } = run.around;
  const { stackId, digest, operation } = run.record;
  state.write(
    { ...record, updatedAt: clock.now() },
    {
      events: run.events.take(),
      outdated: [digest, operation.to?.digest ?? digest],
      retained: left.map(({ record: { type, physicalId, claims: own = [] } }) => ({
        type,
        physicalId,
        stackId,
        claims: own,
      })),
    },
  );
  directory.end(record, run.held, claims);
}

function outcomeOf(
  { stackName, digest, operation: { id: operation } }: StackRun['record'],
  status: StackStatus,
  reason: string | undefined,
): OperationOutcome {
  const next = wayOut(status, stackName);
  if (next !== undefined) {
    return { kind: 'stuck', operation, status, next: reason === undefined ? next : `${reason} ${next}` };
  }
  return reason === undefined
    ? { kind: 'succeeded', digest, operation }
    : { kind: 'failed', digest, operation, reason };
}

/** A record that answers with `outcome` whenever the token is seen again. */
export function withOutcome(record: StackRecord, token: string, outcome: OperationOutcome): StackRecord {
  const others = record.outcomes.filter(([other]) => other !== token);
  return { ...record, token, outcomes: [...others, [token, outcome] as const].slice(-OUTCOMES_KEPT) };
}
