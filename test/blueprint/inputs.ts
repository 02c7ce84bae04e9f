import type { CellInput, TenantInput } from '../../lib/blueprint/input';
import type { Cell } from '../../lib/fleet/fleet';

/** A shared cell in us-east-1, where every part of the edge can be made. */
export function cell(changes: Partial<Cell> = {}): Cell {
  return {
    id: 'us-1',
    account: '111122223333',
    region: 'us-east-1',
    kind: 'shared',
    release: 'next',
    domain: 'us-1.northlight.example',
    hostedZoneId: 'Z0111111111111111111',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-1111-4111-8111-111111111111',
    apiDomain: 'api.us-1.northlight.example',
    ...changes,
  };
}

export function cellInput(changes: Partial<Cell> = {}): CellInput {
  return {
    fleet: 'northlight',
    cell: cell(changes),
    provisioner: { folder: '/provisioner', digest: 'c'.repeat(64) },
  };
}

/** A foundational tenant under its cell's domain. */
export function tenantInput(
  changes: Partial<Omit<TenantInput, 'tenant'>> & { readonly tenant?: Partial<TenantInput['tenant']> } = {},
): TenantInput {
  const tenant = {
    id: 'rally-north',
    name: 'Rally North',
    tier: 'foundational',
    release: 'next',
    features: { watchlist: {} },
    ...changes.tenant,
  };
  return {
    fleet: 'northlight',
    cell: cell(),
    hosts: { kind: 'cell', name: 'rally-north.us-1.northlight.example' },
    brand: { folder: '/brand', digest: 'b'.repeat(64) },
    documents: {
      branding: {
        colors: { primary: '#0b3d91', accent: '#ffb703', background: '#0a0f1c', text: '#f5f7fa' },
        logo: 'brand/logo.svg',
        favicon: 'brand/favicon.svg',
        theme: 'brand/theme.css',
      },
      catalogue: { categories: [{ id: 'live', title: 'Live' }] },
      entitlements: tenant.features,
      homepage: [{ title: 'On now', category: 'live' }],
    },
    ...changes,
    tenant,
  };
}

const PREMIUM = {
  'additional-metrics': {},
  ads: { host: 'ads.fairground-media.example', breaksPerHour: 4 },
  dashboard: {},
  'live-restart': {},
  payments: { host: 'checkout.tollgate.example', currency: 'USD' },
  watchlist: {},
};

const MEASURED_ADS = {
  host: 'ads.fairground-media.example',
  breaksPerHour: 4,
  measurementHost: 'count.fairground-media.example',
};

const ELSEWHERE: Partial<Cell> = { id: 'eu-1', region: 'eu-west-1', domain: 'eu-1.northlight.example' };

const OWN_HOSTS: TenantInput['hosts'] = {
  kind: 'own',
  names: ['watch.rally-north.example', 'www.rally-north.example'],
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/22222222-2222-4222-8222-222222222222',
};

/** Every kind of tenant stack: a template is a function of few shapes. */
export const TENANT_SHAPES: Readonly<Record<string, TenantInput>> = {
  foundational: tenantInput(),
  premium: tenantInput({ tenant: { tier: 'premium', features: PREMIUM } }),
  'premium with its own domains': tenantInput({
    hosts: OWN_HOSTS,
    tenant: { tier: 'premium', features: PREMIUM },
  }),
  'premium with advertising that is measured': tenantInput({
    tenant: { tier: 'premium', features: { ...PREMIUM, ads: MEASURED_ADS } },
  }),
  enterprise: tenantInput({ tenant: { tier: 'enterprise', features: { ...PREMIUM, 'web-acl': {} } } }),
  'enterprise in a dedicated cell outside us-east-1': tenantInput({
    cell: cell({ ...ELSEWHERE, kind: 'dedicated' }),
    tenant: { tier: 'enterprise', features: PREMIUM },
  }),
  'foundational outside us-east-1 behind a web ACL made beforehand': tenantInput({
    cell: cell({
      ...ELSEWHERE,
      webAclArn:
        'arn:aws:wafv2:us-east-1:111122223333:global/webacl/eu-1/33333333-3333-4333-8333-333333333333',
    }),
  }),
};

/** Every kind of cell stack. */
export const CELL_SHAPES: Readonly<Record<string, CellInput>> = {
  'in us-east-1': cellInput(),
  'outside us-east-1': cellInput(ELSEWHERE),
};
