import { isError } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Fleet } from '../fleet/fleet';
import { tenantFolderPath } from '../fleet/fleet-files';
import type { TenantFolder } from '../fleet/fleet-files';
import { parseFleet } from '../fleet/parse-fleet';
import type { LoadedFleet } from './load-fleet';

/** A fleet with a folder in it that is not written yet. */
export interface TriedTenant {
  /** Undefined when there is an error. */
  readonly fleet?: Fleet;
  readonly problems: readonly Diagnostic[];
}

/** Checks the whole fleet as it would be with the new folder. */
export function tryTenant(
  loaded: Pick<LoadedFleet, 'files' | 'catalogues'>,
  id: string,
  files: Readonly<Record<string, string>>,
): TriedTenant {
  const tenants = [...loaded.files.tenants, inMemory(id, files)].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { fleet, diagnostics } = parseFleet({ ...loaded.files, tenants }, loaded.catalogues);
  return { ...(fleet === undefined ? {} : { fleet }), problems: diagnostics.filter(isError) };
}

function inMemory(id: string, files: Readonly<Record<string, string>>): TenantFolder {
  const entries = Object.entries(files).map(([path, text]) => ({
    kind: 'file' as const,
    path,
    bytes: new TextEncoder().encode(text),
  }));
  const brand = entries
    .filter(({ path }) => path.startsWith('brand/'))
    .map((entry) => ({ ...entry, path: entry.path.slice('brand/'.length) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const file = entries.find(({ path }) => path === 'tenant.yaml');
  return {
    id,
    file: file === undefined ? undefined : { ...file, path: `${tenantFolderPath(id)}/tenant.yaml` },
    brand,
    // What is rendered from this is counted and thrown away, so any digest will do.
    brandDigest: '0'.repeat(64),
  };
}
