/**
 * Physical names, wherever something outside the stack must be able to say one. Everything else is named by
 * CloudFormation, so that it can be replaced.
 */

export function cellStackName(cell: string): string {
  return `cell--${cell}`;
}

export function tenantStackName(tenant: string): string {
  return `tenant--${tenant}`;
}

/** IAM path of everything that belongs to one cell of one fleet; it ends in a slash, which no id can hold. */
function cellRolePath(fleet: string, cell: string): string {
  return `/multiplex/${fleet}/${cell}/`;
}

/** IAM path of the cell's own services, the only principals that may take a tenant's data role. */
export function servicesRolePath(fleet: string, cell: string): string {
  return `${cellRolePath(fleet, cell)}services/`;
}

/** IAM path of the data roles of a cell's tenants. */
export function tenantsRolePath(fleet: string, cell: string): string {
  return `${cellRolePath(fleet, cell)}tenants/`;
}

/** IAM path of the deploy and execution roles of a cell's tenants. Nothing that they may do reaches it. */
export function deployersRolePath(fleet: string, cell: string): string {
  return `${cellRolePath(fleet, cell)}deployers/`;
}

/** Stack of the two roles that a tenant is deployed with. */
export function accessStackName(tenant: string): string {
  return `access--${tenant}`;
}

/** Taken by whoever deploys the tenant. At most 40 characters; IAM allows 64. */
export function deployRoleName(tenant: string): string {
  return `${tenantStackName(tenant)}--deploy`;
}

/** Taken by CloudFormation for the tenant's stack. At most 43 characters. */
export function executionRoleName(tenant: string): string {
  return `${tenantStackName(tenant)}--execution`;
}

/** What all tenants of a cell may do with their roles, by the cell's managed policies. */
export type TenantPolicy = 'boundary' | 'deploy' | 'execution' | 'execution-edge';

/** At most 54 characters; IAM allows 128. */
export function tenantPolicyName(cell: string, policy: TenantPolicy): string {
  return `${cellStackName(cell)}--tenant-${policy}`;
}

/** Its ARN, which whoever attaches it says without asking the cell. */
export function tenantPolicyArn(
  fleet: string,
  cell: { readonly id: string; readonly account: string },
  policy: TenantPolicy,
): string {
  return `arn:aws:iam::${cell.account}:policy${cellRolePath(fleet, cell.id)}${tenantPolicyName(cell.id, policy)}`;
}

/** IAM path of the cell's managed policies. */
export function policiesPath(fleet: string, cell: string): string {
  return cellRolePath(fleet, cell);
}

/** Branding bucket of a tenant that has roles of its own. At most 61 characters; S3 allows 63. */
export function brandingBucketName(
  tenant: string,
  { account, region }: { readonly account: string; readonly region: string },
): string {
  return `${tenantStackName(tenant)}--${account}-${region}`;
}

/** At most 38 characters with the longest id; IAM allows 64. */
export function dataRoleName(tenant: string): string {
  return `${tenantStackName(tenant)}--data`;
}

/** Partition key of everything a tenant owns in the shared table. */
export function partitionKey(tenant: string): string {
  return `TENANT#${tenant}`;
}

/** Key prefix of a tenant in the cell's media and log buckets. */
export function objectPrefix(tenant: string): string {
  return `tenants/${tenant}/`;
}
