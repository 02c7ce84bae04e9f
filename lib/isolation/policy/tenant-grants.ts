import { contractText } from '../scope';
import { isHeldTo, valuesOf } from './condition';
import type { Conditions } from './condition';
import { match, miss } from './grant-rule';
import type { GrantRule, Match } from './grant-rule';
import { namesOwn, ownResource } from './own-arn';
import type { Grant } from './statement';

/**
 * What may be done with a resource of the stack, by its type. Only what reads and writes data is here: an action that
 * changes a policy or a configuration (`s3:PutBucketPolicy`, `cloudfront:UpdateDistribution`, `iam:PutRolePolicy`) could
 * undo what is proved.
 */
const DATA_ACTIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  'AWS::S3::Bucket': new Set([
    's3:abortmultipartupload',
    's3:deleteobject',
    's3:getbucketlocation',
    's3:getobject',
    's3:getobjectversion',
    's3:listbucket',
    's3:listbucketversions',
    's3:listmultipartuploadparts',
    's3:putobject',
  ]),
  'AWS::CloudFront::Distribution': new Set([
    'cloudfront:createinvalidation',
    'cloudfront:getinvalidation',
    'cloudfront:listinvalidations',
  ]),
  'AWS::Logs::LogGroup': new Set(['logs:createlogstream', 'logs:putlogevents']),
};

const MEDIA_ACTIONS: ReadonlySet<string> = new Set([
  's3:abortmultipartupload',
  's3:deleteobject',
  's3:getobject',
  's3:getobjectversion',
  's3:listmultipartuploadparts',
  's3:putobject',
]);

/** Every item action that carries `dynamodb:LeadingKeys`. Scan, the PartiQL actions and all that act on the table do not. */
export const ITEM_ACTIONS: ReadonlySet<string> = new Set([
  'dynamodb:batchgetitem',
  'dynamodb:batchwriteitem',
  'dynamodb:conditioncheckitem',
  'dynamodb:deleteitem',
  'dynamodb:getitem',
  'dynamodb:putitem',
  'dynamodb:query',
  'dynamodb:updateitem',
]);

const MEDIA_BUCKET = `arn:aws:s3:::${contractText('media-bucket-name')}`;

const ownResourceRule: GrantRule = {
  name: 'own-resource',
  match: ({ actionKey, action, target }, scope) => {
    const own = ownResource(target, scope);
    if (own === undefined) {
      return miss(
        namesOwn(target) ? 1 : 0,
        () => `${target} is neither a resource of this stack nor within one`,
      );
    }
    return DATA_ACTIONS[own.type]?.has(actionKey) === true
      ? match(`${target} is of this stack (${own.id})`)
      : miss(2, () => `${action} is not listed as a data action on ${own.type}`);
  },
};

const ownMedia: GrantRule = {
  name: 'own-media',
  match: ({ actionKey, action, target }, { names }) => {
    const prefix = `${MEDIA_BUCKET}/${names.objectPrefix}`;
    if (!target.startsWith(prefix)) {
      return miss(target.startsWith(MEDIA_BUCKET) ? 2 : 0, () => `${target} does not begin with ${prefix}`);
    }
    return MEDIA_ACTIONS.has(actionKey)
      ? match(`${target} begins with ${names.objectPrefix} of this tenant`)
      : miss(2, () => `${action} is not listed as an action on objects`);
  },
};

const ownMediaList: GrantRule = {
  name: 'own-media-list',
  match: ({ actionKey, target, conditions }, { names }) => {
    if (target !== MEDIA_BUCKET || actionKey !== 's3:listbucket') {
      return miss(actionKey === 's3:listbucket' ? 1 : 0, () => `it is not s3:ListBucket on ${MEDIA_BUCKET}`);
    }
    const isBelow = (prefix: string): boolean => prefix.startsWith(names.objectPrefix);
    return isHeldTo(conditions, ['StringLike', 'StringEquals'], 's3:prefix', isBelow)
      ? match(`every s3:prefix is below ${names.objectPrefix}`)
      : miss(3, () => `no StringLike or StringEquals holds each s3:prefix to ${names.objectPrefix}`);
  },
};

const ownItems: GrantRule = {
  name: 'own-items',
  match: (grant, { names, tableArn }) => {
    if (grant.target !== tableArn) {
      return miss(
        grant.actionKey.startsWith('dynamodb:') ? 1 : 0,
        () => `${grant.target} is not ${tableArn}`,
      );
    }
    if (!ITEM_ACTIONS.has(grant.actionKey)) {
      return miss(2, () => `${grant.action} is not an item action that carries dynamodb:LeadingKeys`);
    }
    return matchKeys(grant, names.partitionKey);
  },
};

const LEADING_KEYS = 'dynamodb:LeadingKeys';

function matchKeys({ conditions }: Grant, partitionKey: string): Match {
  if (!areKeysOwn(conditions, partitionKey)) {
    return miss(3, () => keysFault(conditions, partitionKey));
  }
  return areKeysRequired(conditions)
    ? match(`every leading key is ${partitionKey} or begins with ${partitionKey}#, and there is one`)
    : miss(
        3,
        () => `the condition Null ${LEADING_KEYS} "false" is missing, so a request without keys passes`,
      );
}

/** Whether the conditions hold a request to items of the partition. */
export function isWithinKeys(conditions: Conditions, partitionKey: string): boolean {
  return areKeysOwn(conditions, partitionKey) && areKeysRequired(conditions);
}

function areKeysOwn(conditions: Conditions, partitionKey: string): boolean {
  const isOwn = (key: string): boolean => key === partitionKey || key.startsWith(`${partitionKey}#`);
  return isHeldTo(conditions, ['ForAllValues:StringLike', 'ForAllValues:StringEquals'], LEADING_KEYS, isOwn);
}

function areKeysRequired(conditions: Conditions): boolean {
  return isHeldTo(conditions, ['Null'], LEADING_KEYS, (value) => value === 'false');
}

function keysFault(conditions: Conditions, partitionKey: string): string {
  for (const operator of [
    'ForAnyValue:StringLike',
    'ForAnyValue:StringEquals',
    'StringLike',
    'StringEquals',
  ]) {
    if (valuesOf(conditions, operator, LEADING_KEYS) !== undefined) {
      return `${operator} lets keys of others pass beside an own one; write ForAllValues`;
    }
  }
  return `no ForAllValues condition holds ${LEADING_KEYS} to ${partitionKey} and ${partitionKey}#…`;
}

/** What a role of a tenant's stack may be granted. */
export const TENANT_GRANTS: readonly [GrantRule, ...GrantRule[]] = [
  ownResourceRule,
  ownItems,
  ownMedia,
  ownMediaList,
];
