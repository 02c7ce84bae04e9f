import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { synthesizeCell, synthesizeTenant } from '../../lib/blueprint/blueprint';
import type { TenantInput } from '../../lib/blueprint/input';
import { diagnosticText } from '../../lib/diagnostics/render';
import { NEXT_RELEASE } from '../../lib/fleet/feature-catalogue';
import type { Fleet } from '../../lib/fleet/fleet';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import { readFeatureCatalogues } from '../../lib/release/feature-catalogues';
import type { RenderedStack } from '../../lib/render/rendered-stack';
import { synthesizerOfTenants } from '../../lib/render/shape-sources';
import { makeShape, stampShape } from '../../lib/render/shape/shape';
import type { Shape } from '../../lib/render/shape/shape';
import { shapeKey } from '../../lib/render/shape/slots';
import type { Json } from '../../lib/render/shape/slots';
import { tenantInput } from '../../lib/render/stack-input';
import { synthesizeStack } from '../../lib/render/synthesize-stack';
import { fleetFilesOf } from '../fixtures/fleet-files';
import { tenantFile, tenantId, tenantYaml } from './any-tenant';
import { PROJECT } from './example-fleet';

/** Fixed, so that two runs draw the same; fast-check prints it with the path of a failure. */
const SEED = 20261122;
const RUNS = 25;

/** A few tenants with different ids, each drawn on its own. */
const tenants = fc
  .uniqueArray(tenantId, { minLength: 2, maxLength: 4 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => tenantFile.map((drawn) => ({ id, yaml: tenantYaml(id, drawn) })))),
  );

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>';

function fleetOf(drawn: readonly { readonly id: string; readonly yaml: string }[]): Fleet {
  const fleetYaml = readFileSync(join(PROJECT, 'fleet.yaml'), 'utf8').replace(
    /release: .*/g,
    'release: next',
  );
  const files = drawn.flatMap(({ id, yaml }) => [
    [`tenants/${id}/tenant.yaml`, yaml],
    [`tenants/${id}/brand/logo.svg`, SVG],
    [`tenants/${id}/brand/favicon.svg`, SVG],
  ]);
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

function rendered(fleet: Fleet): ReadonlyMap<string, RenderedStack> {
  return new Map(
    fleet.tenants.map((tenant) => [
      tenant.id,
      synthesizeStack(`tenants/${tenant.id}`, (outdir) =>
        synthesizeTenant(tenantInput(fleet, tenant, '/fleet'), outdir),
      ),
    ]),
  );
}

/** What `cdk` deploys before the stack. */
function dependenciesOf(stack: RenderedStack | undefined): readonly string[] {
  const artifacts = JSON.parse(stack?.artifacts ?? '{}') as Record<string, { dependencies?: string[] }>;
  return Object.values(artifacts).flatMap(({ dependencies }) => dependencies ?? []);
}

/** Whether the text holds the id as a whole, not as a part of a longer id. */
function names(text: string, id: string): boolean {
  return new RegExp(`(?<![a-z0-9-])${id}(?![a-z0-9-])`).test(text);
}

describe('any valid tenant', () => {
  test('synthesises to a template of its own, which names no other tenant, exports nothing and imports nothing', () => {
    fc.assert(
      fc.property(tenants, (drawn) => {
        const stacks = rendered(fleetOf(drawn));
        for (const { id } of drawn) {
          const stack = stacks.get(id);
          expect(stack?.stackName).toBe(`tenant--${id}`);
          const template = stack?.template ?? '';
          expect(names(template, id)).toBe(true);
          for (const other of drawn.filter((candidate) => candidate.id !== id)) {
            expect(names(template, other.id)).toBe(false);
          }
          expect(template).not.toContain('"Export"');
          expect(template).not.toContain('Fn::ImportValue');
          expect(dependenciesOf(stack)).toEqual([`tenant--${id}.assets`]);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('changes no byte of any other tenant when it is added', () => {
    fc.assert(
      fc.property(tenants, (drawn) => {
        const before = rendered(fleetOf(drawn.slice(1)));
        const after = rendered(fleetOf(drawn));
        for (const [id, stack] of before) {
          expect(after.get(id)).toEqual(stack);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('is stamped to the bytes that synthesis gives', () => {
    const reference = synthesizerOfTenants({ synthesizeCell, synthesizeTenant });
    const synthesize = (input: Json): RenderedStack => reference(input as object as TenantInput);
    fc.assert(
      fc.property(tenants, (drawn) => {
        const fleet = fleetOf(drawn);
        const shapes = new Map<string, Shape>();
        for (const tenant of fleet.tenants) {
          const input = tenantInput(fleet, tenant, '/fleet') as object as Json;
          const shape = shapes.get(shapeKey(input)) ?? makeShape(input, synthesize).shape;
          shapes.set(shapeKey(input), shape);
          expect(stampShape(shape, input)).toEqual(rendered(fleet).get(tenant.id));
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('finds every word of its configuration in its template exactly as it was written', () => {
    fc.assert(
      fc.property(tenants, (drawn) => {
        const fleet = fleetOf(drawn);
        const stacks = rendered(fleet);
        for (const tenant of fleet.tenants) {
          const { Resources: resources } = JSON.parse(stacks.get(tenant.id)?.template ?? '{}') as {
            Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
          };
          const partition = Object.values(resources).find(({ Type }) => Type === 'Custom::TenantPartition');
          const { homepage, ...branding } = tenant.branding;
          expect(partition?.Properties).toMatchObject({
            Configuration: { name: tenant.name, tier: tenant.tier, branding },
            Entitlements: tenant.features,
            Catalogue: tenant.catalogue,
            Homepage: homepage,
          });
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});
