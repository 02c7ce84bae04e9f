import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import type { TenantInput } from '../../lib/blueprint/input';
import { CustomizationReview } from '../../lib/customization/customization-review';
import { invariant } from '../../lib/diagnostics/invariant';
import type { Fleet } from '../../lib/fleet/fleet';
import type { FleetFiles, TenantFolder } from '../../lib/fleet/fleet-files';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import { FleetSource } from '../../lib/plan/causes/fleet-source';
import { Variants } from '../../lib/plan/causes/variant';
import type { Variant } from '../../lib/plan/causes/variant';
import type { ReleaseDescriptions } from '../../lib/fleet/release-description';
import { Workshop } from '../../lib/render/render-fleet';
import { tenantInput } from '../../lib/render/stack-input';
import { customizationsMarkdown } from '../../lib/report/customizations-markdown';
import { customizationsText } from '../../lib/report/customizations-text';
import { exampleFleet, PROJECT } from '../render/example-fleet';

const cacheFolder = mkdtempSync(join(tmpdir(), 'multiplex-customizations-'));
const workshop = new Workshop(cacheFolder);

afterAll(() => {
  rmSync(cacheFolder, { recursive: true });
});

interface MadeFleet {
  readonly fleet: Fleet;
  readonly review: () => CustomizationReview;
}

/** The example fleet with tenants in place of its own, each with these lines at the end of a tenant's file. */
async function fleetOf(
  endings: readonly string[],
  change: (releases: ReleaseDescriptions) => ReleaseDescriptions = (releases) => releases,
): Promise<MadeFleet> {
  const { files, catalogues: shipped } = await exampleFleet();
  const catalogues = change(shipped);
  const plain = files.tenants.find(({ id }) => id === 'rally-plains');
  invariant(plain?.file?.kind === 'file', 'the example fleet has a tenant with little of its own');
  const text = new TextDecoder().decode(plain.file.bytes);
  const required = text
    .replace(/maintenance:\n( .*\n)+/, '')
    .replace('  theme: brand/theme.css\n', '')
    .replace('tier: foundational', 'tier: premium');
  const tenants = endings.map((ending, index): TenantFolder => {
    const id = `made-${index}`;
    const bytes = new TextEncoder().encode(`${required}\n${ending}`);
    return { ...plain, id, file: { kind: 'file', path: `tenants/${id}/tenant.yaml`, bytes } };
  });
  const made: FleetFiles = { fleet: files.fleet, tenants };
  const { fleet, diagnostics } = parseFleet(made, catalogues);
  invariant(fleet !== undefined, diagnostics.map(({ message }) => message).join(' '));
  const ports = {
    variants: new Variants(catalogues),
    inputOf: (variant: Variant) => JSON.stringify(inputOf(variant)),
    render: (variant: Variant) => workshop.renderTenant(variant.tenant?.release ?? '', inputOf(variant)),
  };
  const props = { fleet, source: new FleetSource(made), catalogues, ports, release: '2026.11.1' };
  return { fleet, review: () => new CustomizationReview(props) };
}

function inputOf({ fleet, tenant }: Variant): TenantInput {
  invariant(tenant !== undefined, 'what is tried is a tenant');
  return tenantInput(fleet, tenant, PROJECT);
}

test('a tenant that has nothing but what must be there has no customisation, and no upgrade is told to it', async () => {
  const { fleet, review } = await fleetOf(['']);
  const [tenant] = fleet.tenants;
  invariant(tenant !== undefined, 'the fleet has a tenant');
  expect(await review().review(tenant)).toEqual({
    tenant: 'made-0',
    name: 'Rally Plains',
    tier: 'premium',
    release: '2026.11.0',
    identity: 15,
    keys: [],
    upgrade: { kind: 'upgrade', from: '2026.11.0', to: '2026.11.1', isAtRisk: false, keys: [], message: [] },
  });
});

test('a release that a tenant cannot have, whatever it leaves out, is said to be refused', async () => {
  const { fleet, review } = await fleetOf(['features: { ads: { host: ads.example } }'], (releases) => {
    const other = releases.get('2026.11.1');
    invariant(other !== undefined, 'the project has the release');
    const contract = { ...other.contract, reads: [...other.contract.reads, 'v9/moon'] };
    return new Map([...releases, ['2026.11.1', { ...other, contract }]]);
  });
  const [tenant] = fleet.tenants;
  invariant(tenant !== undefined, 'the fleet has a tenant');
  const found = await review().review(tenant);
  expect(found.upgrade).toEqual({ kind: 'refused', problems: [expect.stringContaining('v9/moon')] });
  const report = { version: 1, release: '2026.11.1', tenants: [found] } as const;
  expect(customizationsText(report)).toContain(
    'made-0 (Rally Plains) cannot have it:\n    release "2026.11.1"',
  );
  expect(customizationsMarkdown(report)).toContain('Cannot have it: release "2026.11.1" reads ');
});

/** Names that two features may have in common; and of the breaks, one number is the default. */
const host = fc.constantFrom('ads.example', 'pay.example', 'both.example');
const settings = fc.record({
  ads: fc.option(fc.record({ host, breaks: fc.option(fc.constantFrom(4, 6, 9)) })),
  payments: fc.option(host),
  domains: fc.integer({ min: 0, max: 2 }),
  noticeDays: fc.option(fc.integer({ min: 0, max: 30 })),
});

test('tenants that share an answer get the one that each gets alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(settings, { minLength: 12, maxLength: 12 }), async (all) => {
      const { fleet, review } = await fleetOf(all.map(linesOf));
      const shared = review();
      for (const tenant of fleet.tenants) {
        expect(await shared.review(tenant)).toEqual(await review().review(tenant));
      }
    }),
    { numRuns: 2 },
  );
}, 60_000);

type Settings = typeof settings extends fc.Arbitrary<infer Value> ? Value : never;

function linesOf({ ads, payments, domains, noticeDays }: Settings, index: number): string {
  const hosts = Array.from({ length: domains }, (_, number) => `www${number}.made-${index}.example`);
  const features = [
    ...(ads === null
      ? []
      : [`  ads: { host: ${ads.host}${ads.breaks === null ? '' : `, breaksPerHour: ${ads.breaks}`} }`]),
    ...(payments === null ? [] : [`  payments: { host: ${payments}, currency: EUR }`]),
  ];
  return [
    ...(features.length === 0 ? [] : ['features:', ...features]),
    ...(noticeDays === null ? [] : [`maintenance: { noticeDays: ${noticeDays} }`]),
    ...(hosts.length === 0 ? [] : [`domains: [${hosts.join(', ')}]`, `certificateArn: ${CERTIFICATE}`]),
    '',
  ].join('\n');
}

const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/44444444-4444-4444-8444-444444444444';
