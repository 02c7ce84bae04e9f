import { isError } from '../../diagnostics/diagnostic';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { TenantContext } from '../../fleet/checks/check-tenant';
import type { Cell, Fleet, Tenant } from '../../fleet/fleet';
import { filesDigest } from '../../fleet/files-digest';
import { FLEET_FILE_PATH, tenantFilePath } from '../../fleet/fleet-files';
import type { SourceFile, TenantFolder } from '../../fleet/fleet-files';
import { resolveFleet, tenantContext } from '../../fleet/parse-fleet';
import type { ReleaseDescriptions } from '../../fleet/release-description';
import { resolveTenant, reviewTenant } from '../../fleet/review-tenant';
import type { StackKind } from '../../render/stack-name';
import type { JsonMapping, StackSource, TenantSource } from './fleet-source';

/** What a source stands for, when it is sound. */
export interface Variant {
  readonly kind: StackKind;
  /** Without tenants. */
  readonly fleet: Fleet;
  readonly cell: Cell;
  readonly tenant?: Tenant;
}

/** Checks sources that are made up of two states, as the files of a fleet are checked. */
export class Variants {
  private readonly catalogues: ReleaseDescriptions;
  private readonly contexts = new Map<JsonMapping, TenantContext>();

  constructor(catalogues: ReleaseDescriptions) {
    this.catalogues = catalogues;
  }

  /** Undefined when what came together does not go together: a host of its own without a certificate. */
  resolve(source: StackSource, cellId: string): Variant | undefined {
    const context = this.contextOf(source.fleet);
    const { file, diagnostics } = context.fleet;
    if (file === undefined || diagnostics.some(isError)) {
      return undefined;
    }
    const tenant =
      source.tenant === undefined
        ? undefined
        : resolveTenant(reviewTenant(folderOf(source.tenant), context), file.defaults);
    const fleet = resolveFleet(file, []);
    const cell = fleet.cells.find(({ id }) => id === (tenant?.cell ?? cellId));
    if (cell === undefined || (source.tenant !== undefined && tenant === undefined)) {
      return undefined;
    }
    // Without access there are no roles to be compared with.
    return source.kind === 'access' && cell.access === undefined
      ? undefined
      : { kind: source.kind, fleet, cell, ...(tenant === undefined ? {} : { tenant }) };
  }

  /** What speaks against the source of a tenant; nothing where it is sound. */
  problems({ fleet, tenant }: StackSource): readonly Diagnostic[] {
    const context = this.contextOf(fleet);
    const own = tenant === undefined ? [] : reviewTenant(folderOf(tenant), context).diagnostics;
    return [...context.fleet.diagnostics, ...own].filter(isError);
  }

  private contextOf(fleet: JsonMapping): TenantContext {
    const context =
      this.contexts.get(fleet) ?? tenantContext(yamlFile(FLEET_FILE_PATH, fleet), this.catalogues);
    this.contexts.set(fleet, context);
    return context;
  }
}

/** JSON is YAML. */
function yamlFile(path: string, value: JsonMapping): SourceFile {
  return { kind: 'file', path, bytes: new TextEncoder().encode(JSON.stringify(value, undefined, 1)) };
}

function folderOf({ id, value, brand }: TenantSource): TenantFolder {
  const files = [...brand].map(([path, bytes]): SourceFile => ({ kind: 'file', path, bytes }));
  return {
    id,
    file: yamlFile(tenantFilePath(id), value),
    brand: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    brandDigest: filesDigest(files),
  };
}
