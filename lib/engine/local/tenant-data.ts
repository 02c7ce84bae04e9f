import { createHash } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type {
  DataObject,
  Expected,
  ObjectContent,
  ObjectName,
  TenantData,
} from '../../dedication/tenant-data';
import type { StackTarget } from '../../rollout/ports';
import { PartitionItems } from '../data/partition-items';
import { placesOf } from '../data/data-places';
import { isData, prefixIn } from '../data/tenant-prefix';
import type { BucketNames } from '../data/tenant-prefix';
import { BUCKET } from './resources/storage';
import type { Buckets } from './services/buckets';
import { ServiceFault } from './services/service-fault';
import type { StackRecord } from './state/stack-record';

export interface LocalTenantDataProps {
  readonly tenant: string;
  readonly buckets: Buckets;
  readonly names: BucketNames;
  readonly dynamoDb: DynamoDBClient;
  readonly table: string;
}

/**
 * Where the data of a deployed stack is.
 *
 * @throws ProblemError DEDICATE-003 when it is not deployed.
 */
export function dataPlaces(
  target: StackTarget,
  record: StackRecord | undefined,
): Pick<LocalTenantDataProps, 'names' | 'table' | 'tenant'> {
  const bucket = Object.values(record?.resources ?? {}).find(({ type }) => type === BUCKET);
  return placesOf(target, (name) => textOf(record?.parameters[name]), bucket?.physicalId);
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A tenant's data in the embedded database and in folders. What is served with an object is not kept here. */
export class LocalTenantData extends PartitionItems implements TenantData {
  readonly #props: LocalTenantDataProps;

  constructor(props: LocalTenantDataProps) {
    super(props.dynamoDb, props.table, props.tenant);
    this.#props = props;
  }

  async *objects(): AsyncGenerator<DataObject, void, void> {
    const { buckets, names, tenant } = this.#props;
    for (const bucket of ['branding', 'media'] as const) {
      for (const { key, size } of buckets.list(names[bucket], prefixIn(bucket, tenant))) {
        const bytes = buckets.get(names[bucket], key)?.bytes;
        if (bytes !== undefined && isData({ bucket, key })) {
          yield { bucket, key, size, etag: `"${createHash('md5').update(bytes).digest('hex')}"` };
        }
      }
    }
  }

  async read({ bucket, key }: ObjectName): Promise<ObjectContent | undefined> {
    const { buckets, names } = this.#props;
    const bytes = buckets.get(names[bucket], key)?.bytes;
    return bytes === undefined ? undefined : { body: once(bytes), size: bytes.length, headers: {} };
  }

  async write({ bucket, key }: ObjectName, { body }: ObjectContent, expected?: Expected): Promise<boolean> {
    const { buckets, names } = this.#props;
    const parts: Uint8Array[] = [];
    for await (const part of body) {
      parts.push(part);
    }
    const condition =
      expected === undefined
        ? {}
        : expected.value === undefined
          ? { ifNoneMatch: '*' }
          : { ifMatch: expected.value };
    try {
      buckets.put(names[bucket], key, Buffer.concat(parts), condition);
      return true;
    } catch (error) {
      if (error instanceof ServiceFault && error.name === 'PreconditionFailed') {
        return false;
      }
      throw error;
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes;
}
