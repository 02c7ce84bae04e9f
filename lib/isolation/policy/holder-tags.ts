import { match, miss } from './grant-rule';
import type { GrantRule, Match } from './grant-rule';
import type { Scope } from '../scope';
import { isGivenToHolder, isKeptByHolder, isNobodys, isOfHolder } from './holder';
import type { Grant } from './statement';

/** What makes a resource, which AWS then gives an id, and what names it for the first time. */
const MAKING: ReadonlySet<string> = new Set([
  'cloudfront:createdistribution',
  'cloudfront:createdistributionwithtags',
  'cognito-idp:createuserpool',
]);

/** What writes tags, alone or among other things. Nothing may take tags away. */
const TAGGING: ReadonlySet<string> = new Set([
  'cloudfront:tagresource',
  'cognito-idp:tagresource',
  'cognito-idp:updateuserpool',
]);

const CHANGING: ReadonlySet<string> = new Set([
  'cloudfront:createmonitoringsubscription',
  'cloudfront:deletedistribution',
  'cloudfront:deletemonitoringsubscription',
  'cloudfront:getdistribution',
  'cloudfront:getdistributionconfig',
  'cloudfront:getmonitoringsubscription',
  'cloudfront:listtagsforresource',
  'cloudfront:updatedistribution',
  'cognito-idp:addcustomattributes',
  'cognito-idp:createuserpoolclient',
  'cognito-idp:deleteuserpool',
  'cognito-idp:deleteuserpoolclient',
  'cognito-idp:describeuserpool',
  'cognito-idp:describeuserpoolclient',
  'cognito-idp:getuserpoolmfaconfig',
  'cognito-idp:listtagsforresource',
  'cognito-idp:setuserpoolmfaconfig',
  'cognito-idp:updateuserpoolclient',
]);

/** Resources whose ids are AWS's to give: they are told apart by their tag, from the request that makes them on. */
export const holderTags: GrantRule = {
  name: 'holder-tags',
  match: (grant, scope) => {
    const { actionKey, action, target } = grant;
    const isKnown = MAKING.has(actionKey) || TAGGING.has(actionKey) || CHANGING.has(actionKey);
    if (!isKnown) {
      const service = actionKey.split(':')[0] ?? '';
      return miss(
        targets(scope)[service] === target ? 2 : 0,
        () => `${action} is not listed as told by a tag`,
      );
    }
    // What is to be made has no ARN where the service knows none.
    const isTarget =
      targets(scope)[actionKey.split(':')[0] ?? ''] === target ||
      (actionKey === 'cognito-idp:createuserpool' && target === '*');
    return isTarget ? matchTags(grant) : miss(2, () => `${target} is wider than what is told by a tag`);
  },
};

function targets({ subject }: Scope): Readonly<Record<string, string>> {
  const { account, region } = subject.cell;
  return {
    cloudfront: `arn:aws:cloudfront::${account}:distribution/*`,
    'cognito-idp': `arn:aws:cognito-idp:${region}:${account}:userpool/*`,
  };
}

function matchTags({ actionKey, conditions }: Grant): Match {
  if (isNobodys(conditions) && isGivenToHolder(conditions) && !CHANGING.has(actionKey)) {
    return match('it is nobody’s, and becomes the holder’s');
  }
  if (MAKING.has(actionKey)) {
    return miss(3, () => 'no conditions have it be nobody’s before and the holder’s after');
  }
  if (!isOfHolder(conditions)) {
    return miss(3, () => 'no condition holds aws:ResourceTag/multiplex:tenant to the holder');
  }
  return CHANGING.has(actionKey) || isKeptByHolder(conditions)
    ? match('it is the holder’s, and stays so')
    : miss(3, () => 'no condition keeps the tag multiplex:tenant with the holder');
}
