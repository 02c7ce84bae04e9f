import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { synthesizeCell, synthesizeTenant } from '../../lib/blueprint/blueprint';
import type { TenantInput } from '../../lib/blueprint/input';
import { diagnosticText } from '../../lib/diagnostics/render';
import { NEXT_RELEASE } from '../../lib/fleet/feature-catalogue';
import type { Fleet } from '../../lib/fleet/fleet';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import type { FleetStack } from '../../lib/isolation/prove-fleet';
import { tenantSubject } from '../../lib/isolation/subject';
import type { SubjectForm } from '../../lib/isolation/subject';
import type { Template } from '../../lib/isolation/template';
import { readFeatureCatalogues } from '../../lib/release/feature-catalogues';
import { synthesizerOfTenants } from '../../lib/render/shape-sources';
import { makeShape, stampShape } from '../../lib/render/shape/shape';
import type { Shape } from '../../lib/render/shape/shape';
import { shapeKey } from '../../lib/render/shape/slots';
import type { Json } from '../../lib/render/shape/slots';
import { tenantInput } from '../../lib/render/stack-input';
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

const synthesize = synthesizerOfTenants({ synthesizeCell, synthesizeTenant });

/** The tenants of the working tree's blueprint, stamped; every shape is made once for all fleets that are drawn. */
export class Stamper {
  private readonly shapes = new Map<string, Shape>();

  stacksOf(fleet: Fleet, form: SubjectForm): readonly FleetStack[] {
    return fleet.tenants.map((tenant) => {
      const input = tenantInput(fleet, tenant, '/fleet');
      const stack = stampShape(this.shapeOf(input), input as object as Json);
      return {
        subject: tenantSubject(input, form),
        template: () => JSON.parse(stack.template) as Template,
      };
    });
  }

  private shapeOf(input: TenantInput): Shape {
    const data = input as object as Json;
    const key = shapeKey(data);
    const shape =
      this.shapes.get(key) ?? makeShape(data, (marked) => synthesize(marked as object as TenantInput)).shape;
    this.shapes.set(key, shape);
    return shape;
  }
}
