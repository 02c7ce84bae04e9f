import { invariant } from '../diagnostics/invariant';
import type { Fleet } from '../fleet/fleet';
import { openRelease } from '../release/open-release';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import { synthesizerOfAccess, synthesizerOfCells, synthesizerOfTenants } from './shape-sources';
import type { RenderOptions } from './render-fleet';
import { stackFaults } from './shape/check-shape';
import type { ShapeFault } from './shape/check-shape';
import { accessInput, cellInput, tenantInput } from './stack-input';

/** Most stacks of one run that are synthesised to be compared. */
const SAMPLE_MAX = 50;

export interface Verification {
  /** Display names of the stacks that were synthesised. */
  readonly compared: readonly string[];
  /** Where what was stamped differs from what was synthesised. */
  readonly faults: readonly { readonly displayName: string; readonly fault: ShapeFault }[];
}

/**
 * Compares stamped stacks with real synthesis, byte for byte: all of them, or of many a sample spread evenly over them,
 * the same each time.
 */
export async function verifyFleet(
  fleet: Fleet,
  stamped: readonly RenderedStack[],
  options: RenderOptions,
): Promise<Verification> {
  const synthesize = await synthesizerOf(fleet, options);
  const step = Math.max(1, Math.ceil(stamped.length / SAMPLE_MAX));
  const sample = stamped.filter((_, index) => index % step === 0);
  return {
    compared: sample.map(({ displayName }) => displayName),
    faults: sample.flatMap((stack) =>
      stackFaults(stack, synthesize(stack.displayName)).map((fault) => ({
        displayName: stack.displayName,
        fault,
      })),
    ),
  };
}

async function synthesizerOf(
  fleet: Fleet,
  { rootFolder, cacheFolder }: RenderOptions,
): Promise<(displayName: string) => RenderedStack> {
  const references = new Map<string, () => RenderedStack>();
  for (const version of new Set([...fleet.cells, ...fleet.tenants].map(({ release }) => release))) {
    const { provisioner, loadBlueprint } = await openRelease(version, cacheFolder);
    const blueprint = await loadBlueprint();
    for (const cell of fleet.cells.filter(({ release }) => release === version)) {
      const input = cellInput(fleet, cell, provisioner);
      references.set(cellDisplayName(cell.id), () => synthesizerOfCells(blueprint)(input));
      for (const tenant of fleet.tenants.filter((one) => one.cell === cell.id)) {
        const access = accessInput(fleet, cell, tenant);
        if (access !== undefined) {
          references.set(accessDisplayName(tenant.id), () => synthesizerOfAccess(blueprint)(access));
        }
      }
    }
    for (const tenant of fleet.tenants.filter(({ release }) => release === version)) {
      const input = tenantInput(fleet, tenant, rootFolder);
      references.set(tenantDisplayName(tenant.id), () => synthesizerOfTenants(blueprint)(input));
    }
  }
  return (displayName) => {
    const reference = references.get(displayName);
    invariant(reference !== undefined, `${displayName} was rendered from this fleet`);
    return reference();
  };
}
