import type { CellInput, TenantInput } from '../blueprint/input';
import { invariant } from '../diagnostics/invariant';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { Fleet } from '../fleet/fleet';
import { loadNextBlueprint } from '../release/blueprint';
import type { Blueprint } from '../release/blueprint';
import { compileHandlers } from '../release/compile-handlers';
import { cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import { renderByShape } from './shape/render-by-shape';
import { cellInput, tenantInput } from './stack-input';
import { synthesizeStack } from './synthesize-stack';

export interface RenderOptions {
  /** Folder that holds `fleet.yaml` and `tenants/`, as an absolute path. */
  readonly rootFolder: string;
  /** Folder for what can be made again, as an absolute path. */
  readonly cacheFolder: string;
  /** Display names to render, such as `tenants/rally-north`. @default all cells and tenants */
  readonly only?: readonly string[];
}

/** Every cell and tenant of the fleet as a stack, each at its own release: cells first, then tenants, by id. */
export async function renderFleet(fleet: Fleet, options: RenderOptions): Promise<readonly RenderedStack[]> {
  const only = options.only === undefined ? undefined : new Set(options.only);
  const cells = fleet.cells.filter((cell) => only?.has(cellDisplayName(cell.id)) ?? true);
  const tenants = fleet.tenants.filter((tenant) => only?.has(tenantDisplayName(tenant.id)) ?? true);
  const blueprint = await blueprintOf([...cells, ...tenants].map(({ release }) => release));
  return [
    ...(cells.length === 0 ? [] : await renderCells(fleet, cells, blueprint, options.cacheFolder)),
    ...renderByShape(
      tenants.map((tenant) => tenantInput(fleet, tenant, options.rootFolder)),
      synthesizerOfTenants(blueprint),
    ),
  ];
}

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

async function renderCells(
  fleet: Fleet,
  cells: Fleet['cells'],
  blueprint: Blueprint,
  cacheFolder: string,
): Promise<readonly RenderedStack[]> {
  const provisioner = await compileHandlers(cacheFolder);
  return renderByShape(
    cells.map((cell) => cellInput(fleet, cell, provisioner)),
    synthesizerOfCells(blueprint),
  );
}

async function blueprintOf(releases: readonly string[]): Promise<Blueprint> {
  const unknown = releases.find((release) => release !== NEXT_RELEASE);
  invariant(unknown === undefined, `a checked fleet pins releases that exist, not ${String(unknown)}`);
  return loadNextBlueprint();
}
