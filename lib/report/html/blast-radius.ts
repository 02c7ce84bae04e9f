import type { Fleet } from '../../fleet/fleet';
import type { Plan, StackChange } from '../../plan/plan-document';

/** What a plan means to a stack. */
export type Impact =
  /** Added by the plan. */
  | 'added'
  /** Changed in place. */
  | 'changed'
  /** Changed so that something of it is replaced, or may be. */
  | 'replaced'
  | 'removed'
  /** Not changed itself, but something that it reads of its cell is. */
  | 'reached'
  /** Byte by byte what it was. */
  | 'identical';

/** The fleet as a plan leaves it, cell by cell. */
export interface BlastRadius {
  readonly cells: readonly CellRadius[];
  /** Stacks that are drawn as identical, to be compared with what the plan has counted. */
  readonly identical: number;
}

export interface CellRadius {
  readonly stack: string;
  readonly impact: Impact;
  readonly change?: StackChange;
  readonly tenants: readonly TenantRadius[];
}

export interface TenantRadius {
  readonly stack: string;
  readonly impact: Impact;
  readonly change?: StackChange;
  /** Why it is in the radius, or is not. */
  readonly why: string;
}

/** Works out what a plan means to each stack of the fleet, and to those that the plan removes. */
export function blastRadius({ cells, tenants }: Fleet, plan: Plan): BlastRadius {
  const changes = new Map(plan.changed.map((change) => [change.stack, change]));
  const reached = reachedTenants(plan);
  const members = new Map(cells.map(({ id }): [string, string[]] => [`cells/${id}`, []]));
  const join = (cell: string, stack: string): void => {
    const stacks = members.get(cell) ?? [];
    members.set(cell, stacks.includes(stack) ? stacks : [...stacks, stack]);
  };
  tenants.forEach(({ id, cell }) => join(`cells/${cell}`, `tenants/${id}`));
  for (const { stack, reach } of plan.changed) {
    if (reach.kind === 'tenant') {
      join(reach.cell, stack);
    } else {
      members.set(stack, members.get(stack) ?? []);
    }
  }
  const drawn = [...members].map(([stack, stacks]): CellRadius => {
    const change = changes.get(stack);
    return {
      stack,
      impact: impactOf(change),
      ...(change === undefined ? {} : { change }),
      tenants: stacks.map((tenant) => tenantRadius(tenant, changes.get(tenant), reached.get(tenant))),
    };
  });
  const identical = drawn.flatMap(({ stack, tenants: of }) => [stack, ...of.map((tenant) => tenant.stack)]);
  return { cells: drawn, identical: identical.filter((stack) => !changes.has(stack)).length };
}

/** Tenants for which a change of their cell alters what they read, and how. */
function reachedTenants({ changed }: Plan): ReadonlyMap<string, { altered: boolean; why: string }> {
  return new Map(
    changed.flatMap(({ reach }) =>
      reach.kind === 'cell'
        ? reach.tenants.map(
            ({ stack, altered, why }) => [stack, { altered: altered.length > 0, why }] as const,
          )
        : [],
    ),
  );
}

function tenantRadius(
  stack: string,
  change: StackChange | undefined,
  reached: { readonly altered: boolean; readonly why: string } | undefined,
): TenantRadius {
  if (change !== undefined) {
    return { stack, change, impact: impactOf(change), why: whyChanged(change) };
  }
  const identical = 'its template and its manifest are byte-identical';
  return reached === undefined
    ? { stack, impact: 'identical', why: identical }
    : { stack, impact: reached.altered ? 'reached' : 'identical', why: `${identical}; it ${reached.why}` };
}

function whyChanged({ kind, causes }: StackChange): string {
  const heard = causes.filter(({ effect }) => effect !== 'none').map(({ id }) => id);
  const verb = kind === 'changed' ? 'changes' : `is ${kind}`;
  return heard.length === 0 ? verb : `${verb} because of ${heard.join(', ')}`;
}

function impactOf(change: StackChange | undefined): Impact {
  if (change === undefined) {
    return 'identical';
  }
  if (change.kind !== 'changed') {
    return change.kind;
  }
  return change.resources.some(({ change: how }) => how !== 'added' && how !== 'changed')
    ? 'replaced'
    : 'changed';
}
