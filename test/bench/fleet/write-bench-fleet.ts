import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_FOLDER } from '../../../lib/release/project-folder';
import { readReleaseVersions } from '../../../lib/release/read-release';
import { benchCells } from './bench-cell';
import { benchTenant } from './bench-tenant';
import { SeededRandom } from './seeded-random';

const SEED = 20_261_101;

const RINGS = ['canary', 'general'] as const;

const REST_OF_FLEET_FILE = `
tiers:
  foundational:
    features: [watchlist]
  premium:
    extends: foundational
    features: [additional-metrics, ads, dashboard, live-restart, payments]
  enterprise:
    extends: premium
    features: [web-acl]

rings:
  canary: { order: 1, bakeMinutes: 60, minimumRequests: 100, concurrency: 1, toleratedFailures: 0 }
  general: { order: 2, bakeMinutes: 240, minimumRequests: 1000, concurrency: 5, toleratedFailures: 1 }

defaults:
  maintenance:
    timeZone: America/New_York
    window: { days: [tue, wed, thu], from: '02:00', to: '06:00' }
    noticeDays: 3
`;

/** What was written. */
export interface BenchFleet {
  readonly cellIds: readonly string[];
  readonly tenantIds: readonly string[];
}

/** Writes a fleet of this many varied tenants: the same bytes for the same number. */
export function writeBenchFleet(folder: string, tenants: number): BenchFleet {
  const random = new SeededRandom(SEED);
  const releases = readReleaseVersions(PROJECT_FOLDER);
  const newest = releases.at(-1);
  if (newest === undefined) {
    throw new RangeError('the project has releases');
  }
  const cells = benchCells(tenants, newest);
  mkdirSync(folder, { recursive: true });
  const cellTexts = cells.map(({ text }) => text).join('');
  writeFileSync(join(folder, 'fleet.yaml'), `name: bench\n\ncells:\n${cellTexts}${REST_OF_FLEET_FILE}`);
  const tenantIds = Array.from({ length: tenants }, (_, index) => {
    const cell = cells[index % cells.length];
    if (cell === undefined) {
      throw new RangeError('a fleet with tenants has cells');
    }
    const tenant = benchTenant(
      index,
      { cell, ring: random.pick(RINGS), release: random.pick(releases) },
      random,
    );
    const brandFolder = join(folder, 'tenants', tenant.id, 'brand');
    mkdirSync(brandFolder, { recursive: true });
    writeFileSync(join(folder, 'tenants', tenant.id, 'tenant.yaml'), tenant.file);
    for (const [name, text] of Object.entries(tenant.brand)) {
      writeFileSync(join(brandFolder, name), text);
    }
    return tenant.id;
  });
  return { cellIds: cells.map(({ id }) => id), tenantIds };
}
