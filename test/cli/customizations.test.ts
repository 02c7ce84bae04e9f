import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import type { CustomizationReport } from '../../lib/customization/customization-report';
import { fakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';
import type { ScratchFleet } from './scratch-fleet';

let fleet: ScratchFleet;

beforeAll(() => {
  fleet = scratchFleet();
});

afterAll(() => {
  fleet.remove();
});

async function customizations(
  ...words: readonly string[]
): Promise<{ status: number; out: string; err: string }> {
  const host = fakeHost(fleet.folder);
  const status = await run(['customizations', ...words], host);
  return { status, ...host.printed };
}

async function report(...words: readonly string[]): Promise<CustomizationReport> {
  const { out, err } = await customizations(...words, '--json');
  expect(err).toBe('');
  return JSON.parse(out) as CustomizationReport;
}

const RELEASE = ['--release', '2026.11.1'];

describe('multiplex customizations', () => {
  test('tells each key that differs from its default, and what it made', async () => {
    const { tenants } = await report('rally-north');
    const [north] = tenants;
    expect(north).toMatchObject({
      tenant: 'rally-north',
      tier: 'premium',
      release: '2026.11.1',
      identity: 15,
    });
    expect(north?.keys.map(({ key, default: byDefault, own }) => [key, byDefault, own])).toEqual([
      ['branding.theme', undefined, 'brand/theme.css'],
      ['features.ads', undefined, { host: 'ads.fairground-media.example' }],
      ['features.ads.breaksPerHour', 4, 6],
    ]);
    expect(north?.keys[2]?.effect).toEqual({
      kind: 'shapes',
      with: [],
      resources: [
        {
          logicalId: expect.stringContaining('PartitionItems'),
          type: 'Custom::TenantPartition',
          change: 'changed',
          properties: ['Entitlements.ads.breaksPerHour'],
        },
      ],
    });
  });

  test('takes out together what does not go alone, and knows what stands in no stack', async () => {
    const { tenants } = await report('alpenkino');
    const effects = new Map(tenants[0]?.keys.map(({ key, effect }) => [key, effect]));
    expect(effects.get('domains')).toMatchObject({ kind: 'shapes', with: ['certificateArn'] });
    expect(effects.get('certificateArn')).toMatchObject({ kind: 'shapes', with: ['domains'] });
    expect(effects.get('maintenance.timeZone')).toEqual({ kind: 'outside' });
  });

  test('an upgrade of the example fleet meets what payments and ads made, and nothing else', async () => {
    const { release, tenants } = await report(...RELEASE);
    expect(release).toBe('2026.11.1');
    const met = tenants.flatMap(({ tenant, upgrade }) =>
      upgrade?.kind === 'upgrade'
        ? upgrade.keys.flatMap(({ key, interactions }) =>
            interactions.map((one) =>
              one.kind === 'property' ? `${tenant} ${key} ${one.what} ${one.path}` : one.kind,
            ),
          )
        : [],
    );
    const timeout = (name: string): string =>
      `DistributionConfig.Origins[${name}].CustomOriginConfig.OriginKeepaliveTimeout`;
    expect(met).toEqual([
      `alpenkino features.payments altered ${timeout('/payments/*')}`,
      `rally-east features.payments altered ${timeout('/payments/*')}`,
      `vela-stream features.ads altered ${timeout('/ads/*')}`,
      `vela-stream features.payments altered ${timeout('/payments/*')}`,
    ]);
    expect(tenants.filter(({ upgrade }) => upgrade?.kind === 'there').map(({ tenant }) => tenant)).toEqual([
      'northlight-canary',
      'open-water',
      'rally-north',
      'rally-south',
    ]);
  });

  test('says the same every time, those at risk first, and others as a number', async () => {
    const first = await customizations(...RELEASE);
    expect(await customizations(...RELEASE)).toEqual(first);
    expect(first.status).toBe(0);
    expect(first.out).toContain('it meets customisations of 3 of 8 tenants.\n\nalpenkino (Alpenkino)');
    expect(first.out).toContain(
      '5 others: nothing they set is touched.\n4 tenants have the release already.\n',
    );
    expect(first.out.replaceAll(/\s+(\| )?/g, ' ')).toContain(
      'The update changes what it made: origin keepalive timeout of /ads/*, in the delivery of your site (from nothing to 60).',
    );
    expect(first.out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('a tenant whose twin is elsewhere gets the same answer as alone', async () => {
    const all = await report(...RELEASE);
    for (const { tenant } of all.tenants) {
      const [alone] = (await report(tenant, ...RELEASE)).tenants;
      expect(alone).toEqual(all.tenants.find((one) => one.tenant === tenant));
    }
  });

  test('Markdown has a table and the sentences, with bars taken for what they are', async () => {
    fleet.edit('tenants/rally-east/tenant.yaml', 'name: Rally East', 'name: Rally | East');
    const { out, status } = await customizations('tenants/rally-east', ...RELEASE, '--markdown');
    fleet.edit('tenants/rally-east/tenant.yaml', 'name: Rally | East', 'name: Rally East');
    expect(status).toBe(0);
    expect(out).toContain(
      '## Rally \\| East (rally-east)\n\n> Your setting "payments" \\(features.payments\\) is ',
    );
    expect(out).toContain('| key | old default | new default | own | meets the update in |\n| --- | --- |');
    expect((await customizations('open-water', '--markdown')).out).toContain(
      '| `maintenance.timeZone` | America/New\\_York | America/Los\\_Angeles | in no stack |',
    );
  });

  test('a tenant or a release that there is not is a wrong use, with what there is', async () => {
    const tenant = await customizations('rally-nroth');
    expect(tenant).toMatchObject({ status: 2, out: '' });
    expect(tenant.err).toContain('"rally-nroth" is not a tenant of this fleet. Did you mean "rally-north"?');
    const release = await customizations('--release', '2026.11.9');
    expect(release.status).toBe(2);
    expect(release.err).toContain('RELEASE-023');
  });

  test('a fleet with an error is told of it, and of nothing else', async () => {
    fleet.edit('tenants/rally-east/tenant.yaml', 'tier: premium', 'tier: premum');
    const { status, out } = await customizations('--json');
    fleet.edit('tenants/rally-east/tenant.yaml', 'tier: premum', 'tier: premium');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false });
  });

  test('tenants whose settings come to the same share the answer, each with its own values', async () => {
    const twin = join(fleet.folder, 'tenants', 'rally-twin');
    mkdirSync(twin);
    cpSync(join(fleet.folder, 'tenants', 'rally-east'), twin, { recursive: true });
    fleet.edit('tenants/rally-twin/tenant.yaml', 'checkout.tollgate.example', 'pay.turnstile.example');
    const [east, other] = (await report('rally-east', 'rally-twin', ...RELEASE)).tenants;
    expect(other?.upgrade).toMatchObject({
      message: [expect.stringContaining('is host pay.turnstile.example, currency USD.')],
    });
    const text = JSON.stringify(other).replaceAll('pay.turnstile.example', 'checkout.tollgate.example');
    expect(text.replaceAll('rally-twin', 'rally-east')).toBe(JSON.stringify(east));
  });
});
