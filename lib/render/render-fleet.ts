import type { Fleet } from '../fleet/fleet';
import { openRelease } from '../release/open-release';
import { programDigest } from '../release/program-digest';
import type { Release } from '../release/release';
import { cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import { cellShapes, tenantShapes } from './shape-sources';
import { stampShape } from './shape/shape';
import { ShapeBook } from './shape/shape-book';
import type { ShapeSource } from './shape/shape-book';
import type { Json } from './shape/slots';
import { cellInput, tenantInput } from './stack-input';

export interface RenderOptions {
  /** Folder that holds `fleet.yaml` and `tenants/`, as an absolute path. */
  readonly rootFolder: string;
  /** Folder for what can be made again, as an absolute path. */
  readonly cacheFolder: string;
  /** Display names to render, such as `tenants/rally-north`. @default all cells and tenants */
  readonly only?: readonly string[];
}

/**
 * Every cell and tenant of the fleet as a stack, each at its own release: cells first, then tenants, by id.
 *
 * @throws ProblemError when a release must not be rendered with.
 */
export async function renderFleet(fleet: Fleet, options: RenderOptions): Promise<readonly RenderedStack[]> {
  const only = options.only === undefined ? undefined : new Set(options.only);
  const isNamed = (name: string): boolean => only?.has(name) ?? true;
  const releases = new OpenReleases(options.cacheFolder);
  const book = new ShapeBook(options.cacheFolder, programDigest());
  const stamped: RenderedStack[] = [];
  const render = async (source: ShapeSource, input: object): Promise<void> => {
    // Inputs are plain data.
    const data = input as Json;
    stamped.push(stampShape(await book.shapeOf(source, data), data));
  };
  for (const cell of fleet.cells.filter(({ id }) => isNamed(cellDisplayName(id)))) {
    const release = await releases.open(cell.release);
    await render(cellShapes(release), cellInput(fleet, cell, release.provisioner));
  }
  for (const tenant of fleet.tenants.filter(({ id }) => isNamed(tenantDisplayName(id)))) {
    const release = await releases.open(tenant.release);
    await render(tenantShapes(release), tenantInput(fleet, tenant, options.rootFolder));
  }
  return stamped;
}

/** The releases of a fleet, each opened once. */
export class OpenReleases {
  private readonly cacheFolder: string;
  private readonly opened = new Map<string, Promise<Release>>();

  constructor(cacheFolder: string) {
    this.cacheFolder = cacheFolder;
  }

  open(version: string): Promise<Release> {
    const release = this.opened.get(version) ?? openRelease(version, this.cacheFolder);
    this.opened.set(version, release);
    return release;
  }
}
