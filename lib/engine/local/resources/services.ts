import {
  accountClaim,
  arnPrefix,
  drawn,
  generatedName,
  LOWER_CASE,
  named,
  regionalClaim,
  textAt,
  uuid,
} from './resource-type';
import type { Birth, ResourceType } from './resource-type';

const FUNCTION = 'AWS::Lambda::Function';
export const ROLE = 'AWS::IAM::Role';
export const POLICY = 'AWS::IAM::Policy';
export const USER_POOL = 'AWS::Cognito::UserPool';

export function functionClaim(account: string, region: string, name: string): string {
  return regionalClaim('function', { account, region, stackName: '' }, name);
}

export function roleClaim(account: string, name: string): string {
  return accountClaim('role', { account, region: '', stackName: '' }, name);
}

/** Of what has no name, and nothing to ask for. */
const NAMELESS: ResourceType = { physicalId: (birth: Birth) => generatedName(birth, 128), attributes: {} };

/** What runs, who may do what, who signs in, and who watches. */
export const SERVICE_TYPES: Readonly<Record<string, ResourceType>> = {
  [ROLE]: {
    ...named('RoleName', 64),
    attributes: {
      Arn: ({ physicalId, address, properties }) =>
        `arn:aws:iam::${address.account}:role${textAt(properties, 'Path') ?? '/'}${physicalId}`,
      RoleId: ({ physicalId }) => `AROA${drawn(physicalId, 17)}`,
    },
    claims: ({ physicalId, address }) => [roleClaim(address.account, physicalId)],
  },
  [POLICY]: NAMELESS,
  'AWS::IAM::ManagedPolicy': {
    givenName: (properties) => textAt(properties, 'ManagedPolicyName'),
    physicalId: (birth) =>
      `arn:aws:iam::${birth.address.account}:policy${textAt(birth.properties, 'Path') ?? '/'}${textAt(birth.properties, 'ManagedPolicyName') ?? generatedName(birth, 128)}`,
    attributes: { PolicyArn: ({ physicalId }) => physicalId },
    // Its path takes no part: a name is there once in an account.
    claims: ({ physicalId, address }) => [
      accountClaim('managed-policy', address, physicalId.split('/').at(-1) ?? ''),
    ],
  },
  [FUNCTION]: {
    ...named('FunctionName', 64),
    attributes: {
      Arn: ({ physicalId, address }) => `${arnPrefix('lambda', address)}function:${physicalId}`,
    },
    claims: ({ physicalId, address }) => [functionClaim(address.account, address.region, physicalId)],
  },
  'AWS::Lambda::EventInvokeConfig': NAMELESS,
  [USER_POOL]: {
    // A name of its own is no claim: several pools may have one name.
    physicalId: ({ address, seed }) => `${address.region}_${drawn(seed, 9)}`,
    attributes: {
      Arn: ({ physicalId, address }) => `${arnPrefix('cognito-idp', address)}userpool/${physicalId}`,
      ProviderName: ({ physicalId, address }) => `cognito-idp.${address.region}.amazonaws.com/${physicalId}`,
      ProviderURL: ({ physicalId, address }) =>
        `https://cognito-idp.${address.region}.amazonaws.com/${physicalId}`,
      UserPoolId: ({ physicalId }) => physicalId,
    },
  },
  'AWS::Cognito::UserPoolClient': {
    physicalId: ({ seed }) => drawn(seed, 26, LOWER_CASE),
    attributes: { ClientId: ({ physicalId }) => physicalId },
  },
  'AWS::KMS::Key': {
    physicalId: ({ seed }) => uuid(seed),
    attributes: {
      Arn: ({ physicalId, address }) => `${arnPrefix('kms', address)}key/${physicalId}`,
      KeyId: ({ physicalId }) => physicalId,
    },
  },
  'AWS::SNS::Topic': {
    givenName: (properties) => textAt(properties, 'TopicName'),
    physicalId: (birth) =>
      `${arnPrefix('sns', birth.address)}${textAt(birth.properties, 'TopicName') ?? generatedName(birth, 256)}`,
    attributes: {
      TopicArn: ({ physicalId }) => physicalId,
      TopicName: ({ physicalId }) => physicalId.split(':').at(-1) ?? '',
    },
    claims: ({ physicalId }) => [`topic/${physicalId}`],
  },
  'AWS::SNS::TopicPolicy': NAMELESS,
  'AWS::Logs::LogGroup': {
    ...named('LogGroupName', 512),
    attributes: {
      Arn: ({ physicalId, address }) => `${arnPrefix('logs', address)}log-group:${physicalId}:*`,
    },
    claims: ({ physicalId, address }) => [regionalClaim('log-group', address, physicalId)],
  },
  'AWS::CloudWatch::Alarm': {
    ...named('AlarmName', 255),
    attributes: {
      Arn: ({ physicalId, address }) => `${arnPrefix('cloudwatch', address)}alarm:${physicalId}`,
    },
    claims: ({ physicalId, address }) => [regionalClaim('alarm', address, physicalId)],
  },
  'AWS::CloudWatch::Dashboard': {
    ...named('DashboardName', 255),
    attributes: {},
    claims: ({ physicalId, address }) => [accountClaim('dashboard', address, physicalId)],
  },
};

/** Of a type that is not in the tables: it has an id, and nothing can be asked of it. */
export const UNKNOWN_TYPE: ResourceType = NAMELESS;
