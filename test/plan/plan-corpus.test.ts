import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { inShort, planOf, scratchRepository, sharedShapes } from './scratch-repository';
import type { ScratchRepository } from './scratch-repository';

let shapes: string;
let repository: ScratchRepository;

beforeAll(async () => {
  shapes = await sharedShapes();
  repository = scratchRepository(shapes);
});

afterEach(() => {
  repository.restore();
});

afterAll(() => {
  repository.remove();
  rmSync(shapes, { recursive: true });
});

const NORTH = 'tenants/rally-north/tenant.yaml';
const PLAINS = 'tenants/rally-plains/tenant.yaml';
const VELA = 'tenants/vela-stream/tenant.yaml';
const CERTIFICATE = '111122223333:certificate/33333333-3333-4333-8333-333333333333';

interface Expected {
  readonly changed: Readonly<Record<string, readonly string[] | string>>;
  readonly refused?: readonly string[];
}

const changes: readonly (readonly [string, (edit: ScratchRepository) => void, Expected])[] = [
  [
    'a colour',
    ({ edit }) => edit(NORTH, '#0b3d91', '#0b3d92'),
    {
      changed: {
        'tenants/rally-north': ['changed Custom::TenantPartition by branding.colors.primary'],
      },
    },
  ],
  [
    'a category',
    ({ edit }) =>
      edit(NORTH, '    - { id: studio,', '    - { id: extra, title: Extra }\n    - { id: studio,'),
    { changed: { 'tenants/rally-north': ['changed Custom::TenantPartition by catalogue.categories'] } },
  ],
  [
    'a drawing of the brand',
    ({ edit }) => edit('tenants/rally-north/brand/logo.svg', '<svg', '<svg '),
    {
      changed: {
        'tenants/rally-north': ['changed Custom::TenantBranding by tenants/rally-north/brand/logo.svg'],
      },
    },
  ],
  [
    'a tier unlocked, and who is called at night, which is in no stack',
    ({ edit }) => {
      edit(PLAINS, 'tier: foundational', 'tier: premium');
      edit(PLAINS, 'operations@', 'night@');
    },
    {
      changed: {
        'tenants/rally-plains': [
          'added AWS::CloudFront::MonitoringSubscription by tier',
          'added AWS::CloudWatch::Alarm by tier',
          'added AWS::CloudWatch::Dashboard by tier',
          'changed Custom::TenantPartition by tier',
        ],
      },
    },
  ],
  [
    'a tier taken back, with the alarm that came with it',
    ({ edit }) => edit('tenants/little-lanterns/tenant.yaml', 'tier: premium', 'tier: foundational'),
    {
      changed: {
        'tenants/little-lanterns': [
          'changed Custom::TenantPartition by tier',
          'removed AWS::CloudFront::MonitoringSubscription by tier',
          'removed AWS::CloudWatch::Alarm by tier',
          'removed AWS::CloudWatch::Dashboard by tier',
        ],
      },
      refused: ['protection-removed tenants/little-lanterns'],
    },
  ],
  [
    'an integration for advertising',
    ({ edit }) =>
      edit(
        'tenants/rally-east/tenant.yaml',
        'features:\n',
        'features:\n  ads:\n    host: ads.fairground-media.example\n',
      ),
    {
      changed: {
        'tenants/rally-east': [
          'changed AWS::CloudFront::Distribution by features.ads',
          'changed AWS::CloudFront::ResponseHeadersPolicy by features.ads',
          'changed Custom::TenantPartition by features.ads',
        ],
      },
    },
  ],
  [
    'a domain added',
    ({ edit }) => edit(VELA, '  - www.vela.example\n', '  - www.vela.example\n  - tv.vela.example\n'),
    {
      changed: {
        'tenants/vela-stream': [
          'changed AWS::CloudFront::Distribution by domains',
          'changed Custom::TenantPartition by domains',
        ],
      },
    },
  ],
  [
    'a domain removed',
    ({ edit }) => edit(VELA, '  - www.vela.example\n', ''),
    {
      changed: {
        'tenants/vela-stream': [
          'changed AWS::CloudFront::Distribution by domains',
          'changed Custom::TenantPartition by domains',
        ],
      },
      refused: ['host-removed tenants/vela-stream'],
    },
  ],
  [
    'a domain moved between tenants, the other of which leaves the host of its cell for it',
    ({ edit, write, folder }) => {
      edit(VELA, '  - www.vela.example\n', '');
      const text = readFileSync(join(folder, PLAINS), 'utf8');
      const own = `domains: [www.vela.example]\ncertificateArn: arn:aws:acm:us-east-1:${CERTIFICATE}\n`;
      write(PLAINS, `${text}${own}`);
    },
    {
      changed: {
        'tenants/rally-plains': [
          'changed AWS::CloudFront::Distribution by domains and certificateArn',
          'changed Custom::TenantPartition by domains and certificateArn',
          'removed AWS::Route53::RecordSet by domains and certificateArn',
        ],
        'tenants/vela-stream': [
          'changed AWS::CloudFront::Distribution by domains',
          'changed Custom::TenantPartition by domains',
        ],
      },
      refused: ['host-removed tenants/rally-plains', 'host-removed tenants/vela-stream'],
    },
  ],
  [
    'a tenant added',
    ({ git, edit }) => {
      git('worktree', 'list');
      copyTenant('rally-plains', 'rally-lakes');
      edit('tenants/rally-lakes/tenant.yaml', 'Rally Plains', 'Rally Lakes');
    },
    { changed: { 'tenants/rally-lakes': 'added' } },
  ],
  [
    'a tenant removed',
    (edit) => edit.delete('tenants/open-water'),
    { changed: { 'tenants/open-water': 'removed' }, refused: ['stack-removed tenants/open-water'] },
  ],
  [
    'a tenant under another name, which is a removal of its data',
    ({ git }) => void git('mv', 'tenants/open-water', 'tenants/open-sea'),
    {
      changed: { 'tenants/open-sea': 'added', 'tenants/open-water': 'removed' },
      refused: ['stack-removed tenants/open-water'],
    },
  ],
  [
    'a tenant moved to a cell elsewhere',
    ({ edit }) => edit(PLAINS, 'cell: us-1', 'cell: us-2'),
    {
      changed: { 'tenants/rally-plains': expect.any(Array) as string[] },
      refused: ['stack-moved tenants/rally-plains', 'host-removed tenants/rally-plains'],
    },
  ],
  [
    'a setting of a cell that only its tenants show',
    ({ edit }) => edit('fleet.yaml', 'apiDomain: api.us-2', 'apiDomain: api2.us-2'),
    {
      changed: Object.fromEntries(
        ['harbor-training', 'open-water', 'rally-coast', 'rally-west'].map((id) => [
          `tenants/${id}`,
          ['changed AWS::CloudFront::Distribution by cells.us-2.apiDomain'],
        ]),
      ),
    },
  ],
  [
    'a setting of a cell that it promises to its tenants',
    ({ edit }) =>
      edit('fleet.yaml', 'hostedZoneId: Z0222222222222222222', 'hostedZoneId: Z0222222222222222229'),
    {
      changed: { 'cells/us-2': ['changed AWS::SSM::Parameter by cells.us-2.hostedZoneId'] },
      refused: ['contract-changed cells/us-2'],
    },
  ],
  [
    'a release taken by one tenant, and by no other',
    ({ edit }) => edit(PLAINS, 'release: 2026.11.0', 'release: 2026.11.1'),
    {
      changed: {
        'tenants/rally-plains': [
          'added AWS::CloudWatch::Alarm by release',
          'changed AWS::CloudFront::Distribution by release',
          'changed Custom::TenantBranding by release',
          'changed Custom::TenantPartition by release',
        ],
      },
    },
  ],
  [
    'spaces, comments and the order of keys, which change nothing',
    ({ edit }) =>
      edit(NORTH, 'tier: premium\nring: early\n', '# a comment\nring:   early\n\ntier: premium\n'),
    { changed: {} },
  ],
  [
    'who goes when, which is in no stack',
    ({ edit }) => edit('fleet.yaml', 'bakeMinutes: 720', 'bakeMinutes: 1440'),
    { changed: {} },
  ],
];

function copyTenant(from: string, to: string): void {
  for (const file of ['tenant.yaml', 'brand/logo.svg', 'brand/favicon.svg', 'brand/theme.css']) {
    const text = readFileSync(join(repository.folder, 'tenants', from, file), 'utf8');
    repository.write(`tenants/${to}/${file}`, text);
  }
}

describe('the plan that a careful engineer would write by hand', () => {
  test.each(changes)('%s', async (_, change, expected) => {
    change(repository);
    const { status, plan } = await planOf(repository);
    const { changed, refused = [] } = expected;
    expect(inShort(plan)).toEqual({
      changed,
      unchanged: expect.any(Number) as number,
      refused: expect.arrayContaining([...refused]) as string[],
    });
    expect(new Set(plan.refusals.map(({ refusal, stack }) => `${refusal} ${stack}`))).toEqual(
      new Set(refused),
    );
    const before = Object.values(changed).filter((kind) => kind !== 'added').length;
    expect(plan.unchanged.count).toBe(15 - before);
    expect(status).toBe(refused.length === 0 ? 0 : 1);
  });
});

test('a cell’s change says of each of its tenants what it reads of what is altered', async () => {
  repository.edit('fleet.yaml', 'hostedZoneId: Z0222222222222222222', 'hostedZoneId: Z0222222222222222229');
  const { plan } = await planOf(repository);
  expect(plan.changed[0]?.reach).toEqual({
    kind: 'cell',
    tenants: ['harbor-training', 'open-water', 'rally-coast', 'rally-west'].map((id) => ({
      stack: `tenants/${id}`,
      altered: ['v1/hosted-zone-id'],
      why: 'stands in cells/us-2, and reads v1/hosted-zone-id (another value)',
    })),
  });
});

test('a tenant’s change says what it reads of its cell, and alters none of it', async () => {
  repository.edit(NORTH, '#0b3d91', '#0b3d92');
  const { plan } = await planOf(repository);
  expect(plan.changed[0]?.reach).toMatchObject({ kind: 'tenant', cell: 'cells/us-1', altered: [] });
  expect(plan.changed[0]?.reach).toHaveProperty('reads', expect.arrayContaining(['v1/table-name']));
});

test('a host that moves says where to', async () => {
  repository.edit(VELA, '  - www.vela.example\n', '');
  repository.edit(
    'tenants/northlight-canary/tenant.yaml',
    'contacts:',
    `domains: [www.vela.example]\ncertificateArn: arn:aws:acm:us-east-1:${CERTIFICATE}\ncontacts:`,
  );
  const { plan } = await planOf(repository);
  expect(plan.refusals.map(({ message }) => message).join('\n')).toContain(
    'www.vela.example moves to tenants/northlight-canary',
  );
});
