import { nextStepFor } from '../diagnostics/suggest';
import type { Fleet } from '../fleet/fleet';
import { cellDisplayName, tenantDisplayName } from '../render/rendered-stack';

export type Selection =
  | { readonly kind: 'stacks'; readonly displayNames: readonly string[] }
  | { readonly kind: 'unknown'; readonly message: string };

/** The stacks that people mean: `tenants/rally-north`, or just `rally-north`. No name means all of them. */
export function selectStacks(fleet: Fleet, names: readonly string[]): Selection {
  const all = [
    ...fleet.cells.map((cell) => cellDisplayName(cell.id)),
    ...fleet.tenants.map((tenant) => tenantDisplayName(tenant.id)),
  ];
  if (names.length === 0) {
    return { kind: 'stacks', displayNames: all };
  }
  const displayNames: string[] = [];
  for (const name of names) {
    const found = [name, tenantDisplayName(name), cellDisplayName(name)].find((candidate) =>
      all.includes(candidate),
    );
    if (found === undefined) {
      const known = name.includes('/') ? all : all.map((stack) => stack.slice(stack.indexOf('/') + 1));
      return {
        kind: 'unknown',
        message: `"${name}" is not a stack of this fleet. ${nextStepFor(name, known)}`,
      };
    }
    displayNames.push(found);
  }
  return { kind: 'stacks', displayNames };
}
