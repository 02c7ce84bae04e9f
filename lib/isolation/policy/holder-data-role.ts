import { isHeldTo } from './condition';
import { match, miss } from './grant-rule';
import type { GrantRule, Match } from './grant-rule';
import type { Scope } from '../scope';
import { holderRole, isGivenToHolder, isKeptByHolder } from './holder';
import type { Grant } from './statement';

/** What neither widens the role nor says whose it is. */
const HARMLESS: ReadonlySet<string> = new Set([
  'iam:deleterole',
  'iam:deleterolepolicy',
  'iam:getrole',
  'iam:getrolepolicy',
  'iam:listattachedrolepolicies',
  'iam:listrolepolicies',
  'iam:listroletags',
  'iam:updateassumerolepolicy',
  'iam:updaterole',
  'iam:updateroledescription',
]);

/** What gives the role something: only within the boundary of the cell. */
const WIDENING: ReadonlySet<string> = new Set([
  'iam:createrole',
  'iam:putrolepermissionsboundary',
  'iam:putrolepolicy',
]);

/** The one role that a tenant's stack makes. No other role, and no policy, is within reach. */
export const holderDataRole: GrantRule = {
  name: 'holder-data-role',
  match: (grant, scope) => {
    const role = holderRole('data', scope);
    if (grant.target !== role) {
      return miss(grant.actionKey.startsWith('iam:') ? 2 : 0, () => `${grant.target} is not ${role}`);
    }
    return HARMLESS.has(grant.actionKey)
      ? match('it is the data role of the holder')
      : matchWidening(grant, scope);
  },
};

function matchWidening({ action, actionKey, conditions }: Grant, { subject, names }: Scope): Match {
  if (actionKey === 'iam:tagrole') {
    return isKeptByHolder(conditions)
      ? match('it is the data role of the holder, and stays so')
      : miss(3, () => 'no condition keeps the tag multiplex:tenant with the holder');
  }
  if (!WIDENING.has(actionKey)) {
    return miss(2, () => `${action} is not listed as an action on the data role`);
  }
  const boundary = `arn:aws:iam::${subject.cell.account}:policy${names.policiesPath}cell--${subject.cell.id}--tenant-boundary`;
  if (!isHeldTo(conditions, ['StringEquals'], 'iam:PermissionsBoundary', (arn) => arn === boundary)) {
    return miss(3, () => `no condition holds iam:PermissionsBoundary to ${boundary}`);
  }
  return actionKey !== 'iam:createrole' || isGivenToHolder(conditions)
    ? match('it is the data role of the holder, within the boundary')
    : miss(3, () => 'no condition has the new role tagged with the holder');
}
