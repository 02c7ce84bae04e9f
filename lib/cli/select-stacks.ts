import { nextStepFor } from '../diagnostics/suggest';
import type { Selection, StackIds } from '../render/assemble-fleet';
import type { Fleet } from '../fleet/fleet';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from '../render/rendered-stack';

/** The stacks that people mean: `tenants/rally-north`, or just `rally-north`. No name means all of them. */
export function selectStacks(fleet: StackIds, names: readonly string[]): Selection {
  const all = [
    ...fleet.cells.map((cell) => cellDisplayName(cell.id)),
    ...(fleet.access ?? []).map((tenant) => accessDisplayName(tenant.id)),
    ...fleet.tenants.map((tenant) => tenantDisplayName(tenant.id)),
  ];
  if (names.length === 0) {
    return { kind: 'stacks', displayNames: all };
  }
  const known = new Set(all);
  const displayNames: string[] = [];
  for (const name of names) {
    const found = [name, tenantDisplayName(name), cellDisplayName(name)].find((candidate) =>
      known.has(candidate),
    );
    if (found === undefined) {
      const candidates = name.includes('/') ? all : all.map((stack) => stack.slice(stack.indexOf('/') + 1));
      return {
        kind: 'unknown',
        message: `"${name}" is not a stack of this fleet. ${nextStepFor(name, candidates)}`,
      };
    }
    displayNames.push(found);
  }
  return { kind: 'stacks', displayNames };
}

/** All stacks of a fleet, the roles included that tenants are deployed with. */
export function allStacks({ cells, tenants }: Pick<Fleet, 'cells' | 'tenants'>): StackIds {
  const able = new Set(cells.filter(({ access }) => access !== undefined).map(({ id }) => id));
  return { cells, tenants, access: tenants.filter(({ cell }) => able.has(cell)) };
}
