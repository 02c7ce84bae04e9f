import type { z } from 'zod';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { missingFileProblem, unreadProblem } from './file-problems';
import { tenantFilePath, type TenantFolder } from './fleet-files';
import { TENANT_FILE_BYTES_MAX } from './limits';
import { parseYaml, type YamlDocument } from './yaml/parse-yaml';
import { schemaProblems } from './schema/schema-problems';
import { soundPart } from './schema/sound-part';
import {
  brandingSchema,
  compiledTenantFileSchema,
  tenantFileSchema,
  type TenantFile,
} from './schema/tenant-file';

/** As much of a tenant's file as can be relied on, so that a bad colour does not hide an unknown tier. */
export interface TenantDraft {
  readonly id: string;
  readonly document: YamlDocument;
  /** The valid fields; of branding and maintenance, the valid ones in them. */
  readonly fields: TenantFields;
  /** The whole file; undefined when its schema refuses any of it. */
  readonly file: TenantFile | undefined;
}

const fieldsSchema = tenantFileSchema.partial().extend({ branding: brandingSchema.partial().optional() });
/** The mappings whose entries stand alone: a missing colour does not hide a logo that is not there. */
const MAPPINGS_OF_ENTRIES: readonly string[] = ['branding', 'maintenance'];

type TenantFields = Readonly<z.infer<typeof fieldsSchema>>;

/** The draft, or none when the file is missing or is no YAML; and the problems of the file by itself. */
export interface ParsedTenantFile {
  readonly draft: TenantDraft | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses `tenant.yaml` and checks it against its schema; what refers to other things is checked later. */
export function parseTenantFile({ id, file: entry }: TenantFolder): ParsedTenantFile {
  if (entry === undefined) {
    return { draft: undefined, diagnostics: [missingFileProblem(tenantFilePath(id))] };
  }
  if (entry.kind !== 'file') {
    return { draft: undefined, diagnostics: [unreadProblem(entry)] };
  }
  const { document, diagnostics } = parseYaml(entry, TENANT_FILE_BYTES_MAX);
  if (document === undefined) {
    return { draft: undefined, diagnostics };
  }
  const whole = compiledTenantFileSchema().safeParse(document.value);
  if (whole.success) {
    return { draft: { id, document, fields: whole.data, file: whole.data }, diagnostics: [] };
  }
  const fields = soundPart(document.value, fieldsSchema, whole.error.issues, MAPPINGS_OF_ENTRIES) ?? {};
  return {
    draft: { id, document, fields, file: undefined },
    diagnostics: schemaProblems({ document, at: [], schema: tenantFileSchema }),
  };
}
