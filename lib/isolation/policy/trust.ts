import { decide, match, miss } from './grant-rule';
import type { GrantRule } from './grant-rule';
import { isHeldTo } from './condition';
import { exactlyOwnResource } from './own-arn';
import { isOwnRoot } from './principal';
import { readGrants } from './statement';
import type { Grant } from './statement';
import type { At } from '../proof';
import type { Value } from '../template';

const ARN_OPERATORS = ['ArnLike', 'ArnEquals', 'StringLike', 'StringEquals'];

/** Examines who may take a role: the document at `at`. */
export function proveTrust(document: Value, at: At): void {
  const rules = at.scope.subject.kind === 'tenant' ? TENANT_TRUST : CELL_TRUST;
  for (const grant of readGrants(document, 'trust', at)) {
    decide(grant, rules);
  }
}

const servicesOfTheCell: GrantRule = {
  name: 'services-of-the-cell',
  match: (grant, scope) => {
    const { principal, conditions } = grant;
    if (principal === undefined || !isOwnRoot(principal, scope)) {
      return miss(
        principal?.kind === 'aws' ? 1 : 0,
        () => `${principal?.text ?? ''} is not the root of the own account`,
      );
    }
    const services = `arn:aws:iam::${scope.subject.cell.account}:role${scope.names.servicesRolePath}`;
    const isService = (arn: string): boolean => arn.startsWith(services);
    if (!isHeldTo(conditions, ARN_OPERATORS, 'aws:PrincipalArn', isService)) {
      return miss(3, () => `no condition holds each aws:PrincipalArn to ${services}`);
    }
    return isTaking(grant) ? match(`aws:PrincipalArn is below ${services}`) : notTaking(grant);
  },
};

const ownRole: GrantRule = {
  name: 'own-role',
  match: (grant, scope) => {
    const { principal } = grant;
    const own = principal?.kind === 'aws' ? exactlyOwnResource(principal.text, scope) : undefined;
    if (own?.type !== 'AWS::IAM::Role') {
      return miss(0, () => `${principal?.text ?? ''} is no role of this stack`);
    }
    return isTaking(grant) ? match(`${own.id} is a role of this stack`) : notTaking(grant);
  },
};

const computeOfTheCell: GrantRule = {
  name: 'compute-of-the-cell',
  match: (grant) => {
    const { principal } = grant;
    if (principal?.kind !== 'service' || principal.text !== 'lambda.amazonaws.com') {
      return miss(
        principal?.kind === 'service' ? 1 : 0,
        () => `${principal?.text ?? ''} is not lambda.amazonaws.com`,
      );
    }
    return isTaking(grant)
      ? match('lambda.amazonaws.com takes it for a function of this account')
      : notTaking(grant);
  },
};

/** Tagging a session or taking a role by a web identity would need a rule about who vouches for the caller. */
function isTaking({ actionKey }: Grant): boolean {
  return actionKey === 'sts:assumerole';
}

function notTaking({ action }: Grant): ReturnType<GrantRule['match']> {
  return miss(2, () => `${action} is not sts:AssumeRole`);
}

const TENANT_TRUST: readonly [GrantRule, ...GrantRule[]] = [servicesOfTheCell, ownRole];

const CELL_TRUST: readonly [GrantRule, ...GrantRule[]] = [computeOfTheCell, ownRole];
