import { invariant } from '../diagnostics/invariant';
import type { Fleet } from '../fleet/fleet';
import { subjectName } from '../isolation/subject';
import type { Subject } from '../isolation/subject';
import { isRefused, overridden } from '../plan/overrides';
import type { Override, Refusal } from '../plan/plan-document';
import { refuse } from '../plan/refusals/refusal-catalogue';
import type { StackSide, UnchangedStack } from '../plan/stack-pair';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import { sealedDedication } from './dedication-document';
import type { Dedication, DedicationStep } from './dedication-document';
import { cellOfFleet, standingIn, tenantOfFleet } from './standing-fleet';
import type { Hosting } from './standing-fleet';
import { StackSteps } from './stack-steps';
import type { Standing } from './stack-steps';
import { stepWords } from './step-words';
import type { StepFacts } from './step-words';

export interface DedicationRequest {
  /** With the new cell, and the tenant in it. */
  readonly fleet: Fleet;
  readonly tenant: string;
  /** The cell that it leaves. */
  readonly from: string;
  /** The tenant as it stands there, with its domains and their certificate. */
  readonly before: Fleet;
  /** Every other stack, as both fleets render it. */
  readonly others: readonly UnchangedStack[];
  readonly render: (fleet: Fleet, stack: string) => Promise<StackSide>;
  readonly subjectsOf: (fleet: Fleet) => readonly Subject[];
  readonly overrides: readonly Override[];
}

/**
 * The steps in which a tenant moves to a cell of its own. Each step that changes a stack is a plan of its own: compared with
 * what the step before left, proved against everybody who is there then, and judged like any other.
 */
export async function planDedication(request: DedicationRequest): Promise<Dedication> {
  const { fleet, tenant, overrides } = request;
  const facts = stepFacts(request);
  const steps = await planSteps(request, facts);
  const whole = overridden(wholeRefusals(facts), overrides);
  const isClear =
    !isRefused(whole) && steps.every((step) => step.kind === 'data' || step.plan.verdict === 'clear');
  return sealedDedication({
    kind: 'dedication',
    version: 1,
    verdict: isClear ? 'clear' : 'refused',
    fleet: fleet.name,
    tenant,
    from: facts.from,
    to: facts.to,
    steps: [...steps],
    refusals: [...whole],
  });
}

function stepFacts({ fleet, tenant: id, from }: DedicationRequest): StepFacts {
  const tenant = tenantOfFleet(fleet, id);
  const [old, fresh] = [cellOfFleet(fleet, from), cellOfFleet(fleet, tenant.cell)];
  return {
    tenant: id,
    from: { cell: old.id, account: old.account, region: old.region },
    to: { cell: fresh.id, account: fresh.account, region: fresh.region },
    hosts: tenant.domains,
    oldHost: `${id}.${old.domain}`,
    newHost: `${id}.${fresh.domain}`,
  };
}

/** What no step changes, and still has to be agreed to. */
function wholeRefusals({ tenant, hosts, oldHost, newHost }: StepFacts): readonly Refusal[] {
  const stack = tenantDisplayName(tenant);
  return [
    refuse(
      'accounts-left',
      stack,
      'accounts',
      'the accounts of its viewers stay in the user pool of the old stack: Cognito hands out no passwords, and gives other ids in the new one.',
    ),
    ...(hosts.length > 0
      ? []
      : [
          refuse(
            'host-removed',
            stack,
            'domains',
            `it has no domain of its own: viewers come by ${oldHost}, which stays with the old stack, and the new one answers to ${newHost}.`,
          ),
        ]),
  ];
}

async function planSteps(request: DedicationRequest, facts: StepFacts): Promise<readonly DedicationStep[]> {
  const [old, fresh] = [facts.from.cell, facts.to.cell];
  const stand = async (cell: string, hosting: Hosting): Promise<Standing> => standing(request, cell, hosting);
  const [oldOwn, oldBare] = [await stand(old, 'own-hosts'), await stand(old, 'cell-host')];
  const [newBare, newOwn] = [await stand(fresh, 'cell-host'), await stand(fresh, 'own-hosts')];
  const cell = await request.render(request.fleet, cellDisplayName(fresh));
  const data = (id: Extract<DedicationStep, { kind: 'data' }>['id']): DedicationStep => ({
    kind: 'data',
    id,
    ...stepWords(id, facts),
  });
  const name = tenantDisplayName(facts.tenant);
  const everyoneElse = request.subjectsOf(request.fleet).filter((subject) => subjectName(subject) !== name);
  const roles = accessDisplayName(facts.tenant);
  const steps = new StackSteps({ others: request.others, everyoneElse }, facts);
  return [
    await steps.plan('cell', { stack: cellDisplayName(fresh), after: cell }, { old: oldOwn }),
    ...(cellOfFleet(request.fleet, fresh).access === undefined
      ? []
      : [
          await steps.plan(
            'access',
            { stack: roles, after: await request.render(request.fleet, roles) },
            { old: oldOwn },
          ),
        ]),
    await steps.plan('stack', { stack: name, after: newBare.side }, { old: oldOwn, fresh: newBare }),
    data('export'),
    data('import'),
    data('check'),
    ...(facts.hosts.length === 0
      ? []
      : [
          await steps.plan(
            'free-hosts',
            { stack: name, before: oldOwn.side, after: oldBare.side },
            { old: oldBare, fresh: newBare },
            'The stack in the new cell takes the names in the next step.',
          ),
          await steps.plan(
            'take-hosts',
            { stack: name, before: newBare.side, after: newOwn.side },
            { old: oldBare, fresh: newOwn },
            'Nobody was told of the name that the cell gave it.',
          ),
        ]),
    data('late-writes'),
    data('keep-old'),
  ];
}

async function standing(request: DedicationRequest, cell: string, hosting: Hosting): Promise<Standing> {
  const isOld = cell === request.from;
  const fleet = standingIn(isOld ? request.before : request.fleet, request.tenant, cell, hosting);
  const stack = tenantDisplayName(request.tenant);
  const subject = request.subjectsOf(fleet).find((candidate) => subjectName(candidate) === stack);
  invariant(subject !== undefined, `${stack} is a subject of its fleet`);
  return { side: await request.render(fleet, stack), subject };
}
