import type { STS } from '@aws-sdk/client-sts';

import { bootstrapRoleArn, roleArn } from './bootstrap-roles';
import { hasName, wrongAccount } from './call-failure';
import type { Connections, MetricCalls, StackCalls, StackPlace } from './stack-calls';
import type { DataClients, DataConnections } from './tenant-data';

/** Where CloudFront writes its metrics, wherever the stack of a distribution is. */
const METRICS_REGION = 'us-east-1';

/** Few, so that throttling reaches whoever can call less often. */
const ATTEMPTS_MAX = 3;

const SESSION_NAME = 'multiplex';

/** What the SDK signs calls with. */
interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/**
 * Clients of the AWS SDK, one a place and role: those that `cdk bootstrap` has made there, or those of a tenant; where
 * they may not be taken, with the credentials of this process, as the CDK does. Addresses and credentials come from the
 * environment, so that `AWS_ENDPOINT_URL` leads elsewhere.
 */
export class AwsConnections implements Connections, DataConnections {
  private readonly stackCalls = new Map<string, Promise<StackCalls>>();
  private readonly metricCalls = new Map<string, Promise<MetricCalls>>();

  stacks(place: StackPlace, role = bootstrapRoleArn(place, 'deploy')): Promise<StackCalls> {
    return kept(this.stackCalls, `${place.region} ${role}`, async () => {
      const { CloudFormation } = await import('@aws-sdk/client-cloudformation');
      return new CloudFormation({ ...clientConfig(place, role), region: place.region });
    });
  }

  metrics(place: StackPlace): Promise<MetricCalls> {
    const role = bootstrapRoleArn(place, 'lookup');
    return kept(this.metricCalls, role, async () => {
      const { CloudWatch } = await import('@aws-sdk/client-cloudwatch');
      return new CloudWatch({ ...clientConfig(place, role), region: METRICS_REGION });
    });
  }

  async data(place: StackPlace, role: string | undefined): Promise<DataClients> {
    const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
    const { S3 } = await import('@aws-sdk/client-s3');
    const arn = role === undefined ? undefined : roleArn(place, role);
    const config = { ...clientConfig(place, arn), region: place.region };
    return { dynamoDb: new DynamoDBClient(config), s3: new S3(config) };
  }
}

function kept<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const present = known.get(key) ?? make();
  known.set(key, present);
  return present;
}

function clientConfig(
  place: StackPlace,
  role: string | undefined,
): { maxAttempts: number; credentials: () => Promise<Credentials> } {
  return { maxAttempts: ATTEMPTS_MAX, credentials: () => credentialsFor(place, role) };
}

/** The SDK asks again when they are about to expire. */
async function credentialsFor(place: StackPlace, role: string | undefined): Promise<Credentials> {
  const { STS } = await import('@aws-sdk/client-sts');
  const sts = new STS({ region: place.region });
  const taken = role === undefined ? undefined : await takenRole(sts, role);
  if (taken !== undefined) {
    return taken;
  }
  const { Account: account } = await sts.getCallerIdentity({});
  if (account !== place.account) {
    throw wrongAccount(`${place.account}/${place.region}`, place.account, account);
  }
  return sts.config.credentials();
}

/** Undefined where the role may not be taken. */
async function takenRole(sts: Pick<STS, 'assumeRole'>, arn: string): Promise<Credentials | undefined> {
  try {
    const { Credentials: taken } = await sts.assumeRole({ RoleArn: arn, RoleSessionName: SESSION_NAME });
    return {
      accessKeyId: taken?.AccessKeyId ?? '',
      secretAccessKey: taken?.SecretAccessKey ?? '',
      ...(taken?.SessionToken === undefined ? {} : { sessionToken: taken.SessionToken }),
      ...(taken?.Expiration === undefined ? {} : { expiration: taken.Expiration }),
    };
  } catch (error) {
    if (hasName(error, /^AccessDenied(Exception)?$/)) {
      return undefined;
    }
    throw error;
  }
}
