import type { DiagnosticCode } from '../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic';
import { nextStepFor } from '../diagnostics/suggest';
import { FLEET_FILE_PATH, type UnreadEntry } from './fleet-files';
import { FLEET_FILE_BYTES_MAX, TENANT_FILE_BYTES_MAX } from './limits';

const KIB = 1024;

/** A file that should exist and does not. */
export function missingFileProblem(path: string): Diagnostic {
  return diagnostic({
    code: 'FILE-001',
    place: { file: path },
    message: 'the file does not exist.',
    next: path === FLEET_FILE_PATH ? 'Run this in the root of a fleet.' : 'Add it, or remove the folder.',
  });
}

/** Why an entry where a fleet or tenant file belongs was not read. */
export function unreadProblem(entry: UnreadEntry): Diagnostic {
  const place = { file: entry.path };
  switch (entry.kind) {
    case 'large':
      return sizeProblem('FILE-002', entry.path, entry.size, bytesMaxOf(entry.path));
    case 'link':
      return diagnostic({
        code: 'FILE-003',
        place,
        message: 'this is a symbolic link, and links are not followed.',
        next: 'Put the file or folder itself here.',
      });
    case 'other':
      return diagnostic({
        code: 'FILE-004',
        place,
        message: 'this is not a regular file or folder of the kind that belongs here.',
        next: 'Remove or rename it.',
      });
    case 'unreadable':
      return diagnostic({
        code: 'FILE-005',
        place,
        message: `this could not be read: ${entry.reason}.`,
        next: 'Check that you may read it.',
        value: entry.reason,
      });
  }
}

/** A file in `tenants/`, or in the folder of a tenant, that belongs to nothing. */
export function strayProblem(path: string): Diagnostic {
  const names = path.split('/');
  const inTenants = names.length === 2;
  return diagnostic({
    code: 'FILE-006',
    place: { file: path },
    message: inTenants
      ? 'this is not the folder of a tenant.'
      : 'this does not belong in the folder of a tenant.',
    next: inTenants
      ? 'Move it out of tenants/, which holds one folder for each tenant.'
      : nextStepFor(names.at(-1) ?? '', ['tenant.yaml', 'brand']),
  });
}

/** A file over its limit; both sizes in bytes. */
export function sizeProblem(code: DiagnosticCode, file: string, size: number, bytesMax: number): Diagnostic {
  return diagnostic({
    code,
    place: { file },
    message: `the file has ${size} bytes; at most ${bytesMax} (${bytesMax / KIB} KiB) are read.`,
    next: 'Make it smaller.',
    value: size,
  });
}

function bytesMaxOf(path: string): number {
  return path === FLEET_FILE_PATH ? FLEET_FILE_BYTES_MAX : TENANT_FILE_BYTES_MAX;
}
