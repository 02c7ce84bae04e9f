import type { TenantInput } from '../blueprint/input';
import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { openRelease } from '../release/open-release';
import { programDigest } from '../release/program-digest';
import type { Release } from '../release/release';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import { accessShapes, cellShapes, tenantShapes } from './shape-sources';
import { stampShape } from './shape/shape';
import type { Shape } from './shape/shape';
import { ShapeBook } from './shape/shape-book';
import { slotValues } from './shape/slots';
import type { Json } from './shape/slots';
import { accessInput, cellInput, plain, tenantInputs } from './stack-input';

export interface RenderOptions {
  /** Folder that holds `fleet.yaml` and `tenants/`, as an absolute path. */
  readonly rootFolder: string;
  /** Folder for what can be made again, as an absolute path. */
  readonly cacheFolder: string;
  /** Display names to render, such as `tenants/rally-north`. @default all cells and tenants */
  readonly only?: readonly string[];
}

/**
 * Every cell and tenant of the fleet as a stack, each at its own release: cells first, then tenants, by id. The roles that
 * tenants are deployed with, where they have their own, come between them, at the release of the cell.
 *
 * @throws ProblemError when a release must not be rendered with.
 */
export async function renderFleet(fleet: Fleet, options: RenderOptions): Promise<readonly RenderedStack[]> {
  const only = options.only === undefined ? undefined : new Set(options.only);
  const isNamed = (name: string): boolean => only?.has(name) ?? true;
  const workshop = new Workshop(options.cacheFolder);
  const cells = fleet.cells.filter(({ id }) => isNamed(cellDisplayName(id)));
  const tenants = fleet.tenants.filter(({ id }) => isNamed(tenantDisplayName(id)));
  const deployed = fleet.tenants.filter(({ id }) => isNamed(accessDisplayName(id)));
  const inputOf = tenantInputs(fleet, options.rootFolder);
  return [
    ...(await Promise.all(cells.map((cell) => workshop.renderCell(fleet, cell)))),
    ...(await workshop.renderAccess(fleet, deployed)),
    ...(await Promise.all(tenants.map((tenant) => workshop.renderTenant(tenant.release, inputOf(tenant))))),
  ];
}

/** A stack, and what it was stamped from. */
export interface StampedStack {
  readonly rendered: RenderedStack;
  readonly stamped: { readonly shape: Shape; readonly values: readonly Json[] };
}

/** What stacks are made with: releases, each opened once, and shapes, each made once. */
export class Workshop {
  private readonly cacheFolder: string;
  private readonly book: ShapeBook;
  private readonly releases = new Map<string, Promise<Release>>();

  /** @param cacheFolder Folder for what can be made again, as an absolute path. */
  constructor(cacheFolder: string) {
    this.cacheFolder = cacheFolder;
    this.book = new ShapeBook(cacheFolder, programDigest());
  }

  async renderCell(fleet: Pick<Fleet, 'name'>, cell: Cell): Promise<RenderedStack> {
    const release = await this.open(cell.release);
    const input = plain(cellInput(fleet, cell, release.provisioner));
    return stampShape(await this.book.shapeOf(cellShapes(release), input), input);
  }

  /** The roles that the tenants are deployed with, of those whose cells give them some; by id of the tenant. */
  async renderAccess(
    fleet: Pick<Fleet, 'name' | 'cells'>,
    tenants: readonly Pick<Tenant, 'id' | 'cell'>[],
  ): Promise<readonly RenderedStack[]> {
    const cells = new Map(fleet.cells.map((cell) => [cell.id, cell]));
    const stacks = tenants.map(async (tenant) => {
      const cell = cells.get(tenant.cell);
      const stamped = cell === undefined ? undefined : await this.stampAccess(fleet, cell, tenant);
      return stamped === undefined ? [] : [stamped.rendered];
    });
    return (await Promise.all(stacks)).flat();
  }

  /** The roles that a tenant is deployed with, and what they were stamped from; undefined where the cell gives none. */
  async stampAccess(
    fleet: Pick<Fleet, 'name'>,
    cell: Cell,
    tenant: Pick<Tenant, 'id'>,
  ): Promise<StampedStack | undefined> {
    const input = accessInput(fleet, cell, tenant);
    if (input === undefined) {
      return undefined;
    }
    const shape = await this.book.shapeOf(accessShapes(await this.open(cell.release)), plain(input));
    return stampedStack(shape, plain(input));
  }

  async renderTenant(release: string, input: TenantInput): Promise<RenderedStack> {
    return stampShape(await this.tenantShape(release, plain(input)), plain(input));
  }

  /** The same, with what it was stamped from. */
  async stampTenant(release: string, input: TenantInput): Promise<StampedStack> {
    return stampedStack(await this.tenantShape(release, plain(input)), plain(input));
  }

  /** What decides the stacks of a release, beside the code that renders and what is rendered. */
  async releaseDigest(version: string): Promise<string> {
    return (await this.open(version)).digest;
  }

  async tenantShape(release: string, input: Json): Promise<Shape> {
    return this.book.shapeOf(tenantShapes(await this.open(release)), input);
  }

  private open(version: string): Promise<Release> {
    const release = this.releases.get(version) ?? openRelease(version, this.cacheFolder);
    this.releases.set(version, release);
    return release;
  }
}

function stampedStack(shape: Shape, input: Json): StampedStack {
  return { rendered: stampShape(shape, input), stamped: { shape, values: slotValues(input, shape.slots) } };
}
