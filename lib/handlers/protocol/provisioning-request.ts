import type { Envelope, RequestType } from './custom-resource-event';
import { issueTime, type IssueTime } from './issue-time';
import { memberOf } from '../json-record';
import { accepted, refused, type Outcome } from '../outcome';
import { isTenantId, tenantOfStack } from '../tenant-id';
import { partitionKey } from '../partition/tenant-items';

/** The custom resources that the provisioner serves. */
export type ProvisionedKind = 'partition' | 'brand';

/** One request of CloudFormation, for one tenant, checked as far as every kind of resource needs. */
export interface ProvisioningRequest extends IssueTime {
  readonly kind: ProvisionedKind;
  readonly type: RequestType;
  /** From the stack's ARN, never from the properties. */
  readonly tenant: string;
  readonly release: string;
  readonly requestId: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** Milliseconds since 1970, from our own clock. */
  readonly arrivedAt: number;
  /** Whether the resource has the physical id that a Create answers, and not one that CloudFormation made up. */
  readonly wasCreated: boolean;
  readonly properties: Readonly<Record<string, unknown>>;
}

const KINDS: ReadonlyMap<string, ProvisionedKind> = new Map([
  ['Custom::TenantPartition', 'partition'],
  ['Custom::TenantBranding', 'brand'],
]);

const RELEASE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Checks an event as a whole. `arrival` is our clock's time, in milliseconds since 1970. */
export function parseRequest(envelope: Envelope, arrival: number): Outcome<ProvisioningRequest> {
  const kind = KINDS.get(envelope.resourceType);
  if (kind === undefined) {
    return refused('The resource type is none that the provisioner serves.');
  }
  if (envelope.requestType === 'unknown') {
    return refused('The request type is not Create, Update or Delete.');
  }
  if (envelope.requestId === '' || envelope.logicalId === '') {
    return refused('The request has no usable RequestId or LogicalResourceId.');
  }
  const tenant = parseTenant(envelope);
  if (tenant.kind === 'refused') {
    return tenant;
  }
  const release = memberOf(envelope.properties, 'Release');
  if (typeof release !== 'string' || !RELEASE_PATTERN.test(release)) {
    return refused('Release is not the name of a release.');
  }
  const { requestId, stackId, logicalId, properties } = envelope;
  const type = envelope.requestType;
  return accepted({
    kind,
    type,
    tenant: tenant.value,
    release,
    requestId,
    stackId,
    logicalId,
    ...issueTime(envelope.responseUrl, arrival),
    arrivedAt: arrival,
    wasCreated: wasCreated(envelope),
    properties,
  });
}

function parseTenant(envelope: Envelope): Outcome<string> {
  const tenant = tenantOfStack(envelope.stackId);
  if (tenant === undefined) {
    return refused("The stack is not a tenant's: its name is not tenant--<id>.");
  }
  const claimed = memberOf(envelope.properties, 'Tenant');
  if (claimed === tenant) {
    return accepted(tenant);
  }
  return isTenantId(claimed)
    ? refused(`Tenant is "${claimed}", but the stack is that of tenant "${tenant}".`)
    : refused(`Tenant is not the id of tenant "${tenant}", whose stack this is.`);
}

/**
 * The physical id of a resource. It depends on nothing that an update can change, so CloudFormation never takes an
 * update for a replacement, which would end in a Delete; and an id that CloudFormation already holds is given back.
 */
export function physicalIdOf(envelope: Envelope): string {
  return envelope.physicalId ?? ownPhysicalId(envelope) ?? `refused--${envelope.logicalId || 'resource'}`;
}

/**
 * Whether the resource has the id that a Create answers. CloudFormation makes one up where a Create never answered,
 * and a refused one has another as well: nothing of theirs exists.
 */
function wasCreated(envelope: Envelope): boolean {
  return envelope.physicalId !== undefined && envelope.physicalId === ownPhysicalId(envelope);
}

function ownPhysicalId(envelope: Envelope): string | undefined {
  const tenant = tenantOfStack(envelope.stackId);
  const kind = KINDS.get(envelope.resourceType);
  if (tenant === undefined || kind === undefined) {
    return undefined;
  }
  return kind === 'partition' ? partitionKey(tenant) : `brand--${tenant}`;
}
