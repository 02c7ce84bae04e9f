import { FAKE_START } from './fake-clock';

/** What a test says of an event; everything else is as CloudFormation would have it. */
export interface EventChoice {
  readonly type?: 'Create' | 'Update' | 'Delete';
  readonly tenant?: string;
  readonly requestId?: string;
  /** Seconds after the start of the test's time at which CloudFormation issued the request. */
  readonly issuedAfter?: number;
  readonly stack?: string;
  readonly stackUuid?: string;
  readonly logicalId?: string;
  readonly physicalId?: string;
  readonly release?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export type CustomResourceEvent = Readonly<Record<string, unknown>>;

export const SIGNATURE = '5ec2e75161a7';
export const RESPONSE_HOST = 'cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com';

let requests = 0;

function event(resourceType: string, choice: EventChoice, own: object): CustomResourceEvent {
  requests += 1;
  const { type = 'Create', tenant = 'acme', issuedAfter = 0, release = '2026.11.0' } = choice;
  const uuid = choice.stackUuid ?? '0f5b6c10-0000-4000-8000-000000000001';
  const stack = choice.stack ?? `tenant--${tenant}`;
  return {
    RequestType: type,
    ResponseURL: responseUrl(issuedAfter),
    StackId: `arn:aws:cloudformation:us-east-1:111122223333:stack/${stack}/${uuid}`,
    RequestId: choice.requestId ?? `00000000-0000-4000-8000-${String(requests).padStart(12, '0')}`,
    ResourceType: resourceType,
    LogicalResourceId: choice.logicalId ?? 'Provisioned',
    ...(choice.physicalId === undefined ? {} : { PhysicalResourceId: choice.physicalId }),
    ResourceProperties: {
      ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:multiplex-fleet-cell-provisioner',
      Tenant: tenant,
      Release: release,
      ...own,
      ...choice.properties,
    },
  };
}

export function responseUrl(issuedAfter: number): string {
  const date = new Date(FAKE_START + issuedAfter * 1_000).toISOString().replace(/[-:]|\.\d+/g, '');
  return `https://${RESPONSE_HOST}/arn%3Aaws%3Acloudformation?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=${date}&X-Amz-Expires=7200&X-Amz-Signature=${SIGNATURE}`;
}

export const PARTITION = {
  Configuration: { name: 'Acme', tier: 'premium', colors: { primary: '#0b3d91' } },
  Entitlements: { analytics: {}, ads: { provider: 'example', midRolls: '2' } },
  Catalogue: {
    categories: [
      { id: 'films', title: 'Films' },
      { id: 'series', title: 'Series' },
    ],
  },
  Homepage: [
    { title: 'New films', category: 'films' },
    { title: 'Binge', category: 'series' },
  ],
  Accounts: { UserPoolId: 'us-east-1_AbCdEfGhI', ClientId: '1h57kf5cpq17m0eml12EXAMPLE' },
} as const;

export function partitionEvent(choice: EventChoice = {}): CustomResourceEvent {
  const physicalId =
    choice.type && choice.type !== 'Create' ? `TENANT#${choice.tenant ?? 'acme'}` : undefined;
  return event(
    'Custom::TenantPartition',
    { ...(physicalId === undefined ? {} : { physicalId }), ...choice },
    PARTITION,
  );
}

export function brandEvent(sourceKey: string, choice: EventChoice = {}): CustomResourceEvent {
  const tenant = choice.tenant ?? 'acme';
  const physicalId = choice.type && choice.type !== 'Create' ? `brand--${tenant}` : undefined;
  return event(
    'Custom::TenantBranding',
    { ...(physicalId === undefined ? {} : { physicalId }), ...choice },
    { Bucket: `brand-${tenant}`, SourceKey: sourceKey, DistributionId: distributionOf(tenant) },
  );
}

/** The distribution of a tenant in the fake account. */
export function distributionOf(tenant: string): string {
  return `E${tenant.toUpperCase().replaceAll('-', '')}00000000`.slice(0, 14);
}
