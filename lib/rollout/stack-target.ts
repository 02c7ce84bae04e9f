import type { Cell } from '../fleet/fleet';
import type { StackTarget } from './ports';
import type { RolloutPlan } from './rollout-plan';

/**
 * Where the stacks of a roll-out are, by the cells that its plan names: a tenant that was removed from the files
 * meanwhile is found where it was.
 *
 * @returns A function that takes `tenants/rally-north`, `cells/us-1`; it answers undefined for a stack that the plan does
 *   not have, or whose cell is gone.
 */
export function rolloutTargets(
  { rings }: Pick<RolloutPlan, 'rings'>,
  cells: readonly Cell[],
): (stack: string) => StackTarget | undefined {
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
              { stack, stackName: stack.replace('s/', '--'), account: place.account, region: place.region },
            ] as const,
          ];
    }),
  );
  return (stack) => targets.get(stack);
}
