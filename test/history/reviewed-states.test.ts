import { chmodSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { planStates } from '../../lib/cli/plan-request';
import { statesToCompare } from '../../lib/cli/plan-states';
import { invariant } from '../../lib/diagnostics/invariant';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import { readFleetFiles } from '../../lib/fleet/read-fleet';
import { readTenantFolder } from '../../lib/fleet/read-tenant';
import { loadedStates } from '../../lib/history/fleet-states';
import { tenantTreeId } from '../../lib/history/tree-id';
import type { Plan } from '../../lib/plan/plan-document';
import { PROJECT_FOLDER } from '../../lib/release/project-folder';
import { SeededRandom } from '../bench/fleet/seeded-random';
import { fakeHost } from '../cli/fake-host';
import { scratchRepository, sharedShapes } from '../plan/scratch-repository';
import type { ScratchRepository } from '../plan/scratch-repository';

const SEED = 20_261_122;
const STEPS = 24;
const TENANTS_LEFT_MIN = 6;

let shapes: string;
let repository: ScratchRepository;

beforeAll(async () => {
  shapes = await sharedShapes();
});

beforeEach(() => {
  repository = scratchRepository(shapes);
});

afterEach(() => {
  repository.remove();
});

afterAll(() => {
  rmSync(shapes, { recursive: true });
});

interface Plans {
  readonly plan: Plan;
  /** How many stacks were known not to change without being compared. */
  readonly known: number;
}

const OPTIONS = { kind: 'options', scope: [], overrides: [] } as const;

async function planned(): Promise<Plans> {
  const found = await statesToCompare({ fleet: '.', base: 'main' }, fakeHost(repository.folder));
  invariant(found.kind === 'states', 'the fleet is sound');
  const made = await planStates(found, OPTIONS);
  invariant(made.kind === 'plan', 'the options are right');
  return { plan: made.plan, known: found.states.known.size };
}

/** The plan that comes of reading everything, with nothing that was kept but shapes. */
async function plannedDirectly(): Promise<Plan> {
  const found = await statesToCompare({ fleet: '.', base: 'main' }, fakeHost(repository.folder));
  invariant(found.kind === 'states', 'the fleet is sound');
  const { rootFolder, catalogues, maker, commit } = found;
  const { files } = await readFleetFiles(rootFolder);
  const { fleet } = parseFleet(files, catalogues);
  invariant(fleet !== undefined, 'the fleet is sound');
  const work = { rootFolder, projectFolder: PROJECT_FOLDER, files, fleet, catalogues, maker };
  const made = await planStates({ ...found, fleet, states: loadedStates(commit, work) }, OPTIONS);
  invariant(made.kind === 'plan', 'the options are right');
  return made.plan;
}

type Edit = (repository: ScratchRepository, random: SeededRandom) => void;

function tenants(): readonly string[] {
  return readdirSync(join(repository.folder, 'tenants')).sort();
}

function rewrite(file: string, change: (text: string) => string): void {
  repository.write(file, change(readFileSync(join(repository.folder, file), 'utf8')));
}

function recolour(file: string, random: SeededRandom): void {
  rewrite(file, (text) => text.replace(/'#[0-9a-f]{6}'/, `'${random.color()}'`));
}

/** What people do to a fleet and to its repository, each of which leaves a sound fleet. */
const EDITS: Readonly<Record<string, Edit>> = {
  'another colour': (_, random) => recolour(`tenants/${random.pick(tenants())}/tenant.yaml`, random),
  'a comment': (_, random) =>
    rewrite(`tenants/${random.pick(tenants())}/tenant.yaml`, (text) => `${text}# Nothing.\n`),
  'the same bytes again': (_, random) =>
    rewrite(`tenants/${random.pick(tenants())}/tenant.yaml`, (text) => text),
  'another drawing': (_, random) =>
    rewrite(`tenants/${random.pick(tenants())}/brand/logo.svg`, (text) => text.replace('<svg', '<svg ')),
  'a file that may be executed': (_, random) =>
    chmodSync(join(repository.folder, 'tenants', random.pick(tenants()), 'brand/theme.css'), 0o755),
  'a file that is no part of the fleet': ({ write }, random) =>
    write(`tenants/${random.pick(tenants())}/.note`, 'Nothing.'),
  'a tenant under another name': ({ folder }, random) => {
    const id = `moved-${random.integer(1, 1_000_000)}`;
    renameSync(join(folder, 'tenants', random.pick(tenants())), join(folder, 'tenants', id));
  },
  'a tenant that goes': (edited, random) => {
    if (tenants().length > TENANTS_LEFT_MIN) {
      edited.delete(`tenants/${random.pick(tenants())}`);
    }
  },
  'another release': (_, random) =>
    rewrite(`tenants/${random.pick(tenants())}/tenant.yaml`, (text) =>
      text.replace(/^release: .*/m, `release: ${random.pick(['2026.11.0', '2026.11.1'])}`),
    ),
  'something of the whole fleet': (_, random) =>
    rewrite('fleet.yaml', (text) =>
      text.replace(/apiDomain: [a-z0-9]+\.us-2/, `apiDomain: api${random.integer(2, 99)}.us-2`),
    ),
  'a file whose changes git was told to overlook': ({ git }, random) => {
    const file = `tenants/${random.pick(tenants())}/tenant.yaml`;
    git('add', '--all');
    git('update-index', '--assume-unchanged', file);
    recolour(file, random);
  },
  'a commit': () => commitAll(),
  'a commit that becomes the base': ({ git }) => {
    commitAll();
    git('branch', '--force', 'main', 'HEAD');
  },
};

function commitAll(): void {
  // With a new index, nothing is overlooked any more.
  repository.git('rm', '-r', '--cached', '--quiet', '.');
  repository.git('add', '--all');
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'A step.');
}

test(`what is kept of earlier plans never shows in a plan (seed ${SEED})`, async () => {
  const random = new SeededRandom(SEED);
  let known = 0;
  const told: string[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const name = random.pick(Object.keys(EDITS));
    told.push(name);
    EDITS[name]?.(repository, random);
    const quick = await planned();
    expect({ told, plan: quick.plan }).toEqual({ told, plan: await plannedDirectly() });
    known += quick.known;
  }
  expect(known).toBeGreaterThan(STEPS);
});

test('a tenant that nobody has touched is not compared again, and one that was is', async () => {
  const settled = async (): Promise<Plans> => {
    // What changed within the last tenth of a second is not kept, so the first plan after it may not be the last.
    for (let plans = await planned(); ; plans = await planned()) {
      if (plans.known >= tenants().length - plans.plan.changed.length) {
        return plans;
      }
    }
  };
  expect((await settled()).known).toBe(12);
  recolour('tenants/rally-north/tenant.yaml', new SeededRandom(SEED));
  const { plan, known } = await settled();
  expect(known).toBe(11);
  expect(plan.changed.map(({ stack }) => stack)).toEqual(['tenants/rally-north']);
  expect(plan).toEqual(await plannedDirectly());
});

test('whatever is wrong with what is kept means that it is not there', async () => {
  await planned();
  const { plan } = await planned();
  const kept = '.multiplex/plans/stacks.txt';
  rewrite(kept, (text) => text.replace(/[0-9a-f]{64}(?=","[0-9a-f]{64}","v1)/, '0'.repeat(64)));
  const again = await planned();
  expect(again.known).toBe(0);
  expect(again.plan).toEqual(plan);
});

test('a folder has the id that git gives it', () => {
  for (const id of tenants()) {
    const { folder } = readTenantFolder(repository.folder, id);
    invariant(folder !== undefined, 'it is there');
    const expected = repository.git('rev-parse', `HEAD:tenants/${id}`);
    expect(tenantTreeId(folder, expected)).toBe(expected);
  }
  repository.write('tenants/rally-north/brand/logo/b.svg', 'b');
  repository.write('tenants/rally-north/brand/logo-a.svg', 'a');
  repository.write('tenants/rally-north/brand/logo.b/c.svg', 'c');
  repository.commit();
  const { folder } = readTenantFolder(repository.folder, 'rally-north');
  invariant(folder !== undefined, 'it is there');
  const expected = repository.git('rev-parse', 'HEAD:tenants/rally-north');
  expect(tenantTreeId(folder, expected)).toBe(expected);
});
