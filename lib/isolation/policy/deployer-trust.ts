import type { At } from '../proof';
import type { Value } from '../template';
import { isHeldTo } from './condition';
import { decide, match, miss } from './grant-rule';
import type { GrantRule } from './grant-rule';
import { readGrants } from './statement';

/** The two roles that a tenant is deployed with. */
export type DeployerRole = 'deploy' | 'execution';

/** Examines who may take one of the two: the document at `at`. */
export function proveDeployerTrust(document: Value, role: DeployerRole, at: At): void {
  for (const grant of readGrants(document, 'trust', at)) {
    decide(grant, role === 'deploy' ? [workflow, namedPrincipal] : [ownDeployment]);
  }
}

/** The issuer of tokens for workflows on GitHub. */
const ISSUER = 'token.actions.githubusercontent.com';

/** What is compared is written out, without any wildcard: a subject that goes on is another environment's. */
const workflow: GrantRule = {
  name: 'own-deployer',
  match: ({ principal, actionKey, action, conditions }, { subject }) => {
    const github = subject.kind === 'access' ? subject.access.github : undefined;
    if (
      subject.kind !== 'access' ||
      github === undefined ||
      principal?.text !== `Federated ${github.provider}`
    ) {
      return miss(
        principal?.text.startsWith('Federated') === true ? 2 : 0,
        () => `${principal?.text ?? ''} is not the provider of the cell’s workflows`,
      );
    }
    if (actionKey !== 'sts:assumerolewithwebidentity') {
      return miss(2, () => `${action} is not sts:AssumeRoleWithWebIdentity`);
    }
    const own = `repo:${github.repository}:environment:tenants/${subject.tenant}`;
    const holdsTo = (claim: string, value: string): boolean =>
      isHeldTo(conditions, ['StringEquals'], `${ISSUER}:${claim}`, (text) => text === value);
    return holdsTo('sub', own) && holdsTo('aud', 'sts.amazonaws.com')
      ? match(`it is a workflow of ${own}`)
      : miss(3, () => `no StringEquals holds ${ISSUER}:sub to ${own}, and aud to sts.amazonaws.com`);
  },
};

const namedPrincipal: GrantRule = {
  name: 'own-deployer',
  match: ({ principal, actionKey, action }, { subject }) => {
    const named = subject.kind === 'access' ? (subject.access.principals ?? []) : [];
    if (principal?.kind !== 'aws' || !named.includes(principal.text)) {
      return miss(1, () => `${principal?.text ?? ''} is no role that the fleet names`);
    }
    return actionKey === 'sts:assumerole'
      ? match('the fleet names it')
      : miss(2, () => `${action} is not sts:AssumeRole`);
  },
};

/**
 * A key that is not sent may be missing: who may pass the role decides then for which stack it is taken, and a deploy role
 * can name its own stack only.
 */
const HELD_IF_SENT = ['ArnLike', 'ArnLikeIfExists', 'StringLike', 'StringLikeIfExists'];

const ownDeployment: GrantRule = {
  name: 'own-deployment',
  match: ({ principal, actionKey, action, conditions }, { subject, names }) => {
    if (principal?.kind !== 'service' || principal.text !== 'cloudformation.amazonaws.com') {
      return miss(0, () => `${principal?.text ?? ''} is not cloudformation.amazonaws.com`);
    }
    if (actionKey !== 'sts:assumerole') {
      return miss(2, () => `${action} is not sts:AssumeRole`);
    }
    const { account, region } = subject.cell;
    const stack = `arn:aws:cloudformation:${region}:${account}:stack/${names.stackName}/`;
    const isOwn = isHeldTo(conditions, HELD_IF_SENT, 'aws:SourceArn', (arn) => arn.startsWith(stack));
    return isOwn
      ? match(`aws:SourceArn begins with ${stack}`)
      : miss(3, () => `no condition holds aws:SourceArn to ${stack}`);
  },
};
