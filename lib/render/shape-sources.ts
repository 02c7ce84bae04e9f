import type { CellInput, TenantInput } from '../blueprint/input';
import type { Blueprint, Release } from '../release/release';
import { cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import type { ShapeSource } from './shape/shape-book';
import type { Json } from './shape/slots';
import { synthesizeStack } from './synthesize-stack';

/** Real synthesis of a tenant's stack: the reference that stamping is compared with. */
export function synthesizerOfTenants(blueprint: Blueprint): (input: TenantInput) => RenderedStack {
  return (input) =>
    synthesizeStack(tenantDisplayName(input.tenant.id), (outdir) =>
      blueprint.synthesizeTenant(input, outdir),
    );
}

/** Real synthesis of a cell's stack: the reference that stamping is compared with. */
export function synthesizerOfCells(blueprint: Blueprint): (input: CellInput) => RenderedStack {
  return (input) =>
    synthesizeStack(cellDisplayName(input.cell.id), (outdir) => blueprint.synthesizeCell(input, outdir));
}

/** Where the shapes of a release's tenants come from. */
export function tenantShapes(release: Release): ShapeSource {
  return shapeSource(release, 'tenant', (blueprint) => {
    const synthesize = synthesizerOfTenants(blueprint);
    // A marked input has the structure of the one that it was made from.
    return (input) => synthesize(input as object as TenantInput);
  });
}

/** Where the shapes of a release's cells come from. */
export function cellShapes(release: Release): ShapeSource {
  return shapeSource(release, 'cell', (blueprint) => {
    const synthesize = synthesizerOfCells(blueprint);
    return (input) => synthesize(input as object as CellInput);
  });
}

function shapeSource(
  release: Release,
  kind: 'cell' | 'tenant',
  synthesizerOf: (blueprint: Blueprint) => (input: Json) => RenderedStack,
): ShapeSource {
  return {
    digest: `${kind} ${release.digest}`,
    load: async () => synthesizerOf(await release.loadBlueprint()),
    check: () => undefined,
  };
}
