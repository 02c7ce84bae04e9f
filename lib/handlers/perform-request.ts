import { failed, succeeded, type Ending } from './protocol/custom-resource-answer';
import { openBrand } from './brand/open-brand';
import { accepted, refused, type Outcome } from './outcome';
import { parsePartition } from './partition/partition-properties';
import type { Patience } from './fence/persistence';
import { publishBrand } from './brand/provision-brand';
import { retirePartition, writePartition } from './partition/provision-partition';
import type { CellAccess } from './provisioner-ports';
import type { ProvisioningRequest } from './protocol/provisioning-request';
import type { ProvisioningTask } from './provisioning-task';
import { redact } from './protocol/redaction';
import { errorText, isDenied } from './service-error';
import type { Log } from './protocol/structured-log';
import { assumeTenantRole, sessionName, tenantRoleArn, type TenantCredentials } from './tenant-role';

/** What performing a request needs beside the request. */
export interface Performance {
  readonly cell: CellAccess;
  readonly patience: Patience;
  readonly log: Log;
}

/** What is left to do once everything that can be refused has been checked; it writes as the tenant. */
type Work = (task: ProvisioningTask) => Promise<Ending>;

/** Does what a request asks, under the role of its tenant. Never throws: a failing service ends in `failed`. */
export async function performRequest(
  request: ProvisioningRequest,
  performance: Performance,
): Promise<Ending> {
  if (request.expiresAt !== undefined && request.expiresAt <= request.arrivedAt) {
    return failed('The request expired before it arrived; CloudFormation no longer waits for it.');
  }
  // The bucket and its objects outlive the tenant's stack, so deleting a brand deletes nothing.
  if (request.kind === 'brand' && request.type === 'Delete') {
    return succeeded();
  }
  try {
    const work = await prepare(request, performance);
    return work.kind === 'refused'
      ? failed(work.reason)
      : await performWork(request, performance, work.value);
  } catch (error) {
    return failed(redact(errorText(error)));
  }
}

/** Checks the request's properties, and opens what they name, before anything is touched. */
async function prepare(
  request: ProvisioningRequest,
  { cell, patience }: Performance,
): Promise<Outcome<Work>> {
  if (request.kind === 'brand') {
    const opened = await openBrand(request.properties, request.tenant, cell.assets, patience);
    if (opened.kind === 'refused') {
      return opened;
    }
    const { brand, properties } = opened.value;
    return accepted((task) => publishBrand(task, brand, properties));
  }
  if (request.type === 'Delete') {
    return accepted(retirePartition);
  }
  const partition = parsePartition(request.properties);
  if (partition.kind === 'refused') {
    return partition;
  }
  return accepted((task) => writePartition(task, partition.value));
}

async function performWork(
  request: ProvisioningRequest,
  { cell, patience, log }: Performance,
  work: Work,
): Promise<Ending> {
  const role = await assumeRole(request, cell, patience);
  if (role.kind === 'refused') {
    return request.type === 'Delete' && !request.wasCreated ? succeeded() : failed(role.reason);
  }
  const services = cell.connect(role.value);
  try {
    return await work({ request, patience, services, log });
  } catch (error) {
    return failed(redact(errorText(error), Object.values(role.value)));
  } finally {
    services.close();
  }
}

async function assumeRole(
  { tenant, requestId }: ProvisioningRequest,
  { roles, rolePathArn }: CellAccess,
  patience: Patience,
): Promise<Outcome<TenantCredentials>> {
  const roleArn = tenantRoleArn(rolePathArn, tenant);
  try {
    return accepted(await assumeTenantRole(roles, roleArn, sessionName(tenant, requestId), patience));
  } catch (error) {
    if (!isDenied(error)) {
      throw error;
    }
    return refused(`The tenant's role ${roleArn} cannot be assumed. ${redact(errorText(error))}`);
  }
}
