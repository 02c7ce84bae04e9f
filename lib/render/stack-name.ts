import { invariant } from '../diagnostics/invariant';

/** What stands in a stack: what a cell shares, the roles that a tenant is deployed with, or the tenant itself. */
export type StackKind = 'cell' | 'access' | 'tenant';

/** What `cdk` and people call a stack, taken apart. */
export interface StackName {
  readonly kind: StackKind;
  /** Of the cell, or of the tenant. */
  readonly id: string;
}

/** By the part of the name before the slash, in the order in which stacks are made: each rests on those before it. */
const KINDS: ReadonlyMap<string, StackKind> = new Map([
  ['cells', 'cell'],
  ['access', 'access'],
  ['tenants', 'tenant'],
]);

const ORDER: readonly StackKind[] = [...KINDS.values()];

/** @param stack `tenants/rally-north`, `access/rally-north`, `cells/us-1`. */
export function stackNamed(stack: string): StackName {
  const [folder = '', id = ''] = stack.split('/');
  const kind = KINDS.get(folder);
  invariant(kind !== undefined, `${stack} is a cell, a tenant or the access to one`);
  return { kind, id };
}

export function stackKind(stack: string): StackKind {
  return stackNamed(stack).kind;
}

/** What CloudFormation calls it: `tenant--rally-north`, `access--rally-north`, `cell--us-1`. */
export function cloudFormationName(stack: string): string {
  const { kind, id } = stackNamed(stack);
  return `${kind}--${id}`;
}

/** As part of a token, which may hold letters, digits and hyphens: `tenant-rally-north`. */
export function stackToken(stack: string): string {
  const { kind, id } = stackNamed(stack);
  return `${kind}-${id}`;
}

/** Puts cells first, then the roles that tenants are deployed with, then tenants, each by name. */
export function compareStacks(a: string, b: string): number {
  const [before, after] = [a, b].map((stack) => ORDER.indexOf(stackKind(stack)));
  return (before ?? 0) - (after ?? 0) || (a < b ? -1 : a > b ? 1 : 0);
}
