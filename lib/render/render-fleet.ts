import type { CellInput, TenantInput } from '../blueprint/input';
import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { openRelease } from '../release/open-release';
import type { Blueprint, Release } from '../release/release';
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
  const stacks = new Map<string, RenderedStack>();
  for (const version of new Set([...cells, ...tenants].map(({ release }) => release))) {
    const rendered = await renderOfRelease(
      fleet,
      { cells: cells.filter(isOf(version)), tenants: tenants.filter(isOf(version)) },
      await openRelease(version, options.cacheFolder),
      options.rootFolder,
    );
    rendered.forEach((stack) => stacks.set(stack.displayName, stack));
  }
  const names = [
    ...cells.map(({ id }) => cellDisplayName(id)),
    ...tenants.map(({ id }) => tenantDisplayName(id)),
  ];
  return names.flatMap((name) => stacks.get(name) ?? []);
}

async function renderOfRelease(
  fleet: Fleet,
  { cells, tenants }: { readonly cells: readonly Cell[]; readonly tenants: readonly Tenant[] },
  { provisioner, loadBlueprint }: Release,
  rootFolder: string,
): Promise<readonly RenderedStack[]> {
  const blueprint = await loadBlueprint();
  return [
    ...renderByShape(
      cells.map((cell) => cellInput(fleet, cell, provisioner)),
      synthesizerOfCells(blueprint),
    ),
    ...renderByShape(
      tenants.map((tenant) => tenantInput(fleet, tenant, rootFolder)),
      synthesizerOfTenants(blueprint),
    ),
  ];
}

function isOf(version: string): (pinned: { readonly release: string }) => boolean {
  return ({ release }) => release === version;
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
