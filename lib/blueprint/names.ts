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
