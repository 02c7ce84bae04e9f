import { tenantFilePath } from '../fleet/fleet-files';
import { TENANT_FILE_BYTES_MAX } from '../fleet/limits';
import { readFileEntry } from '../fleet/read-entry';
import { canonicalDomain } from '../fleet/schema/host-name';
import { parseTenantFile } from '../fleet/tenant-draft';
import type { TenantDraft } from '../fleet/tenant-draft';

/** As much of a tenant as a list of the fleet shows; what its file does not say, or says wrongly, is left out. */
export interface TenantLine {
  readonly id: string;
  readonly fields: TenantDraft['fields'];
}

/** Reads a tenant's file alone; its brand is not looked at. */
export function readTenantLine(rootFolder: string, id: string): TenantLine {
  const entry = readFileEntry(rootFolder, tenantFilePath(id), TENANT_FILE_BYTES_MAX);
  const file = entry.kind === 'missing' ? undefined : entry;
  const { draft } = parseTenantFile({ id, file, brand: [], brandDigest: '' });
  return { id, fields: draft?.fields ?? {} };
}

/** A tenant's own domains in canonical spelling. */
export function readTenantDomains(rootFolder: string, id: string): readonly string[] {
  return (readTenantLine(rootFolder, id).fields.domains ?? []).flatMap(
    (domain) => canonicalDomain(domain) ?? [],
  );
}
