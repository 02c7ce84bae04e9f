import type { Reach } from './plan-document';
import { contractOf } from './refusals/contract';
import type { Template } from './refusals/compared-stack';
import type { TemplateChanges } from './resource-changes';

/** What a cell's change alters of what it promises: what of it, by the name of the contract's value. */
export type AlteredContract = ReadonlyMap<string, string>;

/** Which values of the contract a cell's change alters: in themselves, or in the resource that they speak of. */
export function alteredContract(
  before: Template,
  after: Template,
  changes: TemplateChanges,
): AlteredContract {
  const kinds = new Map(changes.resources.map(({ logicalId, change }) => [logicalId, change]));
  const later = contractOf(after);
  const altered = new Map<string, string>();
  for (const [path, { name, value, refersTo }] of contractOf(before)) {
    const now = later.get(path);
    const kind = refersTo === undefined ? undefined : kinds.get(refersTo);
    if (now === undefined) {
      altered.set(name, 'removed');
    } else if (now.value !== value) {
      altered.set(name, 'another value');
    } else if (kind !== undefined) {
      altered.set(name, `${refersTo ?? ''} ${KINDS[kind]}`);
    }
  }
  return altered;
}

const KINDS = {
  added: 'is added',
  changed: 'is changed in place',
  'may-be-replaced': 'may be replaced',
  replaced: 'is replaced',
  removed: 'is removed',
} as const;

/**
 * What a tenant's stack reads of its cell, and which of it this plan alters by changing the cell.
 *
 * @param reads Names of the contract.
 */
export function tenantReach(
  cell: string,
  reads: readonly string[],
  alteredOf: ReadonlyMap<string, AlteredContract>,
): Reach {
  const altered = alteredOf.get(cell);
  return {
    kind: 'tenant',
    cell,
    reads: [...reads],
    altered: reads.filter((name) => altered?.has(name) ?? false),
  };
}

/** Every tenant of a cell that changes, and what the change is to it. */
export function cellReach(
  cell: string,
  tenants: readonly { readonly stack: string; readonly reads: readonly string[] }[],
  altered: AlteredContract,
): Reach {
  return {
    kind: 'cell',
    tenants: tenants.map(({ stack, reads }) => {
      const own = reads.filter((name) => altered.has(name));
      return {
        stack,
        altered: own,
        why:
          own.length === 0
            ? `stands in ${cell}; nothing that it reads is altered`
            : `stands in ${cell}, and reads ${own.map((name) => `${name} (${altered.get(name) ?? ''})`).join(', ')}`,
      };
    }),
  };
}
