import type { Refusal } from '../plan-document';
import type { Json } from '../value-changes';
import { list, mapping, resourcesOf, text, valueAt } from './compared-stack';
import type { ComparedStack, Resource } from './compared-stack';
import { refuse } from './refusal-catalogue';

/** A guard that a resource can have: how strong a value at a path is, where 0 is none at all. */
interface Guard {
  readonly type: string;
  readonly path: string;
  readonly what: string;
  readonly strength: (value: Json | undefined) => number;
}

const isTrue = (value: Json | undefined): number => (value === true || value === 'true' ? 1 : 0);
const isThere = (value: Json | undefined): number => (list(value).length === 0 ? 0 : 1);
const oneOf =
  (...weakestFirst: readonly string[]) =>
  (value: Json | undefined): number =>
    weakestFirst.indexOf(text(value)) + 1;

const BLOCK = 'PublicAccessBlockConfiguration';
const POINT_IN_TIME = 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled';
const ALARM = 'AWS::CloudWatch::Alarm';
const WEB_ACL = 'AWS::WAFv2::WebACL';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const HEADERS = 'ResponseHeadersPolicyConfig.SecurityHeadersConfig';

const GUARDS: readonly Guard[] = [
  guard('AWS::DynamoDB::Table', 'DeletionProtectionEnabled', 'deletion protection', isTrue),
  guard('AWS::DynamoDB::Table', POINT_IN_TIME, 'point-in-time recovery', isTrue),
  guard('AWS::DynamoDB::Table', 'SSESpecification.SSEEnabled', 'encryption by a key of its own', isTrue),
  guard('AWS::Cognito::UserPool', 'DeletionProtection', 'deletion protection', oneOf('ACTIVE')),
  guard('AWS::Cognito::UserPool', 'MfaConfiguration', 'multi-factor sign-in', oneOf('OPTIONAL', 'ON')),
  guard('AWS::RDS::DBInstance', 'DeletionProtection', 'deletion protection', isTrue),
  guard('AWS::RDS::DBCluster', 'DeletionProtection', 'deletion protection', isTrue),
  guard('AWS::S3::Bucket', 'VersioningConfiguration.Status', 'versioning', oneOf('Enabled')),
  guard('AWS::S3::Bucket', 'BucketEncryption', 'encryption', isThere),
  guard('AWS::S3::Bucket', 'ObjectLockEnabled', 'object lock', isTrue),
  guard('AWS::S3::Bucket', 'LoggingConfiguration', 'access logging', isThere),
  ...['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map((key) =>
    guard('AWS::S3::Bucket', `${BLOCK}.${key}`, 'the block on public access', isTrue),
  ),
  guard('AWS::KMS::Key', 'EnableKeyRotation', 'rotation of the key', isTrue),
  guard('AWS::SNS::Topic', 'KmsMasterKeyId', 'encryption', isThere),
  guard('AWS::SQS::Queue', 'KmsMasterKeyId', 'encryption', isThere),
  guard('AWS::Logs::LogGroup', 'KmsKeyId', 'encryption', isThere),
  guard(ALARM, 'AlarmActions', 'telling somebody', isThere),
  guard(DISTRIBUTION, 'DistributionConfig.WebACLId', 'the web ACL', isThere),
  guard(DISTRIBUTION, 'DistributionConfig.Logging', 'access logging', isThere),
  guard(
    DISTRIBUTION,
    'DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId',
    'security headers',
    isThere,
  ),
  guard(
    DISTRIBUTION,
    'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy',
    'HTTPS only',
    oneOf('allow-all', 'redirect-to-https', 'https-only'),
  ),
  ...[
    'ContentSecurityPolicy',
    'ContentTypeOptions',
    'FrameOptions',
    'ReferrerPolicy',
    'StrictTransportSecurity',
  ].map((key) =>
    guard('AWS::CloudFront::ResponseHeadersPolicy', `${HEADERS}.${key}`, `the header ${key}`, isThere),
  ),
];

/** Paths of all properties of a resource of the type that say how well something is guarded. */
export function protectedPaths(type: string): readonly string[] {
  return [
    ...GUARDS.flatMap((one) => (one.type === type ? [one.path] : [])),
    ...(type === WEB_ACL ? ['Rules'] : []),
    ...(type === ALARM ? ['ActionsEnabled'] : []),
  ];
}

/** Properties that say what a resource is for; the first that there is counts. */
export const DESCRIPTIONS = ['AlarmDescription', 'Description', 'Name'] as const;

/** Types whose whole purpose is to guard something. */
const GUARDIANS: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupPlan': 'the backup plan',
  'AWS::Backup::BackupSelection': 'the backup',
  [ALARM]: 'the alarm',
  'AWS::CloudWatch::CompositeAlarm': 'the alarm',
  'AWS::S3::BucketPolicy': 'the policy of a bucket',
  [WEB_ACL]: 'the web ACL',
  'AWS::WAFv2::WebACLAssociation': 'the web ACL',
};

const KEPT = oneOf('RetainExceptOnCreate', 'Snapshot', 'Retain');

/** Guards that are gone or weaker than before. */
export function protectionRefusals({ stack, before, after }: ComparedStack): readonly Refusal[] {
  const now = resourcesOf(after);
  return [...resourcesOf(before)].flatMap(([id, was]): readonly Refusal[] => {
    const is = now.get(id);
    const place = `Resources.${id}`;
    if (is === undefined || is.type !== was.type) {
      const guardian = GUARDIANS[was.type];
      const message = `${guardian ?? ''} is removed: ${describe(was)}.`;
      return guardian === undefined ? [] : [refuse('protection-removed', stack, place, message)];
    }
    return [
      ...retentionLoss(was, is),
      ...guardLoss(was, is),
      ...ruleLoss(was, is),
      ...alarmLoss(was, is),
    ].map(({ path, message }) => refuse('protection-removed', stack, `${place}.${path}`, message));
  });
}

interface Loss {
  readonly path: string;
  readonly message: string;
}

function retentionLoss(was: Resource, is: Resource): readonly Loss[] {
  return ['DeletionPolicy', 'UpdateReplacePolicy'].flatMap((path) => {
    const [before, after] = [was.whole[path], is.whole[path]];
    return KEPT(after) >= KEPT(before)
      ? []
      : { path, message: `${path} of ${was.type} was ${text(before)} and is ${text(after ?? 'Delete')}.` };
  });
}

function guardLoss(was: Resource, is: Resource): readonly Loss[] {
  return GUARDS.filter(({ type }) => type === was.type).flatMap(({ path, what, strength }) => {
    const [before, after] = [valueAt(was.properties, path), valueAt(is.properties, path)];
    return strength(after) >= strength(before)
      ? []
      : {
          path: `Properties.${path}`,
          message: `${was.type} loses ${what}: it was ${shown(before)} and is ${shown(after)}.`,
        };
  });
}

/** Rules of a web ACL, by name. */
function ruleLoss(was: Resource, is: Resource): readonly Loss[] {
  const names = ({ properties }: Resource): readonly string[] =>
    list(properties['Rules']).map((rule) => text(mapping(rule)['Name']));
  const left = new Set(names(is));
  return was.type !== WEB_ACL
    ? []
    : names(was)
        .filter((name) => !left.has(name))
        .map((name) => ({ path: 'Properties.Rules', message: `the web ACL loses its rule ${name}.` }));
}

function alarmLoss(was: Resource, is: Resource): readonly Loss[] {
  const isOff = is.properties['ActionsEnabled'] === false && was.properties['ActionsEnabled'] !== false;
  return was.type === ALARM && isOff
    ? [{ path: 'Properties.ActionsEnabled', message: 'the alarm no longer tells anybody.' }]
    : [];
}

function guard(type: string, path: string, what: string, strength: Guard['strength']): Guard {
  return { type, path, what, strength };
}

function describe({ type, properties }: Resource): string {
  const first = DESCRIPTIONS.map((key) => properties[key]).find((value) => (value ?? null) !== null);
  const description = text(first);
  return description === '' ? type : `${type}, ${description}`;
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'nothing' : text(value).slice(0, 100);
}
