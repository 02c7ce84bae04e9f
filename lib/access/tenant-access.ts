import type { Cell, CellAccess, Fleet, Tenant } from '../fleet/fleet';
import type { ReleaseDescriptions } from '../fleet/release-description';

/** Who may change a tenant: its files, and what is deployed of it. Plain data. */
export interface TenantAccess {
  readonly tenant: string;
  readonly cell: string;
  /** Who approves changes of its folder, as CODEOWNERS takes them. */
  readonly owners: readonly string[];
  /** Environment of the shipped workflows whose reviewers let a deployment go. */
  readonly environment: string;
  readonly deployment: Deployment;
}

/** What a tenant is deployed with. */
type Deployment =
  | {
      readonly kind: 'own-roles';
      /** ARN of the role that whoever deploys takes. */
      readonly deployRole: string;
      /** ARN of the role that CloudFormation takes for the stack. */
      readonly executionRole: string;
      readonly takenBy: readonly Taker[];
    }
  | {
      readonly kind: 'bootstrap-roles';
      /** Account whose bootstrap stack has them; they may change every stack of it. */
      readonly account: string;
      /** A sentence without a full stop. */
      readonly why: string;
    };

/** Somebody who may take a deploy role. */
export type Taker =
  | { readonly kind: 'workflow'; readonly repository: string; readonly environment: string }
  | { readonly kind: 'role'; readonly arn: string };

/** Who may change each tenant of the fleet, by id. */
export function tenantAccesses(fleet: Fleet, releases: ReleaseDescriptions): readonly TenantAccess[] {
  const cells = new Map(fleet.cells.map((cell) => [cell.id, cell]));
  return fleet.tenants.flatMap((tenant) => {
    const cell = cells.get(tenant.cell);
    return cell === undefined ? [] : [accessOf(fleet.name, cell, tenant, releases)];
  });
}

function accessOf(fleet: string, cell: Cell, tenant: Tenant, releases: ReleaseDescriptions): TenantAccess {
  const environment = `tenants/${tenant.id}`;
  return {
    tenant: tenant.id,
    cell: cell.id,
    owners: tenant.owners,
    environment,
    deployment: deploymentOf(fleet, cell, tenant, releases),
  };
}

function deploymentOf(
  fleet: string,
  cell: Cell,
  { id, release }: Tenant,
  releases: ReleaseDescriptions,
): Deployment {
  if (cell.access === undefined) {
    return {
      kind: 'bootstrap-roles',
      account: cell.account,
      why: `access in fleet.yaml gives tenants of cell ${cell.id} no roles of their own`,
    };
  }
  if (releases.get(release)?.contract.tenantRoles !== true) {
    return {
      kind: 'bootstrap-roles',
      account: cell.account,
      why: `release ${release} was cut before tenants could have roles of their own`,
    };
  }
  const roles = `arn:aws:iam::${cell.account}:role/multiplex/${fleet}/${cell.id}/deployers/tenant--${id}`;
  return {
    kind: 'own-roles',
    deployRole: `${roles}--deploy`,
    executionRole: `${roles}--execution`,
    takenBy: takersOf(cell.access, `tenants/${id}`),
  };
}

function takersOf({ github, principals = [] }: CellAccess, environment: string): readonly Taker[] {
  return [
    ...(github === undefined
      ? []
      : [{ kind: 'workflow', repository: github.repository, environment } as const]),
    ...principals.map((arn) => ({ kind: 'role', arn }) as const),
  ];
}
