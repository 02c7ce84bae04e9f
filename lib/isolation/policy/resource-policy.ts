import type { Scope } from '../scope';
import type { At } from '../proof';
import { cellValues } from '../cell-values';
import { mappingAt, member } from '../template';
import type { Value } from '../template';
import { textOf } from '../text';
import { isHeldTo } from './condition';
import { decide, match, miss } from './grant-rule';
import type { GrantRule } from './grant-rule';
import { exactlyOwnResource, ownResource } from './own-arn';
import { isOwnRoot } from './principal';
import { readGrants } from './statement';
import type { Grant } from './statement';

const ARN_OPERATORS = ['ArnLike', 'ArnEquals', 'StringLike', 'StringEquals'];
const EQUALITY = ['StringEquals', 'StringLike'];

/**
 * Examines a policy that sits on a resource of the stack: of a bucket, a topic, a queue, a key, a function. In a key's
 * own policy the resource is `*`, which there means the key.
 */
export function proveResourcePolicy(document: Value, at: At, sitsOn: 'named' | 'itself' = 'named'): void {
  const rules = at.scope.subject.kind === 'tenant' ? TENANT_RULES : CELL_RULES;
  for (const grant of readGrants(document, 'resource', at)) {
    decide(
      sitsOn === 'itself' && grant.target === '*' ? { ...grant, target: `⟨${at.resource}.Arn⟩` } : grant,
      rules,
    );
  }
}

/** Examines one grant that is not written as a policy, such as `AWS::Lambda::Permission`. */
export function proveResourceGrant(grant: Grant): void {
  decide(grant, grant.at.scope.subject.kind === 'tenant' ? TENANT_RULES : CELL_RULES);
}

const accountRoot: GrantRule = {
  name: 'account-root',
  match: ({ principal, target }, scope) => {
    if (principal === undefined || !isOwnRoot(principal, scope)) {
      return miss(
        principal?.kind === 'aws' ? 1 : 0,
        () => `${principal?.text ?? ''} is not the root of the own account`,
      );
    }
    return onOwn(target, scope);
  },
};

const ownPrincipal: GrantRule = {
  name: 'own-principal',
  match: ({ principal, target }, scope) => {
    const own = principal?.kind === 'aws' ? exactlyOwnResource(principal.text, scope) : undefined;
    return own?.type === 'AWS::IAM::Role'
      ? onOwn(target, scope)
      : miss(0, () => `${principal?.text ?? ''} is no role of this stack`);
  },
};

const ownSource: GrantRule = {
  name: 'own-source',
  match: ({ principal, conditions, target }, scope) => {
    if (principal?.kind !== 'service') {
      return miss(0, () => `${principal?.text ?? ''} is no service`);
    }
    const isOwn = (arn: string): boolean => exactlyOwnResource(arn, scope) !== undefined;
    return isHeldTo(conditions, ARN_OPERATORS, 'aws:SourceArn', isOwn)
      ? onOwn(target, scope)
      : miss(2, () => `no condition holds aws:SourceArn to a resource of this stack`);
  },
};

function onOwn(target: string, scope: Scope): ReturnType<GrantRule['match']> {
  return ownResource(target, scope) === undefined
    ? miss(2, () => `${target} is no resource of this stack`)
    : match(`${target} is of this stack`);
}

const distributionsOfTheAccount: GrantRule = {
  name: 'distributions-of-the-account',
  match: ({ principal, action, actionKey, target, conditions }, scope) => {
    if (principal?.text !== 'cloudfront.amazonaws.com') {
      return miss(0, () => `${principal?.text ?? ''} is not cloudfront.amazonaws.com`);
    }
    const values = cellValues(scope);
    const served = ['media-bucket-name', 'app-bucket-name'].map((name) => values.get(name));
    if (!served.includes(bucketOf(target, scope)) || actionKey !== 's3:getobject') {
      return miss(2, () => `${action} on ${target} is not s3:GetObject on the media or the app bucket`);
    }
    const distributions = `arn:aws:cloudfront::${scope.subject.cell.account}:distribution/`;
    return isHeldTo(conditions, ARN_OPERATORS, 'aws:SourceArn', (arn) => arn.startsWith(distributions))
      ? match(`aws:SourceArn begins with ${distributions}`)
      : miss(3, () => `no condition holds aws:SourceArn to ${distributions}`);
  },
};

const accessLogDelivery: GrantRule = {
  name: 'access-log-delivery',
  match: ({ principal, action, actionKey, target, conditions }, scope) => {
    if (principal?.text !== 'logging.s3.amazonaws.com') {
      return miss(0, () => `${principal?.text ?? ''} is not logging.s3.amazonaws.com`);
    }
    const isLogBucket = bucketOf(target, scope) === cellValues(scope).get('log-bucket-name');
    if (!isLogBucket || !target.includes('⟩/s3/') || actionKey !== 's3:putobject') {
      return miss(2, () => `${action} on ${target} is not s3:PutObject below s3/ in the log bucket`);
    }
    return ofTheAccount(conditions, scope);
  },
};

const ALARM_ACTIONS: ReadonlySet<string> = new Set(['sns:publish', 'kms:decrypt', 'kms:generatedatakey*']);

const alarmsOfTheAccount: GrantRule = {
  name: 'alarms-of-the-account',
  match: ({ principal, action, actionKey, target, conditions }, scope) => {
    if (principal?.text !== 'cloudwatch.amazonaws.com') {
      return miss(0, () => `${principal?.text ?? ''} is not cloudwatch.amazonaws.com`);
    }
    const topic = cellValues(scope).get('alarm-topic-arn');
    const isTopicOrKey = target === topic || (topic !== undefined && target === keyOf(topic, scope));
    return isTopicOrKey && ALARM_ACTIONS.has(actionKey)
      ? ofTheAccount(conditions, scope)
      : miss(2, () => `${action} on ${target} is not what publishing to the alarm topic takes`);
  },
};

function ofTheAccount(conditions: Grant['conditions'], { subject }: Scope): ReturnType<GrantRule['match']> {
  const { account } = subject.cell;
  return isHeldTo(conditions, EQUALITY, 'aws:SourceAccount', (value) => value === account)
    ? match(`aws:SourceAccount is ${account}`)
    : miss(3, () => `no condition holds aws:SourceAccount to ${account}`);
}

/** `⟨Bucket⟩` for an ARN of the bucket or of objects in it. */
function bucketOf(target: string, scope: Scope): string | undefined {
  const own = ownResource(target, scope);
  return own?.type === 'AWS::S3::Bucket' ? `⟨${own.id}⟩` : undefined;
}

/** The ARN of the key that a topic of the stack is encrypted with. */
function keyOf(topic: string, scope: Scope): string {
  const properties = mappingAt(member(scope.resources, topic.slice(1, -1)), 'Properties');
  return textOf(properties['KmsMasterKeyId'], scope);
}

const TENANT_RULES: readonly [GrantRule, ...GrantRule[]] = [ownSource, ownPrincipal, accountRoot];

const CELL_RULES: readonly [GrantRule, ...GrantRule[]] = [
  distributionsOfTheAccount,
  accessLogDelivery,
  alarmsOfTheAccount,
  ownSource,
  accountRoot,
  ownPrincipal,
];
