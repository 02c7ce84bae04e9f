import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { diagnosticText } from '../../lib/diagnostics/render';
import { NEXT_RELEASE } from '../../lib/fleet/feature-catalogue';
import type { Fleet } from '../../lib/fleet/fleet';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import { readFeatureCatalogues } from '../../lib/release/feature-catalogues';
import { fleetFilesOf } from '../fixtures/fleet-files';
import { tenantFile, tenantId, tenantYaml } from '../render/any-tenant';
import { PROJECT } from '../render/example-fleet';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>';

interface DrawnTenant {
  readonly id: string;
  readonly yaml: string;
}

/** A valid fleet in the example's cells, with tenants that are drawn each on its own. */
export const anyFleet: fc.Arbitrary<Fleet> = fc
  .uniqueArray(tenantId, { minLength: 90, maxLength: 120 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => tenantFile.map((drawn) => ({ id, yaml: tenantYaml(id, drawn) })))),
  )
  .map(fleetOf);

function fleetOf(drawn: readonly DrawnTenant[]): Fleet {
  const files = drawn.flatMap(({ id, yaml }) => [
    [`tenants/${id}/tenant.yaml`, yaml],
    [`tenants/${id}/brand/logo.svg`, SVG],
    [`tenants/${id}/brand/favicon.svg`, SVG],
  ]);
  const fleetYaml = readFileSync(join(PROJECT, 'fleet.yaml'), 'utf8').replace(
    /release: .*/g,
    `release: ${NEXT_RELEASE}`,
  );
  const parsed = parseFleet(
    fleetFilesOf({ 'fleet.yaml': fleetYaml, ...(Object.fromEntries(files) as Record<string, string>) }),
    // As if nothing had been cut yet, so that every tenant may pin the working tree.
    new Map([...readFeatureCatalogues()].filter(([version]) => version === NEXT_RELEASE)),
  );
  if (parsed.fleet === undefined) {
    throw new Error(parsed.diagnostics.map(diagnosticText).join('\n'));
  }
  return parsed.fleet;
}
