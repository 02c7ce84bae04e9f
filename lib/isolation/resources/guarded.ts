import { proveResourceGrant, proveResourcePolicy } from '../policy/resource-policy';
import { readConditions } from '../policy/condition';
import { breaks, holds, inside } from '../proof';
import type { At } from '../proof';
import { isMapping } from '../template';
import type { Mapping, Value } from '../template';
import { textOf } from '../text';
import { ownTags } from './named';
import { each, oneOf, setting } from './property-rule';
import type { PropertyRule } from './property-rule';
import type { TypeRule } from './type-rule';

const resourcePolicy: PropertyRule = (document, at) => {
  proveResourcePolicy(document, at);
};

function ownRef(what: string, type: string): PropertyRule {
  return oneOf('own-settings', `a ${what} of this stack`, { own: { [type]: [''] } });
}

export const BUCKET_POLICY: TypeRule = {
  reaches: 'whoever may read or write the bucket',
  properties: { Bucket: ownRef('bucket', 'AWS::S3::Bucket'), PolicyDocument: resourcePolicy },
};

export const TOPIC_POLICY: TypeRule = {
  reaches: 'whoever may publish or subscribe',
  properties: { Topics: each(ownRef('topic', 'AWS::SNS::Topic')), PolicyDocument: resourcePolicy },
};

export const QUEUE_POLICY: TypeRule = {
  reaches: 'whoever may send or receive',
  properties: { Queues: each(ownRef('queue', 'AWS::SQS::Queue')), PolicyDocument: resourcePolicy },
};

export const KEY: TypeRule = {
  reaches: 'whoever may use the key',
  required: ['KeyPolicy'],
  properties: {
    Description: setting,
    EnableKeyRotation: setting,
    KeyPolicy: (document, at) => {
      proveResourcePolicy(document, at, 'itself');
    },
    Tags: ownTags,
  },
};

/**
 * Who may call a function of the stack. The permission is read as the statement that Lambda makes of it, so that it is
 * held to the same rules.
 */
function examinePermission(properties: Mapping, at: At): void {
  const text = (key: string): string => textOf(properties[key], at.scope);
  const principal = text('Principal');
  const kind =
    principal === '*' ? 'everyone' : /^[a-z0-9.-]+\.amazonaws\.com$/.test(principal) ? 'service' : 'aws';
  const name = text('FunctionName');
  const target = name.replace(/^⟨([A-Za-z0-9]+)⟩$/, '⟨$1.Arn⟩');
  const conditions: Mapping = {
    ...testOf(properties, 'ArnLike', 'aws:SourceArn', 'SourceArn'),
    ...testOf(properties, 'StringEquals', 'aws:SourceAccount', 'SourceAccount'),
  };
  proveResourceGrant({
    at,
    sid: undefined,
    action: text('Action'),
    actionKey: text('Action').toLowerCase(),
    target,
    principal: { kind, text: principal },
    conditions: readConditions(conditions, at),
  });
}

function testOf(properties: Mapping, operator: string, key: string, property: string): Mapping {
  const value = properties[property];
  return value === undefined ? {} : { [operator]: { [key]: value } };
}

/** The properties make one statement together, so the first of them examines all. */
const permission: PropertyRule = (_, at) => {
  const resource = at.scope.resources[at.resource];
  const properties = isMapping(resource) ? resource['Properties'] : undefined;
  if (isMapping(properties)) {
    examinePermission(properties, at);
  }
};

export const PERMISSION: TypeRule = {
  reaches: 'whoever may call the function',
  required: ['Principal'],
  properties: {
    Action: setting,
    FunctionName: setting,
    Principal: permission,
    SourceAccount: setting,
    // Examined with the principal.
    SourceArn: () => undefined,
  },
};

const PUBLIC_ACCESS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

export const publicAccess: PropertyRule = (value, at) => {
  const open = PUBLIC_ACCESS.find((way) => !isMapping(value) || !isTrue(value[way]));
  if (open === undefined) {
    holds(at, 'private-bucket', 'all four ways are blocked');
  } else {
    breaks(inside(at, open), 'private-bucket', `${open} is not true`);
  }
};

function isTrue(value: Value | undefined): boolean {
  return value === true || value === 'true';
}
