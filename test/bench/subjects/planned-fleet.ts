import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_FOLDER } from '../../../lib/release/project-folder';
import { readReleaseVersions } from '../../../lib/release/read-release';
import { recolored } from '../fleet/bench-tenant';
import type { SeededRandom } from '../fleet/seeded-random';
import { writeBenchFleet } from '../fleet/write-bench-fleet';

const RELEASE = /^release: .*$/m;

/** A fleet in a repository of its own, whose tenants are all at the oldest release, committed. */
export class PlannedFleet {
  readonly folder: string;
  /** Where plans are written. */
  readonly planFile: string;
  private readonly tenantIds: readonly string[];
  private readonly random: SeededRandom;

  constructor(folder: string, tenants: number, random: SeededRandom) {
    this.folder = folder;
    this.planFile = `${folder}-plan.json`;
    this.random = random;
    this.tenantIds = writeBenchFleet(this.folder, tenants).tenantIds;
    this.pinAll(readReleaseVersions(PROJECT_FOLDER)[0]);
    writeFileSync(join(this.folder, '.gitignore'), '.multiplex/\n');
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'The fleet.');
  }

  /** Whether a plan was made, which keeps what it finds for the next. */
  get isPlanned(): boolean {
    return existsSync(this.planFile);
  }

  /** Everything as it was committed. */
  restore(): void {
    this.git('checkout', '--quiet', '--', '.');
  }

  /** Gives one tenant another colour, and no other. */
  changeOneTenant(): void {
    this.restore();
    const file = this.fileOf(this.random.pick(this.tenantIds));
    writeFileSync(file, recolored(readFileSync(file, 'utf8'), this.random.color()));
  }

  /** Moves every tenant to the newest release. */
  moveAll(): void {
    this.restore();
    this.pinAll(readReleaseVersions(PROJECT_FOLDER).at(-1));
  }

  private pinAll(release: string | undefined): void {
    for (const id of this.tenantIds) {
      const file = this.fileOf(id);
      writeFileSync(file, readFileSync(file, 'utf8').replace(RELEASE, `release: ${release ?? ''}`));
    }
  }

  private fileOf(id: string): string {
    return join(this.folder, 'tenants', id, 'tenant.yaml');
  }

  private git(...args: readonly string[]): void {
    const settings = ['user.name=bench', 'user.email=bench@northlight.example', 'commit.gpgsign=false'];
    execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], { cwd: this.folder });
  }
}
