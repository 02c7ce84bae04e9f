import { tenantOf } from './subject';
import type { Subject } from './subject';

/**
 * What a subject owns by name. An id never holds `--`, `#`, `/` or `:` (`lib/fleet/schema/id.ts`), so a prefix that
 * holds the whole id and then one of those is nobody else's. A single hyphen delimits nothing: `acme-` also begins
 * `acme-2`.
 */
export interface Namespace {
  /** `tenant--rally-north`, `cell--us-1`: physical names are this, or this and `--` and more. */
  readonly stackName: string;
  /** Partition keys are this, or begin with this and `#`. */
  readonly partitionKey: string;
  /** `tenants/rally-north/`: key prefix in the cell's media and log buckets. */
  readonly objectPrefix: string;
  /** `/multiplex/northlight/us-1/tenants/`: IAM path that holds only the data roles of the cell's tenants. */
  readonly tenantsRolePath: string;
  /** `/multiplex/northlight/us-1/services/`: IAM path of those who may take a tenant's data role. */
  readonly servicesRolePath: string;
  /** `/multiplex/northlight/us-1/deployers/`: IAM path that holds only the roles that tenants are deployed with. */
  readonly deployersRolePath: string;
  /** `/multiplex/northlight/us-1/`: IAM path of the cell's managed policies. */
  readonly policiesPath: string;
  /** `/multiplex/northlight/cells/us-1/`: path of the SSM parameters that a cell promises its tenants. */
  readonly contractPath: string;
  /** The bucket that deployments publish their files to. */
  readonly assetsBucket: string;
}

/** The bootstrap stack's default qualifier. */
const ASSETS_QUALIFIER = 'hnb659fds';

export function namespaceOf(subject: Subject): Namespace {
  const { fleet, cell } = subject;
  // A cell has none of a tenant's names; an empty id would own every prefix.
  const tenant = tenantOf(subject) ?? '⟨no tenant⟩';
  return {
    stackName: subject.kind === 'cell' ? `cell--${cell.id}` : `tenant--${tenant}`,
    partitionKey: `TENANT#${tenant}`,
    objectPrefix: `tenants/${tenant}/`,
    tenantsRolePath: `/multiplex/${fleet}/${cell.id}/tenants/`,
    servicesRolePath: `/multiplex/${fleet}/${cell.id}/services/`,
    deployersRolePath: `/multiplex/${fleet}/${cell.id}/deployers/`,
    policiesPath: `/multiplex/${fleet}/${cell.id}/`,
    contractPath: `/multiplex/${fleet}/cells/${cell.id}/`,
    assetsBucket: `cdk-${ASSETS_QUALIFIER}-assets-${cell.account}-${cell.region}`,
  };
}

/** Whether a physical name is of the subject and can be of no other. */
export function isOwnName(name: string, { stackName }: Namespace): boolean {
  return name === stackName || name.startsWith(`${stackName}--`);
}
