import { strict as assert } from 'node:assert';

import { adaptTemplate } from './adapt-template';
import type { AdaptationsUsed } from './adapt-template';
import { Assembly } from './assembly';
import type { Cdk } from './cdk';
import type { CheckList } from './check-list';
import type { Cloud } from './cloud/cloud';
import { changesOfOthers, describeChanges, difference } from './cloud/difference';
import type { Change } from './cloud/difference';
import { takeSnapshot } from './cloud/snapshot';
import type { Scope } from './cloud/snapshot';
import { findStack, outputsOf, physicalIds } from './cloud/stacks';
import type { RunFleet } from './fleet/run-fleet';
import type { CommandResult } from './run-command';
import type { Target } from './target';

/** What every part of a run works with. */
export interface Lane {
  readonly target: Target;
  readonly cloud: Cloud;
  readonly cdk: Cdk;
  readonly checks: CheckList;
  /** Folder of this run; it has no app, so `cdk` there renders nothing. */
  readonly scratch: string;
  readonly fleet: RunFleet;
  /** Another run's worth of names in the same account, which nothing of this run may touch. */
  readonly neighbour: RunFleet;
  readonly inScope: Scope;
  readonly used: AdaptationsUsed;
}

export function tenantStack(tenant: string): string {
  return `tenant--${tenant}`;
}

export function cellStack(fleet: RunFleet): string {
  return `cell--${fleet.cell}`;
}

/** Writes the fleet's cloud assembly with the real app, and adapts it where the emulator needs that. */
export async function render(lane: Lane, fleet: RunFleet): Promise<Assembly> {
  succeeded(await lane.cdk.synth(fleet.folder));
  const assembly = new Assembly(fleet.folder);
  if (lane.target.emulated) {
    for (const name of assembly.stackNames()) {
      assembly.editTemplate(name, (template) => adaptTemplate(name, template, lane.used));
    }
  }
  return assembly;
}

/** @throws AssertionError with the end of what `cdk` printed when it failed. */
export function succeeded({ status, output }: CommandResult): void {
  assert.equal(status, 0, `cdk ended with ${status}:\n${output.slice(-3000)}`);
}

/** Deploys one tenant as it is rendered now. */
export async function deployTenant(lane: Lane, tenant: string): Promise<void> {
  succeeded(await lane.cdk.deploy(lane.fleet.folder, `tenants/${tenant}`));
}

/** For a change that must write no object at all. */
export const NO_BUCKETS = (): Promise<readonly string[]> => Promise.resolve([]);

/** The bucket of the tenant's present stack, and others that were its own before. */
export function bucketsOf(
  lane: Lane,
  tenant: string,
  ...earlier: readonly string[]
): () => Promise<readonly string[]> {
  return async () => [(await tenantPlace(lane, tenant)).bucket, ...earlier];
}

/** What a tenant's stack has made, as far as this run needs to know where it is. */
export interface TenantPlace {
  readonly bucket: string;
  readonly distributionDomain: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

export async function tenantPlace({ cloud }: Pick<Lane, 'cloud'>, tenant: string): Promise<TenantPlace> {
  const stack = await findStack(cloud.cloudFormation, tenantStack(tenant));
  assert.ok(stack, `there is no stack of tenant ${tenant}`);
  const outputs = outputsOf(stack);
  const ids = await physicalIds(cloud.cloudFormation, tenantStack(tenant));
  return {
    bucket: ids.get('AWS::S3::Bucket')?.[0] ?? '',
    distributionDomain: outputs['DistributionDomainName'] ?? '',
    userPoolId: outputs['UserPoolId'] ?? '',
    clientId: outputs['UserPoolClientId'] ?? '',
  };
}

/** Name of the table that the fleet's tenants share. */
export async function tableOf({ cloud }: Pick<Lane, 'cloud'>, fleet: RunFleet): Promise<string> {
  const ids = await physicalIds(cloud.cloudFormation, cellStack(fleet));
  return ids.get('AWS::DynamoDB::Table')?.[0] ?? '';
}

/**
 * Does something to one tenant and holds it to that: everything else in reach is the same afterwards, to the byte.
 * Returns what did change.
 *
 * @param ownBuckets Which buckets it may write to, asked when it is done.
 */
export async function touchingOnly(
  lane: Lane,
  tenant: string,
  ownBuckets: () => Promise<readonly string[]>,
  work: () => Promise<void>,
): Promise<readonly Change[]> {
  const before = await takeSnapshot(lane.cloud, lane.inScope);
  await work();
  const changes = difference(before, await takeSnapshot(lane.cloud, lane.inScope));
  const others = changesOfOthers(changes, tenant, await ownBuckets());
  assert.equal(
    others.length,
    0,
    `${others.length} changes outside of ${tenant}:\n${describeChanges(others)}`,
  );
  return changes;
}
