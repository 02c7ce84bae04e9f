import type { Fleet } from '../../fleet/fleet';
import type { Plan, StackChange } from '../../plan/plan-document';
import { accessDisplayName } from '../../render/rendered-stack';

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
  /** Not changed itself, but the roles that it is deployed with are. */
  | 'roles'
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
    if (reach.kind === 'cell') {
      members.set(stack, members.get(stack) ?? []);
    } else {
      join(reach.cell, reach.kind === 'access' ? reach.tenant : stack);
    }
  }
  const roles = rolesOf(plan);
  const drawn = [...members].map(([stack, stacks]): CellRadius => {
    const change = changes.get(stack);
    return {
      stack,
      impact: impactOf(change),
      ...(change === undefined ? {} : { change }),
      tenants: stacks.map((tenant) =>
        tenantRadius(tenant, {
          change: changes.get(tenant),
          reached: reached.get(tenant),
          roles: roles.get(tenant),
        }),
      ),
    };
  });
  const stacks = [
    ...drawn.flatMap(({ stack, tenants: of }) => [stack, ...of.map((tenant) => tenant.stack)]),
    ...accessStacks({ cells, tenants }),
  ];
  return { cells: drawn, identical: stacks.filter((stack) => !changes.has(stack)).length };
}

/** The roles that tenants are deployed with, which are drawn with their tenants. */
function accessStacks({ cells, tenants }: Pick<Fleet, 'cells' | 'tenants'>): readonly string[] {
  const giving = new Set(cells.filter(({ access }) => access !== undefined).map(({ id }) => id));
  return tenants.filter(({ cell }) => giving.has(cell)).map(({ id }) => accessDisplayName(id));
}

/** Changes of roles, by the tenant that is deployed with them. */
function rolesOf({ changed }: Plan): ReadonlyMap<string, StackChange> {
  return new Map(
    changed.flatMap((change) =>
      change.reach.kind === 'access' ? [[change.reach.tenant, change] as const] : [],
    ),
  );
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

/** What a plan has to do with a tenant. */
interface Ties {
  readonly change: StackChange | undefined;
  readonly reached: { readonly altered: boolean; readonly why: string } | undefined;
  readonly roles: StackChange | undefined;
}

function tenantRadius(stack: string, { change, reached, roles }: Ties): TenantRadius {
  if (change !== undefined) {
    return { stack, change, impact: impactOf(change), why: whyChanged(change) };
  }
  const identical = 'its template and its manifest are byte-identical';
  if (roles !== undefined && reached?.altered !== true) {
    return {
      stack,
      impact: 'roles',
      why: `${identical}; ${roles.stack}, with which it is deployed, ${whyChanged(roles)}`,
    };
  }
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
