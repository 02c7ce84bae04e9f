import type { CellInput, FileInput, TenantInput } from '../blueprint/input';
import { invariant } from '../diagnostics/invariant';
import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import { rolloutPolicySchema } from '../fleet/schema/rollout-policy';
import type { Cell, FeatureSettings, Fleet, Tenant } from '../fleet/fleet';
import type { GoldenShape, ShapeInput } from '../release/golden-shape';
import type { Blueprint } from '../release/release';
import type { ShapeOutput } from '../release/shape-output';
import { cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import { outputOf } from './carried-stack';
import { settingsStructures } from './settings-structures';
import { markedInput } from './shape/marked-input';
import type { Json } from './shape/slots';
import { cellInput, tenantInput } from './stack-input';
import { synthesizeStack } from './synthesize-stack';

/** Most shapes of one release. Each takes some ten milliseconds to synthesise, whenever a release is cut or verified. */
const SHAPES_MAX = 2000;

/** Between the parts of a shape's name, each of which says one thing that tells it from others. */
const NAME_SEPARATOR = ', ';

/**
 * Every shape that the blueprint gives, by one stack of it: of each kind of cell, the cell itself and a tenant with
 * either kind of hosts and every set of the features that its Region can have. Features that leave the template as it is
 * are in no set. The values are such as a fleet could have.
 */
export function shapeSamples(
  cells: readonly Cell[],
  features: FeatureCatalogue,
  blueprint: Blueprint,
): readonly ShapeInput[] {
  return kindsOfCells(cells).flatMap((cell): readonly ShapeInput[] => {
    const sets = featureSets(structuralFeatures(cell, features, blueprint));
    invariant(sets.length * 2 <= SHAPES_MAX, 'the features of a Region combine to few enough shapes');
    return [cellShape(cell), ...HOSTS.flatMap((hosts) => sets.map((set) => tenantShape(cell, hosts, set)))];
  });
}

/** The shape of a stack: marks stand for all values, so which cell or tenant it was does not matter. */
export function goldenShape(blueprint: Blueprint, sample: ShapeInput): GoldenShape {
  const shape = markedShape(sample);
  return { ...shape, digest: synthesizeShape(blueprint, shape).digest };
}

/** What the blueprint gives for a shape, as a release carries it. */
export function shapeOutput(blueprint: Blueprint, shape: ShapeInput): ShapeOutput {
  return outputOf(synthesizeShape(blueprint, shape));
}

/** Real synthesis of a stack of a shape. */
export function synthesizeShape(blueprint: Blueprint, shape: ShapeInput): RenderedStack {
  return shape.kind === 'cell'
    ? synthesizeStack(cellDisplayName(shape.input.cell.id), (outdir) =>
        blueprint.synthesizeCell(shape.input, outdir),
      )
    : synthesizeStack(tenantDisplayName(shape.input.tenant.id), (outdir) =>
        blueprint.synthesizeTenant(shape.input, outdir),
      );
}

type Hosts = 'own' | 'cell';

const HOSTS: readonly Hosts[] = ['cell', 'own'];

/** A feature that is on, with settings of one structure. */
interface FeatureChoice {
  readonly name: string;
  /** The name, and what of its settings is there: `ads`, `ads with measurementHost`. */
  readonly label: string;
  readonly settings: FeatureSettings;
}

/** One of each kind of cell that a blueprint can tell apart. */
function kindsOfCells(cells: readonly Cell[]): readonly Cell[] {
  const kinds = new Map(cells.map((cell) => [cellName(cell), cell]));
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function cellName({ region, kind, webAclArn, access }: Cell): string {
  return [
    region,
    `${kind} cell`,
    ...(webAclArn === undefined ? [] : ['named web ACL']),
    ...(access === undefined ? [] : [`access for ${Object.keys(access).join(' and ')}`]),
  ].join(NAME_SEPARATOR);
}

function cellShape(cell: Cell): ShapeInput {
  return {
    name: `cell in ${cellName(cell)}`,
    kind: 'cell',
    input: cellInput(fleetOf(cell), cell, ANY_FILES),
  };
}

function tenantShape(cell: Cell, hosts: Hosts, features: readonly FeatureChoice[]): ShapeInput {
  const name = [
    `tenant in ${cellName(cell)}`,
    hosts === 'own' ? 'own hosts' : 'host of the cell',
    ...features.map(({ label }) => label),
  ].join(NAME_SEPARATOR);
  const tenant: Tenant = {
    ...ANY_TENANT,
    cell: cell.id,
    features: Object.fromEntries(features.map(({ name: feature, settings }) => [feature, settings])),
    ...(hosts === 'own' ? OWN_HOSTS : {}),
  };
  const input = tenantInput(fleetOf(cell), tenant, '/fleet');
  // What is handed on whole may as well be the same everywhere: fewer parts of templates are then peculiar to one.
  return { name, kind: 'tenant', input: { ...input, documents: { ...input.documents, entitlements: {} } } };
}

/** The shape with marks in the place of values. */
export function markedShape(sample: ShapeInput): ShapeInput {
  return sample.kind === 'cell'
    ? { ...sample, input: marked<CellInput>(sample.input) }
    : { ...sample, input: marked<TenantInput>(sample.input) };
}

/** Inputs are plain data, and a marked one has the structure of the one it was made from. */
function marked<Input extends object>(input: Input): Input {
  return markedInput(input as Json).input as Input;
}

/**
 * For each feature that the Region can have and that shows in the template, by itself or beside all others, the ways in
 * which its settings can be built.
 */
function structuralFeatures(
  cell: Cell,
  catalogue: FeatureCatalogue,
  blueprint: Blueprint,
): readonly (readonly FeatureChoice[])[] {
  const features = Object.entries(catalogue)
    .filter(([, { region }]) => region === undefined || region === cell.region)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { settings }]) => choicesOf(name, settings));
  const digest = (choices: readonly FeatureChoice[]): string =>
    synthesizeShape(blueprint, markedShape(tenantShape(cell, 'cell', choices))).digest;
  const all = features.flatMap((choices) => choices.slice(-1));
  const [bare, full] = [digest([]), digest(all)];
  return features.filter((choices) => {
    const without = all.filter(({ name }) => choices.every((choice) => choice.name !== name));
    return choices.some((choice) => digest([choice]) !== bare) || digest(without) !== full;
  });
}

function choicesOf(
  name: string,
  schema: Readonly<Record<string, unknown>> | undefined,
): readonly FeatureChoice[] {
  const structures = schema === undefined ? [{ value: {}, present: [] }] : settingsStructures(schema);
  return structures.map(({ value, present }) => ({
    name,
    label: present.length === 0 ? name : `${name} with ${present.join(' and ')}`,
    settings: value as FeatureSettings,
  }));
}

/** Every way to have each feature or not. */
function featureSets(features: readonly (readonly FeatureChoice[])[]): readonly (readonly FeatureChoice[])[] {
  return features.reduce<readonly (readonly FeatureChoice[])[]>(
    (sets, choices) => [
      ...sets,
      ...sets.flatMap((set) => choices.map((choice): readonly FeatureChoice[] => [...set, choice])),
    ],
    [[]],
  );
}

const ANY_FILES: FileInput = { folder: '/files', digest: '0'.repeat(64) };

const OWN_HOSTS: Pick<Tenant, 'domains' | 'certificateArn'> = {
  domains: ['watch.any-tenant.example'],
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-1111-4111-8111-111111111111',
};

/** A tenant that any fleet could have. What is not for its stack is left empty. */
const ANY_TENANT: Tenant = {
  id: 'any-tenant',
  name: 'Any Tenant',
  owners: [],
  cell: '',
  tier: 'any-tier',
  ring: '',
  release: '2026.1.0',
  domains: [],
  branding: {
    colors: { primary: '#000000', accent: '#000000', background: '#000000', text: '#000000' },
    logo: 'brand/logo.svg',
    favicon: 'brand/favicon.svg',
    homepage: [],
  },
  catalogue: { categories: [] },
  features: {},
  maintenance: {
    timeZone: '',
    window: { days: [], from: '', to: '' },
    quietHours: [],
    noticeDays: 0,
  },
  freezes: [],
  contacts: [],
  brand: { folder: 'brand', digest: '0'.repeat(64), files: [] },
};

function fleetOf(cell: Cell): Fleet {
  return { ...ANY_FLEET, cells: [cell] };
}

/** A fleet as far as a stack of it could know. */
const ANY_FLEET: Fleet = {
  name: 'any-fleet',
  cells: [],
  tenants: [],
  tiers: {},
  rings: {},
  defaults: { maintenance: ANY_TENANT.maintenance },
  freezes: [],
  rollout: rolloutPolicySchema.parse({}),
  quotas: { everyAccount: {}, accounts: {} },
};
