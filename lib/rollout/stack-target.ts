import { invariant } from '../diagnostics/invariant';
import type { Fleet } from '../fleet/fleet';
import type { StackTarget } from './ports';

type Places = Pick<Fleet, 'cells' | 'tenants'>;

/**
 * Where the stacks of fleets are. A stack that the first does not have is looked for in the next, so that one that was
 * removed from the files is found where it was.
 *
 * @returns A function that takes `tenants/rally-north`, `cells/us-1`; it answers undefined for a stack of none.
 */
export function stackTargets(...fleets: readonly Places[]): (stack: string) => StackTarget | undefined {
  const targets = new Map<string, StackTarget>();
  for (const { cells, tenants } of fleets.toReversed()) {
    const byId = new Map(cells.map((cell) => [cell.id, cell]));
    const add = (stack: string, stackName: string, cellId: string): void => {
      const cell = byId.get(cellId);
      invariant(cell !== undefined, `${stack} is of a cell that the fleet has`);
      targets.set(stack, { stack, stackName, account: cell.account, region: cell.region });
    };
    cells.forEach(({ id }) => add(`cells/${id}`, `cell--${id}`, id));
    tenants.forEach(({ id, cell }) => add(`tenants/${id}`, `tenant--${id}`, cell));
  }
  return (stack) => targets.get(stack);
}
