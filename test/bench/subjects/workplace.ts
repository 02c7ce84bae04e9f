import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { buildSync } from 'esbuild';

import { PROJECT_FOLDER } from '../../../lib/release/project-folder';
import { recolored } from '../fleet/bench-tenant';
import type { SeededRandom } from '../fleet/seeded-random';
import { writeBenchFleet } from '../fleet/write-bench-fleet';
import type { BenchFleet } from '../fleet/write-bench-fleet';
import { PlannedFleet } from './planned-fleet';

const TEMPLATE_FILE = /^tenant--.*\.template\.json$/;

/** A folder with a fleet of one size, and everything that is made of it. */
export class Workplace {
  /** The folder of the fleet. */
  readonly fleetFolder: string;
  /** Where the renderer writes. */
  readonly renderFolder: string;
  readonly fleet: BenchFleet;
  readonly tenants: number;
  private readonly root: string;
  private readonly random: SeededRandom;
  private moved = 0;
  private readonly compiledFiles = new Set<string>();
  private readonly plannedFleets = new Map<string, PlannedFleet>();

  constructor(root: string, tenants: number, random: SeededRandom) {
    this.root = root;
    this.tenants = tenants;
    this.random = random;
    this.fleetFolder = join(root, 'fleet');
    this.renderFolder = join(root, 'render-out');
    this.fleet = writeBenchFleet(this.fleetFolder, tenants);
    writeFileSync(join(this.fleetFolder, 'cdk.json'), readFileSync(join(PROJECT_FOLDER, 'cdk.json')));
    for (const name of ['bin', 'node_modules', 'package.json', 'tsconfig.json']) {
      symlinkSync(join(PROJECT_FOLDER, name), join(this.fleetFolder, name));
    }
  }

  /** A folder below this one, which need not be there. */
  folder(name: string): string {
    return join(this.root, name);
  }

  /** A folder that is there and empty. */
  emptyFolder(name: string): string {
    const folder = this.folder(name);
    this.moveAway(folder);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /**
   * Moves a folder out of the way. It is not removed: a file system without a journal does not give the inodes of
   * deleted files to new ones for some minutes, and the search for others would be measured as well.
   */
  private moveAway(folder: string): void {
    if (existsSync(folder)) {
      this.moved += 1;
      mkdirSync(this.folder('moved'), { recursive: true });
      renameSync(folder, join(this.folder('moved'), String(this.moved)));
    }
  }

  /** Makes it as it is after a fresh clone and `npm ci`: nothing rendered and nothing kept. */
  forgetRuns(): void {
    this.moveAway(this.renderFolder);
    this.moveAway(join(this.fleetFolder, '.multiplex'));
    this.emptyFolder('tmp');
  }

  /** The folder for temporary files, where tsx keeps what it has compiled as well. */
  get tmp(): string {
    const folder = this.folder('tmp');
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Gives one tenant another colour, another tenant each time, and returns its id. */
  changeOneTenant(): string {
    const id = this.random.pick(this.fleet.tenantIds);
    const path = join(this.fleetFolder, 'tenants', id, 'tenant.yaml');
    const before = readFileSync(path, 'utf8');
    const after = recolored(before, this.random.color());
    if (after === before) {
      throw new Error(`${path} has no colour to change`);
    }
    writeFileSync(path, after);
    return id;
  }

  get isRendered(): boolean {
    return existsSync(join(this.renderFolder, 'manifest.json'));
  }

  /** Writes the sizes of all rendered templates and returns the file. */
  writeTemplateSizes(): string {
    const names = readdirSync(this.renderFolder).filter((name) => TEMPLATE_FILE.test(name));
    const sizes = names.map((name) => [name, statSync(join(this.renderFolder, name)).size]);
    const file = this.folder('template-sizes.json');
    writeFileSync(file, JSON.stringify(Object.fromEntries(sizes)));
    return file;
  }

  /** A program beside this file as plain JavaScript, so that it bears no compiler's time. */
  compiled(name: 'floor' | 'prove-stamped' | 'roll-out-fleet'): string {
    // Below the project, where the program finds it.
    const outfile = join(PROJECT_FOLDER, '.multiplex', 'bench', `${name}.cjs`);
    if (!this.compiledFiles.has(outfile)) {
      this.compiledFiles.add(outfile);
      buildSync({
        entryPoints: [join(__dirname, `${name}.ts`)],
        outfile,
        bundle: true,
        packages: 'external',
        platform: 'node',
        format: 'cjs',
        target: 'node20',
      });
    }
    return outfile;
  }

  /** A fleet to plan changes of single tenants of. */
  get planned(): PlannedFleet {
    return this.plannedFleetIn('planned-fleet');
  }

  /** A fleet of its own to plan moves of: a move writes all files anew, so the next plan must read them all. */
  get moving(): PlannedFleet {
    return this.plannedFleetIn('moving-fleet');
  }

  private plannedFleetIn(folder: string): PlannedFleet {
    const fleet =
      this.plannedFleets.get(folder) ?? new PlannedFleet(this.folder(folder), this.tenants, this.random);
    this.plannedFleets.set(folder, fleet);
    return fleet;
  }
}

/** How many templates a folder holds: a run that wrote too few was fast for the wrong reason. */
export function templateCount(folder: string): number {
  return readdirSync(folder).filter((name) => name.endsWith('.template.json')).length;
}
