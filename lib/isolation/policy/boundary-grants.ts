import { cellValues } from '../cell-values';
import type { Scope } from '../scope';
import { isHeldTo } from './condition';
import { match, miss } from './grant-rule';
import type { GrantRule, Match } from './grant-rule';
import { HOLDER, HOLDER_STACK, holderRole, isOfHolder } from './holder';
import { ownResource } from './own-arn';
import type { Grant } from './statement';
import { ITEM_ACTIONS, isWithinKeys } from './tenant-grants';

const OBJECT_ACTIONS: ReadonlySet<string> = new Set(['s3:deleteobject', 's3:getobject', 's3:putobject']);

/**
 * The tag of a data role counts for nothing by itself: whoever deploys a tenant may let anybody take its data role, in a
 * session with tags of his choice. So each grant must hold the tag to the name of the role.
 */
const holderData: GrantRule = {
  name: 'holder-data',
  match: (grant, scope) => {
    const found = matchData(grant, scope);
    const role = holderRole('data', scope);
    const isOfRole = isHeldTo(
      grant.conditions,
      ['ArnEquals', 'StringEquals'],
      'aws:PrincipalArn',
      (arn) => arn === role,
    );
    return found.kind === 'miss' || isOfRole
      ? found
      : miss(
          3,
          () => `no condition holds aws:PrincipalArn to ${role}, so tags of a session would be believed`,
        );
  },
};

function matchData(grant: Grant, scope: Scope): Match {
  const { actionKey, action, target, conditions } = grant;
  const media = bucketArn('media-bucket-name', scope);
  const own = ownResource(target, scope);
  if (own?.type === 'AWS::DynamoDB::Table') {
    return ITEM_ACTIONS.has(actionKey) && isWithinKeys(conditions, `TENANT#${HOLDER}`)
      ? match('every leading key is of the holder, and there is one')
      : miss(2, () => `${action} is not held to items of the holder by dynamodb:LeadingKeys`);
  }
  if (target === media) {
    const isBelow = (prefix: string): boolean => prefix.startsWith(`tenants/${HOLDER}/`);
    return actionKey === 's3:listbucket' &&
      isHeldTo(conditions, ['StringLike', 'StringEquals'], 's3:prefix', isBelow)
      ? match('every s3:prefix is below that of the holder')
      : miss(2, () => `${action} is not held to the prefix of the holder`);
  }
  if (target.startsWith(`${media}/tenants/${HOLDER}/`)) {
    return OBJECT_ACTIONS.has(actionKey)
      ? match('the object is below the prefix of the holder')
      : miss(2, () => `${action} is not listed as an action on objects`);
  }
  if (target.startsWith(`arn:aws:s3:::${HOLDER_STACK}--`)) {
    return OBJECT_ACTIONS.has(actionKey) || actionKey === 's3:listbucket'
      ? match('the bucket has the name of the holder’s stack and “--”')
      : miss(2, () => `${action} is not listed as an action on objects`);
  }
  if (target === `arn:aws:cloudfront::${scope.subject.cell.account}:distribution/*`) {
    return actionKey === 'cloudfront:createinvalidation' && isOfHolder(conditions)
      ? match('the distribution has the tag of the holder')
      : miss(2, () => `${action} is not held to distributions with the tag of the holder`);
  }
  return miss(0, () => `${target} is nothing of the holder`);
}

function bucketArn(name: string, scope: Scope): string {
  const bucket = cellValues(scope).get(name) ?? '';
  return bucket.replace(/⟩$/, '.Arn⟩');
}

/** What the boundary of data roles may let through. */
export const BOUNDARY_GRANTS: readonly [GrantRule, ...GrantRule[]] = [holderData];
