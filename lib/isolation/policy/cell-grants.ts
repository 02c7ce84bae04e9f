import { match, miss } from './grant-rule';
import type { GrantRule } from './grant-rule';
import { namesOwn, ownResource } from './own-arn';

/** What a cell's own services may do with a resource of its stack: they hold no right to any tenant's data. */
const SERVICE_ACTIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  'AWS::Logs::LogGroup': new Set(['logs:createlogstream', 'logs:putlogevents']),
};

const ownResourceOfCell: GrantRule = {
  name: 'own-resource',
  match: ({ action, actionKey, target }, scope) => {
    const own = ownResource(target, scope);
    if (own === undefined) {
      return miss(
        namesOwn(target) ? 1 : 0,
        () => `${target} is neither a resource of this stack nor within one`,
      );
    }
    return SERVICE_ACTIONS[own.type]?.has(actionKey) === true
      ? match(`${target} is of this stack (${own.id})`)
      : miss(
          2,
          () =>
            `${action} on ${own.type} is for tenants’ own roles, not for a service that all of them share`,
        );
  },
};

const tenantRoles: GrantRule = {
  name: 'tenant-roles',
  match: ({ action, actionKey, target }, { names, subject }) => {
    const path = `arn:aws:iam::${subject.cell.account}:role${names.tenantsRolePath}`;
    if (actionKey !== 'sts:assumerole') {
      return miss(target.startsWith(path) ? 2 : 0, () => `${action} is not sts:AssumeRole`);
    }
    return target.startsWith(path)
      ? match(`${target} is below ${names.tenantsRolePath}`)
      : miss(2, () => `${target} does not begin with ${path}`);
  },
};

const publishedFiles: GrantRule = {
  name: 'published-files',
  match: ({ action, actionKey, target }, { names }) => {
    const objects = `arn:aws:s3:::${names.assetsBucket}/`;
    if (!target.startsWith(objects)) {
      return miss(actionKey === 's3:getobject' ? 1 : 0, () => `${target} does not begin with ${objects}`);
    }
    return actionKey === 's3:getobject'
      ? match(`${target} is within ${names.assetsBucket}`)
      : miss(2, () => `${action} is not s3:GetObject`);
  },
};

/** What a role of a cell's stack may be granted. */
export const CELL_GRANTS: readonly [GrantRule, ...GrantRule[]] = [
  ownResourceOfCell,
  tenantRoles,
  publishedFiles,
];
