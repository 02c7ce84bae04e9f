import { isHeldTo } from './condition';
import type { Conditions } from './condition';
import { match, miss } from './grant-rule';
import type { GrantRule } from './grant-rule';
import type { Scope } from '../scope';
import { HOLDER, HOLDER_STACK, holderRole } from './holder';
import { sharedReading } from './shared-reading';

/** What CloudFormation makes changes with its role for: the role must be said, and be the holder's. */
const WITH_ROLE: ReadonlySet<string> = new Set([
  'cloudformation:continueupdaterollback',
  'cloudformation:createchangeset',
  'cloudformation:rollbackstack',
]);

/** What needs no role of its own: looking, taking away, and carrying out what was made with the holder's. */
const ON_STACK: ReadonlySet<string> = new Set([
  'cloudformation:cancelupdatestack',
  'cloudformation:deletechangeset',
  'cloudformation:deletestack',
  'cloudformation:describechangeset',
  'cloudformation:describeevents',
  'cloudformation:describestackevents',
  'cloudformation:describestackresources',
  'cloudformation:describestacks',
  'cloudformation:executechangeset',
  'cloudformation:gettemplate',
  'cloudformation:gettemplatesummary',
  'cloudformation:liststackresources',
  'cloudformation:updateterminationprotection',
]);

const holderStack: GrantRule = {
  name: 'holder-stack',
  match: ({ action, actionKey, target, conditions }, scope) => {
    const { region, account } = scope.subject.cell;
    const own = `arn:aws:cloudformation:${region}:${account}:stack/${HOLDER_STACK}/`;
    if (!target.startsWith(own)) {
      return miss(action.startsWith('cloudformation:') ? 1 : 0, () => `${target} does not begin with ${own}`);
    }
    if (ON_STACK.has(actionKey)) {
      return match('it is the stack of the holder');
    }
    return WITH_ROLE.has(actionKey)
      ? withRole(conditions, scope)
      : miss(2, () => `${action} is not listed as a way to deploy a stack`);
  },
};

function withRole(conditions: Conditions, scope: Scope): ReturnType<GrantRule['match']> {
  const role = holderRole('execution', scope);
  if (!isHeldTo(conditions, ['StringEquals'], 'cloudformation:RoleArn', (arn) => arn === role)) {
    return miss(3, () => `no condition holds cloudformation:RoleArn to ${role}`);
  }
  const isOwned = isHeldTo(
    conditions,
    ['Null'],
    'cloudformation:ImportResourceTypes',
    (value) => value === 'true',
  );
  return isOwned
    ? match('it is the stack of the holder, with the holder’s execution role, and imports nothing')
    : miss(3, () => 'the condition Null cloudformation:ImportResourceTypes "true" is missing');
}

const holderRoles: GrantRule = {
  name: 'holder-execution-role',
  match: ({ action, actionKey, target, conditions }, scope) => {
    const role = holderRole('execution', scope);
    if (actionKey !== 'iam:passrole' || target !== role) {
      return miss(
        actionKey === 'iam:passrole' ? 2 : action.startsWith('iam:') ? 1 : 0,
        () => `it is not iam:PassRole on ${role}`,
      );
    }
    const isForCloudFormation = isHeldTo(
      conditions,
      ['StringEquals'],
      'iam:PassedToService',
      (service) => service === 'cloudformation.amazonaws.com',
    );
    return isForCloudFormation
      ? match('the holder’s own execution role, for CloudFormation')
      : miss(3, () => 'no condition holds iam:PassedToService to cloudformation.amazonaws.com');
  },
};

const FILE_ACTIONS: ReadonlySet<string> = new Set([
  's3:abortmultipartupload',
  's3:getobject',
  's3:putobject',
]);

const holderFiles: GrantRule = {
  name: 'holder-files',
  match: ({ action, actionKey, target, conditions }, { names }) => {
    const bucket = `arn:aws:s3:::${names.assetsBucket}`;
    const prefix = `tenants/${HOLDER}/`;
    if (target === bucket && actionKey === 's3:listbucket') {
      return isHeldTo(conditions, ['StringLike', 'StringEquals'], 's3:prefix', (value) =>
        value.startsWith(prefix),
      )
        ? match('every s3:prefix is below that of the holder')
        : miss(3, () => `no condition holds s3:prefix to ${prefix}`);
    }
    if (!target.startsWith(`${bucket}/${prefix}`)) {
      return miss(target.startsWith(bucket) ? 2 : 0, () => `${target} is not below ${prefix}`);
    }
    return FILE_ACTIONS.has(actionKey)
      ? match('it is below the prefix of the holder')
      : miss(2, () => `${action} is not listed as a way to publish`);
  },
};

/** What the deploy roles of a cell's tenants may be granted. */
export const DEPLOY_GRANTS: readonly [GrantRule, ...GrantRule[]] = [
  holderStack,
  holderRoles,
  holderFiles,
  sharedReading,
];
