import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CustomizationReport } from '../../lib/customization/customization-report';
import { reviewCustomizations } from '../../lib/customization/review-fleet';
import type { TenantInput } from '../../lib/blueprint/input';
import { invariant } from '../../lib/diagnostics/invariant';
import type { FleetFiles } from '../../lib/fleet/fleet-files';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import { withReleases } from '../../lib/fleet/with-releases';
import { FleetSource } from '../../lib/plan/causes/fleet-source';
import { Variants } from '../../lib/plan/causes/variant';
import type { Variant } from '../../lib/plan/causes/variant';
import { Workshop } from '../../lib/render/render-fleet';
import { tenantInputs } from '../../lib/render/stack-input';
import { exampleFleet, PROJECT } from '../render/example-fleet';
import {
  askMoreOfOwnCertificates,
  asRenderedBy,
  HARMLESS,
  PLANTED,
  PRESENT,
  putInFront,
  takeNoReports,
  waitLessForPayments,
  withPlanted,
} from './planted-release';
import type { PlantedChange } from './planted-release';

const cacheFolder = mkdtempSync(join(tmpdir(), 'multiplex-planted-'));
const workshop = new Workshop(cacheFolder);
let loaded: Awaited<ReturnType<typeof exampleFleet>>;

beforeAll(async () => {
  loaded = await exampleFleet();
});

afterAll(() => {
  rmSync(cacheFolder, { recursive: true });
});

const ADS = 'ads: { host: ads.fairground-media.example, breaksPerHour: 3 }';
const OWN_HOST = `domains: [watch.rally-north.example]
certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/66666666-6666-4666-8666-666666666666
`;
const PAYMENTS = 'payments: { host: checkout.tollgate.example, currency: USD }';

/**
 * What tenants write that those of the example fleet do not: the default of ads as it is today, or as it will be;
 * both integrations wherever there was one, so that neither by itself has brought all that they share; and, where a value
 * will be refused, keys that do not go without each other.
 */
const EDITS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  alpenkino: ['features:\n', `features:\n  ${ADS}\n`],
  'northlight-canary': ['  ads:\n', '  ads:\n    breaksPerHour: 4\n'],
  'rally-east': ['features:\n', `features:\n  ${ADS}\n`],
  'rally-north': ['features:\n', `${OWN_HOST}features:\n  ${PAYMENTS}\n`],
};

/** Those that write integrations or host names of their own. */
const CUSTOMIZED = [...Object.keys(EDITS), 'vela-stream'];

interface Planted {
  readonly changes: readonly PlantedChange[];
  /** By id. @default all that have something to lose */
  readonly tenants?: readonly string[];
  /** Whether the settings of ads are other ones as well. */
  readonly settings: boolean;
}

/** What the planted release does to the example fleet, all of it at one release. */
async function plantedReport({
  changes,
  settings,
  tenants = CUSTOMIZED,
}: Planted): Promise<CustomizationReport> {
  const { files: written, catalogues: known, fleet: example } = loaded;
  const stacks = [
    ...example.tenants.map(({ id }) => `tenants/${id}`),
    ...example.cells.map(({ id }) => `cells/${id}`),
  ];
  const files = edited(withReleases(written, new Map(stacks.map((stack) => [stack, PRESENT]))));
  const catalogues = withPlanted(known, settings);
  const { fleet, diagnostics } = parseFleet(files, catalogues);
  invariant(fleet !== undefined, diagnostics.map(({ message }) => message).join(' '));
  const asked = fleet.tenants.filter(({ id }) => tenants.includes(id));
  return reviewCustomizations(asked, {
    fleet,
    source: new FleetSource(files),
    catalogues,
    release: PLANTED,
    ports: {
      variants: new Variants(catalogues),
      inputOf: (variant) => JSON.stringify(inputOf(variant)),
      render: async (variant) => {
        const rendered = await workshop.renderTenant(PRESENT, inputOf(variant));
        const release = variant.tenant?.release ?? '';
        return { ...rendered, template: asRenderedBy(release, rendered.template, changes) };
      },
    },
  });
}

function inputOf({ fleet, tenant }: Variant): TenantInput {
  invariant(tenant !== undefined, 'tenants are tried, and no cells');
  return tenantInputs(fleet, PROJECT)(tenant);
}

function edited(files: FleetFiles): FleetFiles {
  return {
    ...files,
    tenants: files.tenants.map((tenant) => {
      const [from, to] = EDITS[tenant.id] ?? ['', ''];
      const { file } = tenant;
      invariant(file?.kind === 'file', 'every tenant of the example has a file');
      const text = new TextDecoder().decode(file.bytes);
      invariant(text.includes(from), `${tenant.id} has ${from}`);
      return { ...tenant, file: { ...file, bytes: new TextEncoder().encode(text.replace(from, to)) } };
    }),
  };
}

/** `vela-stream features.payments altered`, for each key that is at risk and whatever becomes of it. */
function risks({ tenants }: CustomizationReport): readonly string[] {
  return tenants.flatMap(({ tenant, upgrade }) =>
    upgrade?.kind === 'upgrade'
      ? upgrade.keys.flatMap(({ key, interactions }) => [
          ...new Set(
            interactions.map((one) => `${tenant} ${key} ${one.kind === 'property' ? one.what : one.kind}`),
          ),
        ])
      : [`${tenant} ${upgrade?.kind}`],
  );
}

/** Of what is planted in templates: what it does, and who is to be told of which key. */
const OF_TEMPLATES: readonly (readonly [string, PlantedChange, readonly string[]])[] = [
  [
    'waits less long for payments',
    waitLessForPayments,
    ['alpenkino', 'northlight-canary', 'rally-east', 'rally-north', 'vela-stream'].map(
      (tenant) => `${tenant} features.payments altered`,
    ),
  ],
  [
    'asks more of certificates that are not the cell’s',
    askMoreOfOwnCertificates,
    ['alpenkino', 'rally-north', 'vela-stream'].flatMap((tenant) =>
      ['certificateArn', 'domains'].map((key) => `${tenant} ${key} newly-shaped`),
    ),
  ],
  [
    'no longer takes reports of what was shown',
    takeNoReports,
    ['northlight-canary features.ads.measurementHost no-longer-shaped'],
  ],
];
const OF_SETTINGS = [
  'northlight-canary features.ads.breaksPerHour left-behind',
  'rally-north features.ads.breaksPerHour refused',
];

test('of five interactions and five harmless overlaps in one release, the five are named and the others are not', async () => {
  const changes = [...OF_TEMPLATES.map(([, change]) => change), ...Object.values(HARMLESS)];
  const tenants = loaded.fleet.tenants.map(({ id }) => id);
  const report = await plantedReport({ changes, settings: true, tenants });
  const told = [...OF_TEMPLATES.flatMap(([, , of]) => of), ...OF_SETTINGS];
  expect([...risks(report)].sort()).toEqual(told.sort());
  expect(report.tenants.map(({ tenant }) => tenant)).toEqual([
    ...['alpenkino', 'northlight-canary', 'rally-east', 'rally-north', 'vela-stream'],
    ...['harbor-training', 'little-lanterns', 'open-water', 'rally-coast', 'rally-plains', 'rally-south'],
    'rally-west',
  ]);
});

test.each(OF_TEMPLATES)(
  'a release that %s is told to whom it meets, and to nobody else',
  async (_, change, told) => {
    const report = await plantedReport({ changes: [change], settings: false });
    expect([...risks(report)].sort()).toEqual(told);
  },
);

test('a value that is refused, a default that leaves one behind, and none that becomes what a tenant has', async () => {
  const report = await plantedReport({ changes: [], settings: true });
  expect([...risks(report)].sort()).toEqual(OF_SETTINGS);
  const ours = report.tenants.find(({ tenant }) => tenant === 'vela-stream')?.upgrade;
  expect(ours).toMatchObject({
    keys: expect.arrayContaining([
      expect.objectContaining({ key: 'features.ads.breaksPerHour', own: 3, oldDefault: 4, newDefault: 3 }),
    ]),
  });
});

test.each(Object.entries(HARMLESS))('nobody is told of %s', async (_, change) => {
  const report = await plantedReport({ changes: [change], settings: false });
  expect(risks(report)).toEqual([]);
  const overlaps = report.tenants.flatMap(({ upgrade }) =>
    upgrade?.kind === 'upgrade' ? upgrade.keys.flatMap(({ harmless }) => harmless) : [],
  );
  expect(overlaps).not.toEqual([]);
});

test('a behaviour in front that matches what a tenant’s own does takes its requests, and is told', async () => {
  const report = await plantedReport({
    changes: [(template) => putInFront(template, '/pay*')],
    settings: false,
  });
  expect([...risks(report)].sort()).toEqual(
    ['alpenkino', 'northlight-canary', 'rally-east', 'rally-north', 'vela-stream'].map(
      (tenant) => `${tenant} features.payments overtaken`,
    ),
  );
});
