import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadFleet } from '../../lib/cli/load-fleet';
import { invariant } from '../../lib/diagnostics/invariant';
import type { Fleet, Tenant } from '../../lib/fleet/fleet';
import { judgedChange } from '../../lib/plan/refusals/stack-refusals';
import { compareTemplates, ShapeChanges } from '../../lib/plan/shape-changes';
import type { ComparedTemplates } from '../../lib/plan/shape-changes';
import type { Refusal } from '../../lib/plan/plan-document';
import type { StackSide } from '../../lib/plan/stack-pair';
import type { Template } from '../../lib/plan/refusals/compared-stack';
import { Workshop } from '../../lib/render/render-fleet';
import { tenantInputs } from '../../lib/render/stack-input';
import { SeededRandom } from '../bench/fleet/seeded-random';
import { writeBenchFleet } from '../bench/fleet/write-bench-fleet';

const SEED = 20_261_123;
const TENANTS = 60;

let folder: string;
let fleet: Fleet;
let maker: Workshop;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-shapes-'));
  writeBenchFleet(folder, TENANTS);
  const loaded = await loadFleet({ cwd: folder }, '.');
  invariant(loaded.fleet !== undefined, 'the fleet is sound');
  fleet = loaded.fleet;
  maker = new Workshop(join(folder, '.multiplex'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function sideOf(tenant: Tenant, cell = fleet.cells[0]): Promise<StackSide> {
  const inputOf = tenantInputs(fleet, folder);
  return {
    release: tenant.release,
    cell: cell?.id ?? '',
    environment: `aws://${cell?.account ?? ''}/${cell?.region ?? ''}`,
    ...(await maker.stampTenant(tenant.release, inputOf(tenant))),
  };
}

const RELEASES = ['2026.11.0', '2026.11.1'] as const;

type Edit = (tenant: Tenant, random: SeededRandom) => Tenant;

/** Changes of one tenant; some give it values that other places have already, which marks do not show. */
const EDITS: readonly Edit[] = [
  (tenant) => ({ ...tenant, release: RELEASES.find((one) => one !== tenant.release) ?? tenant.release }),
  (tenant, random) => ({ ...tenant, name: random.pick(['Another', tenant.id, tenant.tier, '#', '"\\']) }),
  (tenant) => ({ ...tenant, brand: { ...tenant.brand, digest: 'ab'.repeat(32) } }),
  (tenant, random) => ({ ...tenant, cell: random.pick(fleet.cells).id }),
  (tenant, random) => ({
    ...tenant,
    branding: { ...tenant.branding, colors: { ...tenant.branding.colors, primary: random.color() } },
  }),
  (tenant, random) => ({ ...tenant, domains: tenant.domains.slice(0, random.integer(1, 3)) }),
  (tenant) => ({ ...tenant, domains: [] }),
  (tenant) => ({
    ...tenant,
    ...(tenant.certificateArn === undefined ? {} : { certificateArn: `${tenant.certificateArn}0` }),
  }),
  (tenant, random) => ({ ...tenant, tier: random.pick(['foundational', tenant.name, tenant.cell]) }),
  (tenant) => ({ ...tenant, features: { ...tenant.features, dashboard: {} } }),
  (tenant) => {
    const { ads: _, ...features } = tenant.features;
    return { ...tenant, features };
  },
  (tenant) => ({
    ...tenant,
    features: { ...tenant.features, ads: { host: 'ads.other.example', breaksPerHour: 2 } },
  }),
];

function refusalsOf(before: StackSide, after: StackSide, compared: ComparedTemplates): readonly Refusal[] {
  const pair = { stack: 'tenants/x', before, after };
  const { newHosts, refusalsFor } = judgedChange({ pair, stack: pair.stack, ...compared });
  return refusalsFor(new Map(newHosts.map((host) => [host, 'tenants/y'])));
}

test(`shapes compared once give what the stacks themselves give (seed ${SEED})`, async () => {
  const random = new SeededRandom(SEED);
  const shapes = new ShapeChanges();
  const kinds = new Set<string>();
  for (const tenant of fleet.tenants) {
    for (let round = 0; round < 4; round += 1) {
      const edits = random.sample(EDITS, random.integer(1, 3));
      const edited = edits.reduce((changed, edit) => edit(changed, random), tenant);
      const [before, after] = [await sideOf(tenant), await sideOf(edited)];
      const [was, is] = [before, after].map(({ rendered }) => JSON.parse(rendered.template) as Template);
      invariant(was !== undefined && is !== undefined, 'there are two');
      const direct = compareTemplates(was, is);
      const quick = shapes.compare(before, after);
      expect({ edited, changes: quick.changes }).toEqual({ edited, changes: direct.changes });
      expect(refusalsOf(before, after, quick)).toEqual(refusalsOf(before, after, direct));
      kinds.add(Object.keys(quick.before).length === 1 ? 'by shapes' : 'directly');
    }
  }
  expect([...kinds].sort()).toEqual(['by shapes', 'directly']);
});
