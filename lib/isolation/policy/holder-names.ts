import { match, miss } from './grant-rule';
import type { GrantRule } from './grant-rule';
import type { Scope } from '../scope';
import { HOLDER_STACK } from './holder';

const BUCKET_ACTIONS: ReadonlySet<string> = new Set([
  's3:createbucket',
  's3:deletebucket',
  's3:deletebucketpolicy',
  's3:get*configuration',
  's3:getbucket*',
  's3:listbucket',
  's3:putbucketlogging',
  's3:putbucketownershipcontrols',
  's3:putbucketpolicy',
  's3:putbucketpublicaccessblock',
  's3:putbuckettagging',
  's3:putbucketversioning',
  's3:putencryptionconfiguration',
  's3:putlifecycleconfiguration',
]);

const ALARM_ACTIONS: ReadonlySet<string> = new Set([
  'cloudwatch:deletealarms',
  'cloudwatch:describealarms',
  'cloudwatch:listtagsforresource',
  'cloudwatch:putmetricalarm',
  'cloudwatch:tagresource',
]);

const DASHBOARD_ACTIONS: ReadonlySet<string> = new Set([
  'cloudwatch:deletedashboards',
  'cloudwatch:getdashboard',
  'cloudwatch:putdashboard',
]);

const WEB_ACL_ACTIONS: ReadonlySet<string> = new Set([
  'wafv2:createwebacl',
  'wafv2:deletewebacl',
  'wafv2:getwebacl',
  'wafv2:listtagsforresource',
  'wafv2:tagresource',
  'wafv2:updatewebacl',
]);

/** What has the name of the holder in its ARN, followed by what no id can hold, or by nothing more. */
interface Named {
  readonly arn: string;
  readonly ends: 'there' | 'anyhow';
  readonly actions: ReadonlySet<string>;
}

function named({ subject }: Scope): readonly Named[] {
  const { account, region } = subject.cell;
  return [
    { arn: `arn:aws:s3:::${HOLDER_STACK}--`, ends: 'anyhow', actions: BUCKET_ACTIONS },
    {
      arn: `arn:aws:cloudwatch:${region}:${account}:alarm:${HOLDER_STACK}--`,
      ends: 'anyhow',
      actions: ALARM_ACTIONS,
    },
    {
      arn: `arn:aws:cloudwatch::${account}:dashboard/${HOLDER_STACK}`,
      ends: 'there',
      actions: DASHBOARD_ACTIONS,
    },
    {
      arn: `arn:aws:wafv2:us-east-1:${account}:global/webacl/${HOLDER_STACK}/`,
      ends: 'anyhow',
      actions: WEB_ACL_ACTIONS,
    },
  ];
}

/** Resources that are told apart by their names. */
export const holderNames: GrantRule = {
  name: 'holder-names',
  match: ({ action, actionKey, target }, scope) => {
    const all = named(scope);
    const own = all.find(({ arn, ends }) => (ends === 'there' ? target === arn : target.startsWith(arn)));
    if (own === undefined) {
      const isAction = all.some(({ actions }) => actions.has(actionKey));
      return miss(isAction ? 2 : 0, () => `${target} does not hold the name of the holder up to a delimiter`);
    }
    return own.actions.has(actionKey)
      ? match('its name is that of the holder’s stack, up to a delimiter')
      : miss(2, () => `${action} is not listed as an action on it`);
  },
};
