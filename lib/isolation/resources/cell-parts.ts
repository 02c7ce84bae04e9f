import { breaks, holds } from '../proof';
import { contractName } from '../scope';
import type { SubjectCell } from '../subject';
import { isMapping } from '../template';
import { textOf } from '../text';
import { ownTags } from './named';
import { isAccepted, mapping, oneOf, setting } from './property-rule';
import type { Accepted, PropertyRule } from './property-rule';
import type { TypeRule } from './type-rule';

/** What a cell promises under each name: a resource of its own stack, or what `fleet.yaml` says of the cell. */
const PROMISES: Readonly<Record<string, Accepted>> = {
  'alarm-topic-arn': { own: { 'AWS::SNS::Topic': ['', 'TopicArn'] } },
  'api-origin-request-policy-id': { own: { 'AWS::CloudFront::OriginRequestPolicy': ['Id', ''] } },
  'app-bucket-name': { own: { 'AWS::S3::Bucket': [''] } },
  'app-cache-policy-id': { own: { 'AWS::CloudFront::CachePolicy': ['Id', ''] } },
  'certificate-arn': ofCell(({ certificateArn }) => certificateArn),
  'hosted-zone-id': ofCell(({ hostedZoneId }) => hostedZoneId),
  'integration-origin-request-policy-id': { own: { 'AWS::CloudFront::OriginRequestPolicy': ['Id', ''] } },
  'log-bucket-name': { own: { 'AWS::S3::Bucket': [''] } },
  'media-bucket-name': { own: { 'AWS::S3::Bucket': [''] } },
  'media-cache-policy-id': { own: { 'AWS::CloudFront::CachePolicy': ['Id', ''] } },
  'origin-access-control-id': { own: { 'AWS::CloudFront::OriginAccessControl': ['Id', ''] } },
  'provisioner-arn': { own: { 'AWS::Lambda::Function': ['Arn'] } },
  'response-headers-policy-id': { own: { 'AWS::CloudFront::ResponseHeadersPolicy': ['Id', ''] } },
  'table-name': { own: { 'AWS::DynamoDB::Table': [''] } },
  'viewer-request-function-arn': { own: { 'AWS::CloudFront::Function': ['FunctionARN'] } },
  'web-acl-arn': {
    ...ofCell(({ webAclArn }) => webAclArn),
    own: { 'AWS::WAFv2::WebACL': ['Arn'] },
  },
};

function ofCell(value: (cell: SubjectCell) => string | undefined): Accepted {
  return {
    texts: ({ subject }) => {
      const text = value(subject.cell);
      return text === undefined ? [] : [text];
    },
  };
}

export function isContractName(name: string): boolean {
  return Object.hasOwn(PROMISES, name);
}

/** A parameter's name decides what its value may be, so the two are examined together. */
const promise: PropertyRule = (value, at) => {
  const path = textOf(value, at.scope);
  const name = contractName(path, at.scope.names);
  const accepted = name === undefined || !isContractName(name) ? undefined : PROMISES[name];
  if (accepted === undefined) {
    breaks(at, 'contract-value', 'no rule says what this name promises', { target: path });
    return;
  }
  const resource = at.scope.resources[at.resource];
  const properties = isMapping(resource) ? resource['Properties'] : undefined;
  const promised = textOf(isMapping(properties) ? properties['Value'] : undefined, at.scope);
  if (isAccepted(promised, accepted, at.scope)) {
    holds(at, 'contract-value', `${path} is what its name is for`, { target: promised });
  } else {
    breaks(at, 'contract-value', `${path} is not what its name is for`, { target: promised });
  }
};

export const CONTRACT_PARAMETER: TypeRule = {
  reaches: 'every tenant of the cell that reads it',
  required: ['Name', 'Value'],
  properties: {
    Description: setting,
    Name: promise,
    Tags: ownTags,
    Type: setting,
    // Examined with the name.
    Value: () => undefined,
  },
};

const assetsBucket: PropertyRule = oneOf('own-function', 'the account’s asset bucket', {
  texts: ({ names }) => [names.assetsBucket],
});

const environment: PropertyRule = mapping({
  Variables: mapping({
    ASSETS_BUCKET: assetsBucket,
    CELL: oneOf('own-function', 'the own cell', { texts: ({ subject }) => [subject.cell.id] }),
    FLEET: oneOf('own-function', 'the own fleet', { texts: ({ subject }) => [subject.fleet] }),
    ROLE_PATH_ARN: oneOf('own-function', 'the path of the own tenants’ roles', {
      texts: ({ subject, names }) => [`arn:aws:iam::${subject.cell.account}:role${names.tenantsRolePath}`],
    }),
    TABLE_NAME: oneOf('own-function', 'a table of this stack', { own: { 'AWS::DynamoDB::Table': [''] } }),
  }),
});

export const FUNCTION: TypeRule = {
  reaches: 'all that its role is granted',
  required: ['Role'],
  properties: {
    Architectures: setting,
    Code: mapping({ S3Bucket: assetsBucket, S3Key: setting }),
    Description: setting,
    Environment: environment,
    Handler: setting,
    LoggingConfig: setting,
    MemorySize: setting,
    Role: oneOf('own-function', 'a role of this stack', { own: { 'AWS::IAM::Role': ['Arn'] } }),
    Runtime: setting,
    Tags: ownTags,
    Timeout: setting,
  },
};
