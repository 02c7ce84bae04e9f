import { existsSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';

import { PROJECT_FOLDER } from '../../../lib/release/project-folder';
import type { OwnedCommand } from '../../e2e/owned-processes';
import type { PlannedFleet } from './planned-fleet';
import { templateCount } from './workplace';
import type { Workplace } from './workplace';

/** A plain app of 10,000 stacks needs more memory than Node.js takes by itself, and is to be measured, not to fail. */
const HEAP_SHARE = 0.75;
const MIB = 1024 * 1024;

const SYNTH_FOLDER = 'synth-out';

/** What is measured. */
export type SubjectName =
  | 'help'
  | 'validate-example'
  | 'plain-cdk'
  | 'lean-cdk'
  | 'cold'
  | 'warm-unchanged'
  | 'warm-changed'
  | 'floor'
  | 'synth-named'
  | 'synth'
  | 'plan-changed'
  | 'plan-moved'
  | 'prove'
  | 'roll-out';

/** One run of a subject: what is run, and whether it did its work. */
export interface Run {
  readonly command: OwnedCommand;
  /** Returns what is wrong with the result, if anything is. */
  readonly check: () => string | undefined;
  /** What the run measured by itself. @default how long it took */
  readonly figure?: () => number;
}

export interface Subject {
  readonly name: SubjectName;
  /** How it is told of on standard error. */
  readonly title: string;
  /** The folder of the fleet that it reads. @default the fleet of the workplace */
  readonly fleet?: (place: Workplace) => string;
  /** A run that must come first and is not measured, unless it has been already. */
  readonly before?: (place: Workplace) => Run | undefined;
  readonly run: (place: Workplace) => Run;
}

/** In the order in which each round runs them: a warm run comes after a cold one. */
export const SUBJECTS: readonly Subject[] = [
  { name: 'help', title: 'the help', run: (place) => ownCommand(place, '--help') },
  {
    name: 'validate-example',
    title: 'the example fleet, validated',
    run: (place) => ownCommand(place, 'validate'),
  },
  { name: 'plain-cdk', title: 'a plain CDK app', run: (place) => cdkApp(place, 'plain') },
  { name: 'lean-cdk', title: 'the same with every safe option off', run: (place) => cdkApp(place, 'lean') },
  { name: 'cold', title: 'this renderer, cold', run: coldRender },
  { name: 'warm-unchanged', title: 'this renderer, nothing changed', before: renderedOnce, run: render },
  {
    name: 'warm-changed',
    title: 'this renderer, one file changed',
    before: renderedOnce,
    run: changedRender,
  },
  { name: 'floor', title: 'the floor', before: renderedOnce, run: floor },
  {
    name: 'synth-named',
    title: 'cdk synth of one tenant, only it rendered',
    run: (place) => synthOne(place, true),
  },
  {
    name: 'synth',
    title: 'cdk synth of one tenant, all rendered',
    before: synthesizedOnce,
    run: (place) => synthOne(place, false),
  },
  {
    name: 'plan-changed',
    title: 'the plan for one changed tenant',
    fleet: (place) => place.planned.folder,
    before: (place) => plannedOnce(place, place.planned),
    run: (place) => planOf(place, place.planned, 1, () => place.planned.changeOneTenant()),
  },
  {
    name: 'plan-moved',
    title: 'the plan for a move of all tenants to another release',
    fleet: (place) => place.moving.folder,
    before: (place) => plannedOnce(place, place.moving),
    run: (place) => planOf(place, place.moving, place.tenants, () => place.moving.moveAll()),
  },
  { name: 'prove', title: 'the prover', run: prove },
  { name: 'roll-out', title: 'a roll-out of all tenants', before: deployed, run: rollOut },
];

function ownCommand(place: Workplace, name: string): Run {
  return {
    command: node(place, [join(PROJECT_FOLDER, 'bin', 'multiplex.cjs'), name]),
    check: () => undefined,
  };
}

function cdkApp(place: Workplace, kind: 'plain' | 'lean'): Run {
  const outdir = place.emptyFolder('plain-out');
  const tmp = place.emptyFolder('plain-tmp');
  const heap = `--max-old-space-size=${Math.floor((totalmem() * HEAP_SHARE) / MIB)}`;
  const app = join(__dirname, 'plain-cdk-app.ts');
  return {
    command: node(place, [heap, '--import', 'tsx', app, kind, place.fleetFolder, outdir], tmp),
    check: () => countFault(outdir, place.tenants),
  };
}

function coldRender(place: Workplace): Run {
  place.forgetRuns();
  return render(place);
}

function changedRender(place: Workplace): Run {
  place.changeOneTenant();
  return render(place);
}

function render(place: Workplace): Run {
  const { fleetFolder, renderFolder } = place;
  const program = join(PROJECT_FOLDER, 'bin', 'multiplex.cjs');
  const args = [program, 'render', '--fleet', fleetFolder, '--out', renderFolder];
  return {
    command: node(place, args),
    check: () => countFault(renderFolder, stacksOf(place)),
  };
}

function renderedOnce(place: Workplace): Run | undefined {
  return place.isRendered ? undefined : render(place);
}

function floor(place: Workplace): Run {
  const outdir = place.emptyFolder('floor-out');
  const args = [place.compiled('floor'), place.fleetFolder, place.writeTemplateSizes(), outdir];
  return { command: node(place, args), check: () => countFault(outdir, place.tenants) };
}

/** As an operator does it: changes a tenant's file and looks at its template. */
function synthOne(place: Workplace, named: boolean): Run {
  const id = place.changeOneTenant();
  const color = /primary: '(#[0-9a-f]{6})'/.exec(
    readFileSync(join(place.fleetFolder, 'tenants', id, 'tenant.yaml'), 'utf8'),
  )?.[1];
  const outdir = synthFolder(place, named);
  const only = named ? ['-c', `tenants=${id}`] : [];
  return {
    command: cdk(place, ['synth', `tenants/${id}`, ...only, '--output', outdir]),
    check: () => {
      const template = readFileSync(join(outdir, `tenant--${id}.template.json`), 'utf8');
      return color !== undefined && template.includes(color)
        ? countFault(outdir, named ? 1 : stacksOf(place))
        : `the template of ${id} does not have its colour`;
    },
  };
}

function plannedOnce(place: Workplace, fleet: PlannedFleet): Run | undefined {
  return fleet.isPlanned ? undefined : planOf(place, fleet, 0, () => fleet.restore());
}

/** As an operator does it: changes something and asks what it touches. */
function planOf(
  place: Workplace,
  { folder, planFile }: PlannedFleet,
  changes: number,
  change: () => void,
): Run {
  change();
  const program = join(PROJECT_FOLDER, 'bin', 'multiplex.cjs');
  return {
    command: node(place, [program, 'plan', '--fleet', folder, '--out', planFile]),
    check: () => {
      const { changed } = JSON.parse(readFileSync(planFile, 'utf8')) as { changed: readonly unknown[] };
      return changed.length === changes
        ? undefined
        : `the plan has ${changed.length} changes, not ${changes}`;
    },
  };
}

function prove(place: Workplace): Run {
  const figureFile = place.folder('prove.txt');
  return {
    command: node(place, [place.compiled('prove-stamped'), place.fleetFolder, figureFile]),
    check: () => undefined,
    figure: () => Number(readFileSync(figureFile, 'utf8')),
  };
}

function deployed(place: Workplace): Run {
  place.emptyFolder('rollout-state');
  return rollOutFleet(place, 'deploy', []);
}

/** What it needs, and not what Node.js takes where there is room. */
function rollOut(place: Workplace): Run {
  const heap = ['--max-old-space-size=400'];
  return {
    ...rollOutFleet(place, 'move', heap),
    figure: () => Number(readFileSync(place.folder('rollout.txt'), 'utf8')),
  };
}

function rollOutFleet(place: Workplace, what: 'deploy' | 'move', flags: readonly string[]): Run {
  const files = ['rollout-state', 'rollout-steps.json', 'rollout.txt'].map((name) => place.folder(name));
  const program = place.compiled('roll-out-fleet');
  return {
    command: node(place, [...flags, program, what, place.fleetFolder, ...files]),
    check: () => undefined,
  };
}

function synthesizedOnce(place: Workplace): Run | undefined {
  return existsSync(join(place.folder(SYNTH_FOLDER), 'manifest.json')) ? undefined : synthOne(place, false);
}

function synthFolder(place: Workplace, named: boolean): string {
  return named ? place.emptyFolder('synth-named-out') : place.folder(SYNTH_FOLDER);
}

function stacksOf({ fleet }: Workplace): number {
  return fleet.cellIds.length + fleet.tenantIds.length;
}

function countFault(folder: string, expected: number): string | undefined {
  const count = templateCount(folder);
  return count === expected ? undefined : `${folder} has ${count} templates and should have ${expected}`;
}

function node(place: Workplace, args: readonly string[], tmp = place.tmp): OwnedCommand {
  return { command: process.execPath, args, cwd: PROJECT_FOLDER, env: environment(place, tmp) };
}

function cdk(place: Workplace, args: readonly string[]): OwnedCommand {
  return {
    command: 'npx',
    args: ['--no-install', 'cdk', ...args],
    cwd: place.fleetFolder,
    env: environment(place, place.tmp),
  };
}

/** Nothing of the user's own settings: they would be measured as well. */
function environment(place: Workplace, tmp: string): OwnedCommand['env'] {
  return {
    PATH: process.env['PATH'],
    HOME: place.folder('home'),
    CDK_HOME: place.folder('home'),
    TMPDIR: tmp,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  };
}
