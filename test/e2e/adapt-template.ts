import { DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import type { Template, TemplateResource } from './assembly';

/**
 * What is changed in templates for the emulator, and only for it. The blueprint is right as it is: each entry is
 * something that the emulator lacks, and so something that remains to be shown on AWS.
 */
export interface Adaptation {
  readonly id: string;
  /** What is done to the template, as a sentence. */
  readonly what: string;
  /** Why, as a sentence. */
  readonly reason: string;
  /** What is therefore not shown, as the rest of a sentence that begins with "On AWS it remains to be shown that". */
  readonly remains: string;
  /** A resource type that it leaves out. */
  readonly leavesOut?: string;
  /** Changes the template and returns the logical ids that were concerned. */
  readonly adapt: (template: Template) => readonly string[];
}

/** How often each adaptation was used, by its id. */
export type AdaptationsUsed = Map<string, Set<string>>;

const UNKNOWN_TYPE = 'AWS::CloudFront::MonitoringSubscription';

export const ADAPTATIONS: readonly Adaptation[] = [
  {
    id: 'no-monitoring-subscription',
    what: `Resources of type ${UNKNOWN_TYPE} are left out.`,
    reason: 'The emulator refuses a template that holds the type, although its API has the call.',
    remains: 'the premium tier’s additional metrics are turned on for the tenant’s distribution',
    leavesOut: UNKNOWN_TYPE,
    adapt: (template) => {
      const found = logicalIds(template, ({ Type: type }) => type === UNKNOWN_TYPE);
      found.forEach((id) => delete template.Resources[id]);
      return found;
    },
  },
  {
    id: 'plain-http-origins',
    what: 'Bucket policies are left without the statements that refuse requests over plain HTTP.',
    reason:
      'The emulator’s CloudFront reads its origins in a way that its own policy check takes for plain HTTP, so that a ' +
      'distribution could read no bucket at all.',
    remains: 'buckets refuse plain HTTP and old versions of TLS while a distribution still reads them',
    adapt: (template) =>
      logicalIds(template, ({ Type: type }) => type === 'AWS::S3::BucketPolicy').filter((id) =>
        editStatements(template.Resources[id], (statement) =>
          refusesPlainHttp(statement) ? undefined : statement,
        ),
      ),
  },
  {
    id: 'no-leading-keys',
    what: 'The statement of a tenant’s data role for its items is left without its condition on `dynamodb:LeadingKeys`.',
    reason:
      'The emulator enforces policies but does not know the key, and a statement that needs it would refuse a tenant ' +
      'its own items.',
    remains: 'a tenant’s data role reaches the items of its own partition and of no other',
    adapt: (template) =>
      editDataRoles(template, (properties) => {
        const statements = properties.Policies.flatMap((policy) => policy.PolicyDocument.Statement);
        const found = statements.filter(({ Condition: condition }) =>
          JSON.stringify(condition ?? {}).includes('dynamodb:LeadingKeys'),
        );
        found.forEach((statement) => delete statement.Condition);
        return found.length > 0;
      }),
  },
  {
    id: 'session-principal',
    what: 'The trust policy of a tenant’s data role names the sessions of the cell’s services, not their roles.',
    reason:
      'At AWS `aws:PrincipalArn` is the role that was taken, with its path; the emulator gives the session instead, ' +
      'whose ARN has no path.',
    remains: 'only roles under the path of the cell’s services take a tenant’s data role',
    adapt: (template) =>
      editDataRoles(template, ({ AssumeRolePolicyDocument: trust }) => {
        const conditions = trust.Statement.map(({ Condition: condition }) => condition?.['ArnLike']);
        const found = conditions.filter((keys) => keys !== undefined);
        found.forEach((keys) => {
          keys['aws:PrincipalArn'] = sessionsOf(String(keys['aws:PrincipalArn']));
        });
        return found.length > 0;
      }),
  },
];

/** The one thing that is changed and is in no template of ours: what `cdk bootstrap` made. */
const BOOTSTRAP_ADAPTATION: Omit<Adaptation, 'adapt'> = {
  id: 'plain-http-bootstrap',
  what: 'The policy of the bucket that `cdk bootstrap` makes is deleted.',
  reason: 'It refuses plain HTTP, which is how the emulator is spoken to, and the emulator enforces it.',
  remains: 'archives are published to and read from a bucket that takes requests over TLS only',
};

/** Applies {@link BOOTSTRAP_ADAPTATION} to the bucket of the account's bootstrap stack. */
export async function adaptBootstrap(s3: S3Client, bucket: string, used: AdaptationsUsed): Promise<void> {
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  used.set(BOOTSTRAP_ADAPTATION.id, new Set([bucket]));
}

/** Everything that is changed for the emulator. */
export const ALL_ADAPTATIONS: readonly Omit<Adaptation, 'adapt'>[] = [...ADAPTATIONS, BOOTSTRAP_ADAPTATION];

/** Applies every adaptation of templates and records which resources each one changed. */
export function adaptTemplate(stackName: string, template: Template, used: AdaptationsUsed): void {
  for (const { id, adapt } of ADAPTATIONS) {
    const places = used.get(id) ?? new Set<string>();
    adapt(template).forEach((logicalId) => places.add(`${stackName}/${logicalId}`));
    used.set(id, places);
  }
}

function logicalIds(template: Template, matches: (resource: TemplateResource) => boolean): readonly string[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => matches(resource))
    .map(([id]) => id);
}

interface PolicyDocument {
  Statement: readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Effect: string;
  readonly Principal?: { readonly Service?: string };
  Condition?: Readonly<Record<string, Record<string, unknown>>>;
}

interface RoleProperties {
  readonly AssumeRolePolicyDocument: PolicyDocument;
  readonly Policies: readonly { readonly PolicyDocument: PolicyDocument }[];
}

const DATA_ROLE_NAME = /^tenant--.+--data$/;
const SERVICES_PATH = /^arn:aws:iam::([0-9]{12}):role\/multiplex\/[^/]+\/([^/]+)\/services\/\*$/;

/** `role/multiplex/<fleet>/<cell>/services/*` → the sessions of roles that the cell's stack has made. */
function sessionsOf(services: string): string {
  return services.replace(SERVICES_PATH, 'arn:aws:sts::$1:assumed-role/cell--$2-*');
}

function editDataRoles(template: Template, edit: (role: RoleProperties) => boolean): readonly string[] {
  return logicalIds(
    template,
    ({ Properties: properties }) =>
      DATA_ROLE_NAME.test(String(properties?.['RoleName'])) && edit(properties as unknown as RoleProperties),
  );
}

/** Returns whether anything came out differently. A statement goes when `edit` gives none back. */
function editStatements(
  resource: TemplateResource | undefined,
  edit: (statement: PolicyStatement) => PolicyStatement | undefined,
): boolean {
  const document = resource?.Properties?.['PolicyDocument'] as PolicyDocument | undefined;
  if (document === undefined) {
    return false;
  }
  const before = document.Statement;
  const after = before.map(edit).filter((statement) => statement !== undefined);
  document.Statement = after;
  return after.length !== before.length || after.some((statement, index) => statement !== before[index]);
}

function refusesPlainHttp({ Effect: effect, Condition: condition }: PolicyStatement): boolean {
  return effect === 'Deny' && /aws:SecureTransport|s3:TlsVersion/.test(JSON.stringify(condition ?? {}));
}
