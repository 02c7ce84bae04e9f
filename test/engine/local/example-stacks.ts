import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { invariant } from '../../../lib/diagnostics/invariant';
import { filesDigest } from '../../../lib/fleet/files-digest';
import type { Fleet, Tenant } from '../../../lib/fleet/fleet';
import { readFolderFiles } from '../../../lib/fleet/read-folder';
import { Workshop } from '../../../lib/render/render-fleet';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { tenantInputs } from '../../../lib/render/stack-input';
import type { ReviewedChange } from '../../../lib/rollout/ports';
import { exampleFleet, PROJECT } from '../../render/example-fleet';

/** Stacks of the fleet that the project ships, with changes that somebody might make to them. */
export class ExampleStacks {
  readonly fleet: Fleet;
  private readonly workshop = new Workshop(join(PROJECT, '.multiplex'));
  private readonly scratch: string;
  private tokens = 0;

  private constructor(fleet: Fleet, scratch: string) {
    this.fleet = fleet;
    this.scratch = scratch;
  }

  /** @param scratch Folder for changed brands. */
  static async open(scratch: string): Promise<ExampleStacks> {
    return new ExampleStacks((await exampleFleet()).fleet, scratch);
  }

  tenant(id: string): Tenant {
    const tenant = this.fleet.tenants.find((each) => each.id === id);
    invariant(tenant !== undefined, `the fleet has a tenant ${id}`);
    return tenant;
  }

  /** Every cell, and then every tenant. */
  async all(): Promise<readonly RenderedStack[]> {
    return [
      ...(await Promise.all(this.fleet.cells.map(({ id }) => this.cell(id)))),
      ...(await Promise.all(this.fleet.tenants.map((tenant) => this.render(tenant)))),
    ];
  }

  cell(id: string, release?: string): Promise<RenderedStack> {
    const cell = this.fleet.cells.find((each) => each.id === id);
    invariant(cell !== undefined, `the fleet has a cell ${id}`);
    return this.workshop.renderCell(this.fleet, { ...cell, release: release ?? cell.release });
  }

  render(tenant: Tenant, rootFolder = PROJECT): Promise<RenderedStack> {
    return this.workshop.renderTenant(tenant.release, tenantInputs(this.fleet, rootFolder)(tenant));
  }

  /** The tenant with another primary colour, in its configuration and in its style sheet. */
  recoloured(tenant: Tenant, colour: string): Promise<RenderedStack> {
    const root = join(this.scratch, colour.slice(1));
    const folder = join(root, tenant.brand.folder);
    mkdirSync(folder, { recursive: true });
    cpSync(join(PROJECT, tenant.brand.folder), folder, { recursive: true });
    const sheet = join(folder, 'theme.css');
    writeFileSync(sheet, `${readFileSync(sheet, 'utf8')}\n:root { --chosen: ${colour}; }\n`);
    const brand = { ...tenant.brand, digest: filesDigest(readFolderFiles(folder)) };
    const colors = { ...tenant.branding.colors, primary: colour };
    return this.render({ ...tenant, branding: { ...tenant.branding, colors }, brand }, root);
  }

  /** A change that brings a stack to what was rendered, under a token that was not used before. */
  put(rendered: RenderedStack, expected: string | undefined, release = '2026.11.0'): ReviewedChange {
    return {
      ...this.target(rendered),
      kind: 'put',
      expected,
      to: { release, digest: rendered.digest },
      rendered,
    };
  }

  remove(rendered: RenderedStack): ReviewedChange {
    return { ...this.target(rendered), kind: 'remove', expected: rendered.digest };
  }

  private target({
    displayName,
    stackName,
  }: RenderedStack): Pick<ReviewedChange, 'stack' | 'stackName' | 'account' | 'region' | 'token'> {
    const [room, id = ''] = displayName.split('/');
    const cellId = room === 'cells' ? id : this.tenant(id).cell;
    const cell = this.fleet.cells.find((each) => each.id === cellId);
    invariant(cell !== undefined, `${displayName} stands in a cell`);
    this.tokens += 1;
    const { account, region } = cell;
    return { stack: displayName, stackName, account, region, token: `t-${this.tokens}` };
  }
}
