import { invariant } from '../diagnostics/invariant';
import type { Fleet } from '../fleet/fleet';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import { loadNextBlueprint } from '../release/blueprint';
import type { Blueprint } from '../release/blueprint';
import { compileHandlers } from '../release/compile-handlers';
import { cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
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
  const wanted = (displayName: string): boolean => options.only?.includes(displayName) ?? true;
  const cells = fleet.cells.filter((cell) => wanted(cellDisplayName(cell.id)));
  const tenants = fleet.tenants.filter((tenant) => wanted(tenantDisplayName(tenant.id)));
  const blueprint = await blueprintOf([...cells, ...tenants].map(({ release }) => release));
  const rendered: RenderedStack[] = [];
  if (cells.length > 0) {
    const provisioner = await compileHandlers(options.cacheFolder);
    for (const cell of cells) {
      rendered.push(
        synthesizeStack(cellDisplayName(cell.id), (outdir) =>
          blueprint.synthesizeCell(cellInput(fleet, cell, provisioner), outdir),
        ),
      );
    }
  }
  for (const tenant of tenants) {
    rendered.push(
      synthesizeStack(tenantDisplayName(tenant.id), (outdir) =>
        blueprint.synthesizeTenant(tenantInput(fleet, tenant, options.rootFolder), outdir),
      ),
    );
  }
  return rendered;
}

async function blueprintOf(releases: readonly string[]): Promise<Blueprint> {
  const unknown = releases.find((release) => release !== NEXT_RELEASE);
  invariant(unknown === undefined, `a checked fleet pins releases that exist, not ${String(unknown)}`);
  return loadNextBlueprint();
}
