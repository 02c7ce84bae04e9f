import { randomInt } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseDocument } from 'yaml';
import type { Document } from 'yaml';

import { PROJECT } from '../project';

const SUFFIX_LENGTH = 6;
const DIGITS = '0123456789';
const LETTERS_AND_DIGITS = `abcdefghijklmnopqrstuvwxyz${DIGITS}`;

/** What a cell needs that a run cannot make up where certificates and zones are checked. */
export interface CellPlace {
  readonly account: string;
  readonly region: string;
  readonly domain: string;
  readonly hostedZoneId: string;
  readonly certificateArn: string;
  /** Whether tenants may have domains of their own, for which nobody has to hold a certificate. */
  readonly ownDomains: boolean;
}

/** A small fleet of one run: every name in it ends in the run's suffix, so that no two runs share one. */
export interface RunFleet {
  readonly folder: string;
  readonly suffix: string;
  readonly name: string;
  readonly cell: string;
  /** Ids of the tenants, one a source. */
  readonly tenants: readonly string[];
}

/** Tenants of the example fleet, one a tier; the enterprise one has domains of its own. */
export const SOURCES = {
  foundational: 'open-water',
  premium: 'rally-north',
  enterprise: 'vela-stream',
} as const;

const TIERS = {
  foundational: { features: ['watchlist'] },
  premium: {
    extends: 'foundational',
    features: ['additional-metrics', 'ads', 'dashboard', 'live-restart', 'payments'],
  },
  enterprise: { extends: 'premium', features: ['web-acl'] },
};

/** Unlikely to be another run's; the digit in front keeps it from being part of any word. */
export function randomSuffix(): string {
  const letters = Array.from({ length: SUFFIX_LENGTH - 1 }, () => oneOf(LETTERS_AND_DIGITS));
  return [oneOf(DIGITS), ...letters].join('');
}

function oneOf(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** Domain of a run's cell where nothing has to own it; `.example` is nobody's. */
export function madeUpDomain(suffix: string): string {
  return `${suffix}.e2e.example`;
}

/** Id of the tenant that was made of a source. */
export function tenantOf(fleet: Pick<RunFleet, 'suffix'>, source: string): string {
  return `${source}-${fleet.suffix}`;
}

/** Writes the fleet into `folder`: the cell, and a copy of each source under a name of its own. */
export function writeRunFleet(
  folder: string,
  suffix: string,
  place: CellPlace,
  sources: readonly string[],
): RunFleet {
  const fleet = {
    folder,
    suffix,
    name: `e2e-${suffix}`,
    cell: `cell-${suffix}`,
    tenants: sources.map((source) => tenantOf({ suffix }, source)),
  };
  mkdirSync(join(folder, 'tenants'), { recursive: true });
  writeFileSync(join(folder, 'fleet.yaml'), JSON.stringify(fleetFile(fleet, place), undefined, 2));
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify(cdkFile(), undefined, 2));
  for (const source of sources) {
    const id = tenantOf(fleet, source);
    cpSync(join(PROJECT, 'tenants', source), join(folder, 'tenants', id), { recursive: true });
    editTenant(fleet, id, (tenant) => moveTenant(tenant, fleet, id, place));
  }
  return fleet;
}

/** Changes a tenant's file as a person would: the rest of it stays as it is. */
export function editTenant(fleet: RunFleet, tenant: string, edit: (file: Document) => void): void {
  const path = join(fleet.folder, 'tenants', tenant, 'tenant.yaml');
  const file = parseDocument(readFileSync(path, 'utf8'));
  edit(file);
  writeFileSync(path, file.toString());
}

function moveTenant(file: Document, fleet: RunFleet, id: string, place: CellPlace): void {
  file.set('cell', fleet.cell);
  file.set('ring', 'general');
  // What is shown is the working tree, whatever the example has been upgraded to.
  file.set('release', 'next');
  file.delete('maintenance');
  if (!file.has('domains')) {
    return;
  }
  if (place.ownDomains) {
    file.set('domains', [`watch.${id}.example`, `www.${id}.example`]);
    file.set('certificateArn', place.certificateArn);
  } else {
    file.delete('domains');
    file.delete('certificateArn');
  }
}

function fleetFile(fleet: RunFleet, place: CellPlace): object {
  return {
    name: fleet.name,
    cells: {
      [fleet.cell]: {
        account: place.account,
        region: place.region,
        kind: 'shared',
        release: 'next',
        domain: place.domain,
        hostedZoneId: place.hostedZoneId,
        certificateArn: place.certificateArn,
        apiDomain: `api.${place.domain}`,
      },
    },
    tiers: TIERS,
    rings: {
      general: { order: 1, bakeMinutes: 0, minimumRequests: 0, concurrency: 3, toleratedFailures: 0 },
    },
    defaults: {
      maintenance: {
        timeZone: 'Etc/UTC',
        window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '00:00', to: '24:00' },
        noticeDays: 0,
      },
    },
  };
}

/** What `cdk` needs to run the project's app over this fleet. */
function cdkFile(): object {
  return {
    app: `node ${join(PROJECT, 'bin', 'app.cjs')}`,
    output: 'cdk.out',
    versionReporting: false,
    notices: false,
  };
}
