import { cellValues } from '../cell-values';
import { isHeldTo } from './condition';
import { match, miss } from './grant-rule';
import type { GrantRule } from './grant-rule';
import { HOLDER } from './holder';
import { holderDataRole } from './holder-data-role';
import { holderNames } from './holder-names';
import { holderTags } from './holder-tags';
import { sharedReading } from './shared-reading';

const provisionerOfTheCell: GrantRule = {
  name: 'provisioner-of-the-cell',
  match: ({ action, actionKey, target }, scope) => {
    const provisioner = cellValues(scope).get('provisioner-arn');
    return actionKey === 'lambda:invokefunction' && target === provisioner
      ? match('the provisioner takes the tenant from the name of the stack')
      : miss(
          actionKey.startsWith('lambda:') ? 2 : 0,
          () => `${action} on ${target} is not calling the provisioner`,
        );
  },
};

const HEADERS_POLICY_ACTIONS: ReadonlySet<string> = new Set([
  'cloudfront:createresponseheaderspolicy',
  'cloudfront:deleteresponseheaderspolicy',
  'cloudfront:getresponseheaderspolicy',
  'cloudfront:updateresponseheaderspolicy',
]);

const LOG_ACL_ACTIONS: ReadonlySet<string> = new Set(['s3:getbucketacl', 's3:putbucketacl']);

/**
 * What has neither a name in its ARN nor tags. The role is only ever held by CloudFormation, for the one stack that its
 * trust names; CloudFormation changes what that stack owns; a stack owns what it made, since its deployer may not
 * import; and it makes no resource that is handed the id of another one of these. So the policy of a neighbour cannot be
 * named. The access control list of the log bucket is written by CloudFront itself, for the logs that a distribution
 * asks for.
 */
const ownedByTheStack: GrantRule = {
  name: 'owned-by-the-stack',
  match: ({ action, actionKey, target }, scope) => {
    const policies = `arn:aws:cloudfront::${scope.subject.cell.account}:response-headers-policy/*`;
    const logs = cellValues(scope).get('log-bucket-name')?.replace(/⟩$/, '.Arn⟩');
    const isOwned =
      (target === policies && HEADERS_POLICY_ACTIONS.has(actionKey)) ||
      (target === logs && LOG_ACL_ACTIONS.has(actionKey));
    return isOwned
      ? match('CloudFormation changes only what its stack owns')
      : miss(
          target === policies || target === logs ? 2 : 0,
          () => `${action} on ${target} is not listed as held by what a stack owns`,
        );
  },
};

const RECORD_NAMES = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';

const holderRecords: GrantRule = {
  name: 'holder-records',
  match: ({ action, actionKey, target, conditions }, { subject }) => {
    if (actionKey !== 'route53:changeresourcerecordsets') {
      return miss(actionKey.startsWith('route53:') ? 1 : 0, () => `${action} is not changing records`);
    }
    const zone = `arn:aws:route53:::hostedzone/${subject.cell.hostedZoneId}`;
    const host = `${HOLDER}.${subject.cell.domain}`;
    const isHost = (name: string): boolean => name === host;
    if (target !== zone || !isHeldTo(conditions, ['ForAllValues:StringEquals'], RECORD_NAMES, isHost)) {
      return miss(3, () => `no ForAllValues condition holds every name to ${host} in ${zone}`);
    }
    return isHeldTo(conditions, ['Null'], RECORD_NAMES, (value) => value === 'false')
      ? match('every name is the host of the holder, and there is one')
      : miss(3, () => `the condition Null ${RECORD_NAMES} "false" is missing`);
  },
};

/** What the execution roles of a cell's tenants may be granted. */
export const EXECUTION_GRANTS: readonly [GrantRule, ...GrantRule[]] = [
  holderNames,
  holderDataRole,
  holderTags,
  holderRecords,
  provisionerOfTheCell,
  ownedByTheStack,
  sharedReading,
];
