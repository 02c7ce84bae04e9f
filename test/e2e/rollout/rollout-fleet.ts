import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseDocument } from 'yaml';

import { loadFleet } from '../../../lib/cli/load-fleet';
import { invariant } from '../../../lib/diagnostics/invariant';
import type { Fleet } from '../../../lib/fleet/fleet';
import { pinRelease } from '../../../lib/fleet/pin-release';
import { renderFleet } from '../../../lib/render/render-fleet';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { adaptTemplate } from '../adapt-template';
import type { AdaptationsUsed } from '../adapt-template';
import { editTenant, tenantOf, writeRunFleet } from '../fleet/run-fleet';
import type { CellPlace, RunFleet } from '../fleet/run-fleet';
import { PROJECT } from '../project';
import { withTemplate } from './adapted-stack';

/** Every tenant of the example fleet. */
const EVERYBODY = readdirSync(join(PROJECT, 'tenants'));

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Three rings as the example has them, that neither bake nor wait for viewers: there are none. */
const RINGS = {
  canary: { order: 1, bakeMinutes: 0, minimumRequests: 0, concurrency: 1, toleratedFailures: 0 },
  early: { order: 2, bakeMinutes: 0, minimumRequests: 0, concurrency: 2, toleratedFailures: 0 },
  general: { order: 3, bakeMinutes: 0, minimumRequests: 0, concurrency: 3, toleratedFailures: 0 },
};

/** The first release does not take it yet. */
const NEWER_SETTING = ['features', 'ads', 'measurementHost'];

/** The tenants of the example fleet, in one cell of this run's own, in their rings, at one release. */
export class RolloutFleet {
  readonly run: RunFleet;
  private readonly used: AdaptationsUsed;

  constructor(folder: string, suffix: string, place: CellPlace, release: string, used: AdaptationsUsed) {
    this.run = writeRunFleet(folder, suffix, place, EVERYBODY);
    this.used = used;
    this.editFleetFile();
    EVERYBODY.forEach((source) => {
      const ring = ringOf(source);
      editTenant(this.run, tenantOf(this.run, source), (file) => {
        file.set('ring', ring);
        if (file.hasIn(NEWER_SETTING)) {
          file.deleteIn(NEWER_SETTING);
        }
      });
    });
    this.stacks().forEach((stack) => pinRelease(folder, stack, release));
  }

  /** Names as `cdk` has them, the cell first. */
  stacks(): readonly string[] {
    return [`cells/${this.run.cell}`, ...this.run.tenants.map((tenant) => `tenants/${tenant}`)];
  }

  /** Tenants of a ring, as stacks. */
  ring(name: string): readonly string[] {
    return EVERYBODY.filter((source) => ringOf(source) === name).map(
      (source) => `tenants/${tenantOf(this.run, source)}`,
    );
  }

  /** The release that the file of a stack says. */
  async pinned(stack: string): Promise<string | undefined> {
    const { cells, tenants } = await this.load();
    const [kind, id] = stack.split('/');
    return (kind === 'cells' ? cells : tenants).find((each) => each.id === id)?.release;
  }

  /** Every stack as it would be at a release, as the emulator can take it. */
  async rendered(release: string): Promise<ReadonlyMap<string, RenderedStack>> {
    const fleet = await this.load();
    const there: Fleet = {
      ...fleet,
      cells: fleet.cells.map((cell) => ({ ...cell, release })),
      tenants: fleet.tenants.map((tenant) => ({ ...tenant, release })),
    };
    const { folder } = this.run;
    const stacks = await renderFleet(there, { rootFolder: folder, cacheFolder: join(folder, '.multiplex') });
    return new Map(
      stacks.map((stack) => [
        stack.displayName,
        withTemplate(stack, (template) => adaptTemplate(stack.stackName, template, this.used)),
      ]),
    );
  }

  async load(): Promise<Fleet> {
    const { fleet, diagnostics } = await loadFleet({ cwd: this.run.folder }, '.');
    invariant(fleet !== undefined, `the fleet of the roll-out is valid: ${JSON.stringify(diagnostics)}`);
    return fleet;
  }

  private editFleetFile(): void {
    const path = join(this.run.folder, 'fleet.yaml');
    const file = parseDocument(readFileSync(path, 'utf8'));
    file.set('rings', RINGS);
    file.set('rollout', { rollback: 'rollout' });
    file.setIn(['defaults', 'maintenance', 'window', 'days'], DAYS);
    writeFileSync(path, file.toString());
  }
}

function ringOf(source: string): string {
  const text = readFileSync(join(PROJECT, 'tenants', source, 'tenant.yaml'), 'utf8');
  return String(parseDocument(text).get('ring'));
}
