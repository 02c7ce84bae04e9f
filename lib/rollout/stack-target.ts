import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import type { Cell } from '../fleet/fleet';
import { accessDisplayName } from '../render/rendered-stack';
import { cloudFormationName, stackNamed } from '../render/stack-name';
import type { StackTarget } from './ports';
import type { RolloutPlan } from './rollout-plan';

/**
 * Where the stacks of a roll-out are, by the cells that its plan names: a tenant that was removed from the files
 * meanwhile is found where it was.
 *
 * @returns A function that takes `tenants/rally-north`, `cells/us-1`; it throws ROLLOUT-006 for a stack whose cell is gone.
 */
export function rolloutTargets(
  { rings }: Pick<RolloutPlan, 'rings'>,
  cells: readonly Cell[],
): (stack: string) => StackTarget {
  const byStack = new Map(cells.map((cell) => [`cells/${cell.id}`, cell]));
  const moves = rings.flatMap(({ waves }) => waves.flatMap((wave) => wave.moves));
  const targets = new Map(
    moves.flatMap(({ stack, cell }) => {
      const place = byStack.get(cell);
      return place === undefined
        ? []
        : [
            [
              stack,
              { stack, stackName: cloudFormationName(stack), account: place.account, region: place.region },
            ] as const,
          ];
    }),
  );
  return (stack) => {
    const target = targets.get(stack);
    if (target === undefined) {
      throw cellGone(stack);
    }
    return target;
  };
}

/** @param environment `aws://111122223333/us-east-1`, as plans have it. */
export function targetIn(environment: string, stack: string): StackTarget {
  const place = environment.slice('aws://'.length);
  const slash = place.indexOf('/');
  return {
    stack,
    stackName: cloudFormationName(stack),
    account: place.slice(0, slash),
    region: place.slice(slash + 1),
  };
}

/** Where the roles are that the tenant of a stack is deployed with: beside it. */
export function accessTarget({ stack, account, region }: StackTarget): StackTarget {
  const access = accessDisplayName(stackNamed(stack).id);
  return { stack: access, stackName: cloudFormationName(access), account, region };
}

function cellGone(stack: string): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'ROLLOUT-006',
      place: { file: stack },
      message: 'its cell is not in fleet.yaml any more, so nobody knows where it is.',
      next: `Put the cell back, or leave the stack out: npx multiplex rollout skip ${stack} --reason "…"`,
    }),
  ]);
}
