import { NEXT_RELEASE } from '../../lib/fleet/feature-catalogue';
import type { Cell, Fleet, Tenant } from '../../lib/fleet/fleet';
import { rolloutPolicySchema } from '../../lib/fleet/schema/rollout-policy';
import type { Quotas } from '../../lib/fleet/schema/quotas';
import type { StackContents } from '../../lib/render/stack-contents';

export const ACCOUNT = '111122223333';
const NO_QUOTAS: Quotas = { everyAccount: {}, accounts: {} };

/** What a cell in us-east-1 holds, as far as it counts. */
const CELL_TYPES = {
  'AWS::CloudFront::CachePolicy': 2,
  'AWS::CloudFront::OriginRequestPolicy': 2,
  'AWS::CloudFront::ResponseHeadersPolicy': 1,
  'AWS::CloudFront::Function': 1,
  'AWS::CloudFront::OriginAccessControl': 1,
  'AWS::WAFv2::WebACL': 1,
  'AWS::IAM::Role': 1,
  'AWS::S3::Bucket': 3,
  'AWS::CloudWatch::Alarm': 3,
};

/** What a tenant without any feature holds. */
const PLAIN_TYPES = {
  'AWS::CloudFront::Distribution': 1,
  'AWS::IAM::Role': 1,
  'AWS::S3::Bucket': 1,
  'AWS::Cognito::UserPool': 1,
  'AWS::Route53::RecordSet': 2,
};

/** The same with integrations, and so with response headers of its own. */
export const INTEGRATED_TYPES = { ...PLAIN_TYPES, 'AWS::CloudFront::ResponseHeadersPolicy': 1 };

export interface CellSketch {
  readonly tenants: number;
  /** How many of them have integrations. @default none */
  readonly integrated?: number;
  readonly account?: string;
  readonly region?: string;
  readonly kind?: Cell['kind'];
}

/** A fleet of plain tenants, by the number of them in each cell, and its stacks. */
export function plainFleet(
  cells: Readonly<Record<string, CellSketch>>,
  quotas: Quotas = NO_QUOTAS,
): { readonly fleet: Fleet; readonly stacks: readonly StackContents[] } {
  const sketches = Object.entries(cells);
  const fleet: Fleet = {
    name: 'northlight',
    cells: sketches.map(([id, sketch]) => cellOf(id, sketch)),
    tenants: sketches.flatMap(([id, { tenants }]) =>
      Array.from({ length: tenants }, (_, index) => tenantOf(`${id}-tenant-${index}`, id)),
    ),
    tiers: { foundational: { features: [] } },
    rings: {},
    defaults: { maintenance: MAINTENANCE },
    freezes: [],
    rollout: rolloutPolicySchema.parse({}),
    quotas,
  };
  return { fleet, stacks: sketches.flatMap(([id, sketch]) => stacksOf(id, sketch)) };
}

function stacksOf(cell: string, { tenants, integrated = 0 }: CellSketch): readonly StackContents[] {
  const own = {
    stack: `cells/${cell}`,
    kind: 'cell',
    cell,
    types: CELL_TYPES,
    templateBytes: 34_651,
    certificateArn: `certificate of ${cell}`,
  } as const;
  const stacks = Array.from({ length: tenants }, (_, index): StackContents => ({
    stack: `tenants/${cell}-tenant-${index}`,
    kind: 'tenant',
    cell,
    types: index < integrated ? INTEGRATED_TYPES : PLAIN_TYPES,
    templateBytes: 21_523,
  }));
  return [own, ...stacks];
}

const MAINTENANCE: Tenant['maintenance'] = {
  timeZone: 'UTC',
  window: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' },
  quietHours: [],
  noticeDays: 0,
};

function cellOf(id: string, { account = ACCOUNT, region = 'us-east-1', kind = 'shared' }: CellSketch): Cell {
  return {
    id,
    account,
    region,
    kind,
    release: NEXT_RELEASE,
    domain: `${id}.northlight.example`,
    hostedZoneId: 'Z0111111111111111111',
    certificateArn: `certificate of ${id}`,
    apiDomain: `api.${id}.northlight.example`,
  };
}

export function tenantOf(id: string, cell: string): Tenant {
  return {
    id,
    name: id,
    owners: [],
    cell,
    tier: 'foundational',
    ring: 'general',
    release: NEXT_RELEASE,
    domains: [],
    branding: {
      colors: { primary: '#000000', accent: '#000000', background: '#000000', text: '#000000' },
      logo: '',
      favicon: '',
      theme: '',
      homepage: [],
    },
    catalogue: { categories: [] },
    features: {},
    maintenance: MAINTENANCE,
    freezes: [],
    contacts: [],
    brand: { folder: '', digest: '', files: [] },
  };
}
