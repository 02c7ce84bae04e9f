import type { CellInput, TenantInput } from '../blueprint/input';
import type { Blueprint, Release } from '../release/release';
import { checkMadeShape } from './check-made-shape';
import { cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import type { ShapeSource } from './shape/shape-book';
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
  return {
    digest: `tenant ${release.digest}`,
    load: async () => {
      const synthesize = synthesizerOfTenants(await release.loadBlueprint());
      // A marked input has the structure of the one that it was made from.
      return (input) => synthesize(input as object as TenantInput);
    },
    check: async (marked, input) => {
      const { tenant } = input as object as TenantInput;
      await checkMadeShape(release, { marked, displayName: tenantDisplayName(tenant.id) });
    },
  };
}

/** Where the shapes of a release's cells come from. */
export function cellShapes(release: Release): ShapeSource {
  return {
    digest: `cell ${release.digest}`,
    load: async () => {
      const synthesize = synthesizerOfCells(await release.loadBlueprint());
      return (input) => synthesize(input as object as CellInput);
    },
    check: async (marked, input) => {
      const { cell } = input as object as CellInput;
      await checkMadeShape(release, { marked, displayName: cellDisplayName(cell.id) });
    },
  };
}
