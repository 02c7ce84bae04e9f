import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { tenantFolderPath } from '../fleet-files';
import { ID_RULE, isId, RESERVED_IDS } from '../schema/id';
import type { TenantDraft } from '../tenant-draft';

/** Checks the name of a tenant's folder, which is its id, and the id in its file where there is one. */
export function checkId(id: string, tenant: TenantDraft | undefined): readonly Diagnostic[] {
  return [...checkFolderName(id), ...(tenant === undefined ? [] : checkWrittenId(tenant))];
}

function checkFolderName(id: string): readonly Diagnostic[] {
  const place = { file: tenantFolderPath(id) };
  if (!isId(id)) {
    const slug = id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const example = isId(slug) && !RESERVED_IDS.includes(slug) ? ` ${quoted(slug)} would do.` : '';
    return [
      diagnostic({
        code: 'TENANT-001',
        place,
        message: `the folder ${quoted(id)} does not have the name of a tenant.`,
        next: `Rename it to ${ID_RULE}.${example}`,
        value: id,
      }),
    ];
  }
  if (RESERVED_IDS.includes(id)) {
    return [
      diagnostic({
        code: 'TENANT-002',
        place,
        message: `the id ${quoted(id)} is reserved.`,
        next: 'Rename the folder, for example after the brand.',
        value: id,
      }),
    ];
  }
  return [];
}

function checkWrittenId({ id, document, fields }: TenantDraft): readonly Diagnostic[] {
  if (fields.id === undefined || fields.id === id) {
    return [];
  }
  return [
    diagnostic({
      code: 'TENANT-003',
      place: document.locate(['id']),
      message: `id ${quoted(fields.id)} differs from the folder ${quoted(id)}.`,
      next: 'Remove the line; the folder says the id.',
      value: fields.id,
    }),
  ];
}
