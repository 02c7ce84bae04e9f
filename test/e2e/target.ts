import { join } from 'node:path';

/** Where a run does its work. */
export interface Target {
  /** Undefined for AWS itself. */
  readonly endpoint: string | undefined;
  /** Whether the endpoint is the emulator's; only then are templates adapted. */
  readonly emulated: boolean;
  /** Whether this run started the emulator, so that everything in it is this run's. */
  readonly own: boolean;
  /** Whether policies are enforced; an emulator may let anybody do anything. */
  readonly enforcesIam: boolean;
  readonly region: string;
}

const DEFAULT_REGION = 'us-east-1';

/** The Region that the environment names. */
export function regionOf(environment: NodeJS.ProcessEnv): string {
  return environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? DEFAULT_REGION;
}

/**
 * What `cdk` is given of the environment. At an emulator nothing of the user's own: no credentials, no profile, no
 * home. At AWS the user's credentials, and still no cache of ours in the user's home.
 */
export function cdkEnvironment(target: Target, scratch: string): Record<string, string | undefined> {
  const common = {
    PATH: process.env['PATH'],
    TMPDIR: scratch,
    CDK_HOME: join(scratch, 'cdk-home'),
    NODE_NO_WARNINGS: '1',
    AWS_REGION: target.region,
    AWS_DEFAULT_REGION: target.region,
  };
  if (!target.emulated) {
    const own = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_') || name === 'HOME');
    return { ...Object.fromEntries(own), ...common };
  }
  return {
    ...common,
    HOME: scratch,
    AWS_ENDPOINT_URL: target.endpoint,
    AWS_ENDPOINT_URL_S3: target.endpoint,
    ...EMULATOR_CREDENTIALS,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}

/** No secret: the emulator takes any. */
const EMULATOR_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** What every client of the AWS SDK is given. */
export function clientConfig(target: Target): {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
} {
  return {
    region: target.region,
    ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }),
    ...(target.emulated ? { credentials: { accessKeyId: 'test', secretAccessKey: 'test' } } : {}),
  };
}
