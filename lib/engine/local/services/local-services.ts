import { promisify } from 'node:util';

import type * as DynamoDb from '@aws-sdk/client-dynamodb';

import type { EmbeddedClientConfig } from '../embedded-dynamodb';
import type { ResourceServices } from '../operation/surroundings';
import type { Existing } from '../resources/resource-type';
import { distributionClaim } from '../resources/edge';
import { USER_POOL } from '../resources/services';
import { BUCKET, TABLE } from '../resources/storage';
import type { StackDirectory } from '../stack-directory';
import { Refused } from '../template/refused';
import { Answers } from './answers';
import type { Buckets } from './buckets';
import { requestCustomResource } from './custom-resource';
import type { CustomAnswer, CustomRequest } from './custom-resource';
import { dynamoDbModule, newDynamoDbClient } from './dynamodb-module';
import { findFunction, findRole } from './find-principals';
import { Functions } from './functions';
import { cloudFrontCommands, stsCommands } from './identity-commands';
import { Sessions } from './principal';
import { s3Commands } from './s3-commands';
import { sdkModule } from './sdk-module';
import type { Identity } from './sdk-module';

export interface LocalServicesOptions {
  /** State folder of the engine. */
  readonly folder: string;
  readonly buckets: Buckets;
  readonly directory: StackDirectory;
  /** Asked for when the first table is made, or the first function runs. */
  readonly dynamoDb: () => Promise<EmbeddedClientConfig>;
}

type Package = typeof DynamoDb;

const POLL_MILLISECONDS = 5;
const pause = promisify(setTimeout);

interface LoadedDynamoDb {
  readonly real: Package;
  readonly client: DynamoDb.DynamoDBClient;
}

/** What stands behind resources: buckets, tables, and the functions of custom resources. */
export class LocalServices implements ResourceServices {
  private readonly options: LocalServicesOptions;
  private readonly sessions = new Sessions();
  private readonly answers = new Answers();
  private readonly functions: Functions;
  private dynamoDb: Promise<LoadedDynamoDb> | undefined;

  constructor(options: LocalServicesOptions) {
    this.options = options;
    const { folder, buckets } = options;
    const { sessions, answers } = this;
    this.functions = new Functions({
      folder,
      buckets,
      sessions,
      answers,
      sdkModule: (name, identity) => this.sdkModule(name, identity),
    });
  }

  async create(type: string, { physicalId, properties }: Existing): Promise<void> {
    if (type === BUCKET) {
      this.options.buckets.create(physicalId);
    } else if (type === TABLE) {
      await this.createTable(physicalId, properties);
    }
  }

  async delete(
    type: string,
    { physicalId, properties }: Pick<Existing, 'physicalId' | 'properties'>,
  ): Promise<void> {
    if (type === BUCKET) {
      this.options.buckets.remove(physicalId);
    } else if (type === TABLE) {
      refuseIf(
        properties['DeletionProtectionEnabled'] === true,
        `Table ${physicalId} has deletion protection`,
      );
      const { real, client } = await this.openDynamoDb();
      await ignoring(real.ResourceNotFoundException, () =>
        client.send(new real.DeleteTableCommand({ TableName: physicalId })),
      );
    } else if (type === USER_POOL) {
      refuseIf(
        properties['DeletionProtection'] === 'ACTIVE',
        `User pool ${physicalId} has deletion protection`,
      );
    }
  }

  request(request: CustomRequest): Promise<CustomAnswer> {
    return requestCustomResource(request, this.answers, async (serviceToken, event) => {
      const found = findFunction(serviceToken, this.options.directory);
      if (found === undefined) {
        throw new Refused(`Function not found: ${serviceToken}`);
      }
      await this.functions.invoke(found, event);
    });
  }

  /** For the engine's own calls, which no policy is asked about. */
  async dynamoDbClient(): Promise<DynamoDb.DynamoDBClient> {
    return (await this.openDynamoDb()).client;
  }

  async close(): Promise<void> {
    (await this.dynamoDb)?.client.destroy();
  }

  private async createTable(name: string, properties: Existing['properties']): Promise<void> {
    const { real, client } = await this.openDynamoDb();
    // Whatever else a table has, the embedded database does not.
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = properties;
    const input = {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema,
      AttributeDefinitions,
      GlobalSecondaryIndexes,
    };
    await ignoring(real.ResourceInUseException, () =>
      client.send(new real.CreateTableCommand(input as DynamoDb.CreateTableCommandInput)),
    );
    await this.untilActive(name);
  }

  /** A table that was just made cannot be used or deleted for a moment. */
  private async untilActive(name: string): Promise<void> {
    const { real, client } = await this.openDynamoDb();
    for (;;) {
      const { Table: table } = await client.send(new real.DescribeTableCommand({ TableName: name }));
      if (table?.TableStatus === 'ACTIVE') {
        return;
      }
      await pause(POLL_MILLISECONDS);
    }
  }

  private async sdkModule(name: string, identity: Identity): Promise<object | undefined> {
    const { buckets, directory } = this.options;
    switch (name) {
      case '@aws-sdk/client-s3':
        return sdkModule('S3Client', s3Commands(buckets), identity);
      case '@aws-sdk/client-sts':
        return sdkModule(
          'STSClient',
          stsCommands((arn) => findRole(arn, directory), this.sessions),
          identity,
        );
      case '@aws-sdk/client-cloudfront': {
        const isThere = (id: string): boolean => directory.find(distributionClaim(id)) !== undefined;
        return sdkModule('CloudFrontClient', cloudFrontCommands(isThere), identity);
      }
      case '@aws-sdk/client-dynamodb': {
        const { real, client } = await this.openDynamoDb();
        return dynamoDbModule(real, client, identity);
      }
      default:
        return undefined;
    }
  }

  private openDynamoDb(): Promise<LoadedDynamoDb> {
    this.dynamoDb ??= loadDynamoDb(this.options.dynamoDb);
    return this.dynamoDb;
  }
}

async function loadDynamoDb(config: LocalServicesOptions['dynamoDb']): Promise<LoadedDynamoDb> {
  const real = await import('@aws-sdk/client-dynamodb');
  return { real, client: newDynamoDbClient(real, await config()) };
}

function refuseIf(isProtected: boolean, reason: string): void {
  if (isProtected) {
    throw new Refused(`Resource cannot be deleted: ${reason}. (HandlerErrorCode: InvalidRequest)`);
  }
}

async function ignoring(
  expected: new (...given: never[]) => Error,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof expected)) {
      throw error;
    }
  }
}
