import { accepted, refused, type Outcome } from './outcome';

/** What the function is told about its cell, in environment variables. */
export interface ProvisionerSettings {
  readonly fleet: string;
  readonly cell: string;
  readonly tableName: string;
  /** Prefix of the tenants' role ARNs; ends in `/tenants/`. */
  readonly rolePathArn: string;
  readonly assetsBucket: string;
  /** Whether calls go to an emulator, at another address than AWS's. */
  readonly emulated: boolean;
}

const ROLE_PATH_PATTERN = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/.+\/$/;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads FLEET, CELL, TABLE_NAME, ROLE_PATH_ARN and ASSETS_BUCKET; the SDK itself reads AWS_ENDPOINT_URL. */
export function parseSettings(environment: Environment): Outcome<ProvisionerSettings> {
  const { FLEET: fleet, CELL: cell, TABLE_NAME: tableName } = environment;
  const { ROLE_PATH_ARN: rolePathArn, ASSETS_BUCKET: assetsBucket } = environment;
  if (!fleet || !cell || !tableName || !rolePathArn || !assetsBucket) {
    return refused('The provisioner lacks one of FLEET, CELL, TABLE_NAME, ROLE_PATH_ARN and ASSETS_BUCKET.');
  }
  if (!ROLE_PATH_PATTERN.test(rolePathArn)) {
    return refused('The ROLE_PATH_ARN of the provisioner is not the prefix of role ARNs.');
  }
  const emulated = Boolean(environment['AWS_ENDPOINT_URL'] ?? environment['AWS_ENDPOINT_URL_S3']);
  return accepted({ fleet, cell, tableName, rolePathArn, assetsBucket, emulated });
}
