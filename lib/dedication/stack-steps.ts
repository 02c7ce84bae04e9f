import { invariant } from '../diagnostics/invariant';
import { hostNames } from '../isolation/subject';
import type { Subject } from '../isolation/subject';
import type { StackCauses } from '../plan/causes/stack-causes';
import type { Plan } from '../plan/plan-document';
import { planFleet } from '../plan/plan-fleet';
import type { ComparedPair, StackPair, StackSide, UnchangedStack } from '../plan/stack-pair';
import type { StackStep } from './dedication-document';
import { stepWords } from './step-words';
import type { StepFacts } from './step-words';

/** A stack of the tenant: what it renders, and whose it is. */
export interface Standing {
  readonly side: StackSide;
  readonly subject: Subject;
}

interface StepsRequest {
  /** Every stack but those that the move is about. */
  readonly others: readonly UnchangedStack[];
  /** Every cell there will be, and every other tenant. */
  readonly everyoneElse: readonly Subject[];
}

/** Where the tenant stands when a step is done. */
interface Stand {
  readonly old: Standing;
  readonly fresh?: Standing;
}

/** Plans the steps of a move that change a stack. */
export class StackSteps {
  readonly #request: StepsRequest;
  readonly #facts: StepFacts;

  constructor(request: StepsRequest, facts: StepFacts) {
    this.#request = request;
    this.#facts = facts;
  }

  /** @param why The host names that the stack gives up are no loss, for this reason. */
  async plan(id: StackStep['id'], pair: StackPair, stand: Stand, why?: string): Promise<StackStep> {
    const { from, to } = this.#facts;
    const cell = pair.after?.cell ?? '';
    const claims = [stand.old, stand.fresh].flatMap((one, index) =>
      one === undefined
        ? []
        : [{ cell: index === 0 ? from.cell : to.cell, hosts: [...hostNames(one.subject)] }],
    );
    const [first, second] = claims;
    invariant(
      first?.hosts.every((host) => second?.hosts.includes(host) !== true) === true,
      'no host is answered to by two stacks',
    );
    const plan = await this.#planned(pair, stand, why);
    return { kind: 'stack', id, cell, plan, claims, ...stepWords(id, this.#facts) };
  }

  async #planned(pair: StackPair, stand: Stand, why: string | undefined): Promise<Plan> {
    const { others, everyoneElse } = this.#request;
    const { stack } = pair;
    return planFleet({
      base: { commit: 'the step before', why: 'the step before', hasFleet: true },
      compared: compared(pair, others),
      causes: causedByMove(pair.after?.cell ?? ''),
      scope: { declared: [stack], by: 'option' },
      overrides: why === undefined ? [] : [{ refusal: 'host-removed', stack, reason: why }],
      everyone: [
        ...everyoneElse,
        // Both have the same name: whoever changes is proved.
        (pair.after?.cell === this.#facts.from.cell ? stand.old : (stand.fresh ?? stand.old)).subject,
      ],
      notes: [],
    });
  }
}

/** What changes, among everybody who does not. */
async function* compared(
  pair: StackPair,
  others: readonly UnchangedStack[],
): AsyncGenerator<ComparedPair, void, void> {
  yield { kind: 'changed', pair };
  for (const stack of others) {
    yield { kind: 'unchanged', stack };
  }
}

/** What a step changes comes of the move and of nothing that is written in a file. */
function causedByMove(cell: string): Pick<StackCauses, 'ofChanged' | 'ofWhole'> {
  const id = `move to cells/${cell}`;
  return {
    ofWhole: () => [{ id, file: 'fleet.yaml', key: `cells.${cell}`, effect: 'alone', resources: [] }],
    ofChanged: (_pair, changes) =>
      Promise.resolve({
        causes: [
          {
            id,
            file: 'fleet.yaml',
            key: `cells.${cell}`,
            effect: 'alone',
            resources: changes.resources.map(({ logicalId }) => logicalId),
          },
        ],
        causesOf: () => [id],
      }),
  };
}
