import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Cdk } from './cdk';
import type { CheckList } from './check-list';
import type { Cloud } from './cloud/cloud';
import { RELEASES } from './checks/rollout-checks';
import type { RolloutLane } from './checks/rollout-checks';
import { createStack, outputsOf } from './cloud/stacks';
import { SOURCES, madeUpDomain, writeRunFleet } from './fleet/run-fleet';
import type { CellPlace, RunFleet } from './fleet/run-fleet';
import type { Lane } from './lane';
import type { Options } from './options';
import { RolloutFleet } from './rollout/rollout-fleet';
import { RolloutRuns } from './rollout/rollout-runs';
import { cdkEnvironment } from './target';
import type { Target } from './target';

/** A certificate that exists nowhere; the emulator does not look for it. */
const MADE_UP_CERTIFICATE = '11111111-1111-4111-8111-111111111111';

export interface Preparation {
  readonly target: Target;
  readonly account: string;
  readonly cloud: Cloud;
  readonly checks: CheckList;
  readonly scratch: string;
  /** Suffixes of this run's own fleet, of the fleet beside it and of the one that roll-outs move. */
  readonly suffixes: readonly [string, string, string];
}

/** Name of the stack that holds what a cell needs beforehand. */
export function groundStack(suffix: string): string {
  return `ground-${suffix}`;
}

/** Writes both fleets and makes, at an emulator, the hosted zones that they stand on. */
export async function prepareLane(preparation: Preparation, options: Options): Promise<Lane> {
  const { target, cloud, checks, scratch, suffixes } = preparation;
  const [own, other] = suffixes;
  const inScope = target.own
    ? (): boolean => true
    : (name: string): boolean => suffixes.some((suffix) => name.includes(suffix));
  return {
    target,
    cloud,
    cdk: new Cdk(cdkEnvironment(target, scratch), target.emulated),
    checks,
    scratch,
    fleet: await prepareFleet(preparation, own, Object.values(SOURCES), options),
    neighbour: await prepareFleet(preparation, other, [SOURCES.foundational], options),
    inScope,
    used: new Map(),
  };
}

/** Writes the fleet that roll-outs move, at a release. */
export async function prepareRollouts(
  preparation: Preparation,
  { used, checks, cloud }: Lane,
  options: Options,
): Promise<RolloutLane> {
  const { target, account, scratch, suffixes } = preparation;
  const [, , suffix] = suffixes;
  const folder = join(scratch, `fleet-${suffix}`);
  mkdirSync(folder);
  const place = await cellPlace(preparation, suffix, options);
  const fleet = new RolloutFleet(folder, suffix, place, RELEASES.first, used);
  return { checks, cloud, fleet, runs: new RolloutRuns(target, account, scratch) };
}

async function prepareFleet(
  preparation: Preparation,
  suffix: string,
  sources: readonly string[],
  options: Options,
): Promise<RunFleet> {
  const folder = join(preparation.scratch, `fleet-${suffix}`);
  mkdirSync(folder);
  return writeRunFleet(folder, suffix, await cellPlace(preparation, suffix, options), sources);
}

async function cellPlace(
  { target, account, cloud }: Preparation,
  suffix: string,
  { domain, hostedZoneId, certificateArn }: Options,
): Promise<CellPlace> {
  const { region } = target;
  if (domain !== undefined && hostedZoneId !== undefined && certificateArn !== undefined) {
    return { account, region, domain, hostedZoneId, certificateArn, ownDomains: false };
  }
  const name = madeUpDomain(suffix);
  const stack = await createStack(cloud.cloudFormation, groundStack(suffix), {
    Resources: { Zone: { Type: 'AWS::Route53::HostedZone', Properties: { Name: name } } },
    Outputs: { ZoneId: { Value: { Ref: 'Zone' } } },
  });
  return {
    account,
    region,
    domain: name,
    hostedZoneId: outputsOf(stack)['ZoneId'] ?? '',
    certificateArn: `arn:aws:acm:us-east-1:${account}:certificate/${MADE_UP_CERTIFICATE}`,
    ownDomains: true,
  };
}
