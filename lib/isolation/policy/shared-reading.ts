import { match, miss } from './grant-rule';
import type { GrantRule } from './grant-rule';
import { cellValues } from '../cell-values';
import type { Scope } from '../scope';

/** What is read or asked for and is nobody's: by action, where. */
function places({ subject, names }: Scope): Readonly<Record<string, readonly string[]>> {
  const { account, region, hostedZoneId } = subject.cell;
  const parameter = `arn:aws:ssm:${region}:${account}:parameter`;
  const parameters = [`${parameter}${names.contractPath}*`, `${parameter}/cdk-bootstrap/hnb659fds/version`];
  const zone = [`arn:aws:route53:::hostedzone/${hostedZoneId}`];
  const assets = [`arn:aws:s3:::${names.assetsBucket}`];
  const rules = [`arn:aws:wafv2:us-east-1:${account}:global/managedruleset/*`];
  return {
    'cloudformation:liststacks': ['*'],
    'route53:getchange': ['arn:aws:route53:::change/*'],
    'route53:gethostedzone': zone,
    'route53:listresourcerecordsets': zone,
    's3:getbucketlocation': assets,
    's3:getencryptionconfiguration': assets,
    'ssm:getparameter': parameters,
    'ssm:getparameters': parameters,
    // Rule groups that AWS keeps: a web ACL names them, and changes none.
    'wafv2:createwebacl': rules,
    'wafv2:updatewebacl': rules,
  };
}

/** Reading what all tenants of the cell share, and what tells nothing but names and states. */
export const sharedReading: GrantRule = {
  name: 'shared-reading',
  match: ({ action, actionKey, target }, scope) => {
    const known = places(scope)[actionKey];
    const isWebAcl = actionKey === 'wafv2:getwebacl' && target === cellValues(scope).get('web-acl-arn');
    if (known?.includes(target) === true || isWebAcl) {
      return match('it is read, and belongs to no tenant');
    }
    return miss(
      known === undefined ? 0 : 1,
      () => `${action} on ${target} is not listed as shared and harmless`,
    );
  },
};
