import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';

import { httpAnswerChannel } from './protocol/answer-channel';
import { s3AssetStore } from './brand/asset-store';
import { s3BrandBucket } from './brand/brand-bucket';
import { systemChance } from './chance';
import { systemClock } from './clock';
import { dynamoDbItems } from './partition/dynamodb-items';
import { cloudFrontEdgeCache } from './brand/edge-cache';
import { isRecord } from './json-record';
import { accepted } from './outcome';
import { provision } from './provision';
import type { CellAccess, ProvisionerPorts } from './provisioner-ports';
import { parseSettings, type ProvisionerSettings } from './provisioner-settings';
import type { TenantServices } from './provisioning-task';
import { stsRoleDesk, type TenantCredentials } from './tenant-role';

/** Calls are tried again by `persist`, on one clock and under one signal, so the SDK itself must not. */
const CLIENT = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

/** For a caller that does not say how long it waits, as some emulators: less than any function here is given. */
const REMAINING_UNKNOWN_MS = 30_000;

/**
 * The Lambda function of a cell that serves `Custom::TenantPartition` and `Custom::TenantBranding` of its tenants'
 * stacks. It answers CloudFormation itself and always resolves.
 */
export async function handler(event: unknown, context: unknown): Promise<void> {
  await provision(event, remainingMs(context), ports);
}

/** Made once for all the requests that this process serves. */
const ports = portsFrom(process.env);

function portsFrom(environment: NodeJS.ProcessEnv): ProvisionerPorts {
  const settings = parseSettings(environment);
  const emulated = settings.kind === 'accepted' && settings.value.emulated;
  return {
    clock: systemClock,
    chance: systemChance,
    sink: (line) => process.stdout.write(`${line}\n`),
    answers: httpAnswerChannel(emulated),
    cell: settings.kind === 'refused' ? settings : accepted(cellAccess(settings.value)),
  };
}

function cellAccess(settings: ProvisionerSettings): CellAccess {
  const s3 = { ...CLIENT, forcePathStyle: settings.emulated };
  return {
    fleet: settings.fleet,
    cell: settings.cell,
    rolePathArn: settings.rolePathArn,
    roles: stsRoleDesk(CLIENT),
    assets: s3AssetStore(s3, settings.assetsBucket),
    connect: (credentials) => tenantServices(credentials, settings),
  };
}

function tenantServices(credentials: TenantCredentials, settings: ProvisionerSettings): TenantServices {
  const config = { ...CLIENT, credentials };
  const dynamoDb = new DynamoDBClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: settings.emulated });
  const cloudFront = new CloudFrontClient(config);
  return {
    items: dynamoDbItems(dynamoDb, settings.tableName),
    edge: cloudFrontEdgeCache(cloudFront),
    bucket: (name) => s3BrandBucket(s3, name),
    close: () => [dynamoDb, s3, cloudFront].forEach((client) => client.destroy()),
  };
}

function remainingMs(context: unknown): number {
  const ask = isRecord(context) ? context['getRemainingTimeInMillis'] : undefined;
  const remaining: unknown = typeof ask === 'function' ? ask.call(context) : undefined;
  return typeof remaining === 'number' && remaining > 0 ? remaining : REMAINING_UNKNOWN_MS;
}
