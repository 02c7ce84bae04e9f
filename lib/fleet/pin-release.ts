import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { FLEET_FILE_PATH, tenantFilePath } from './fleet-files';
import { writeAtOnce } from './write-at-once';
import type { FieldPath } from './yaml/field-path';
import { replaceScalar } from './yaml/replace-scalar';

/** The file that pins the release of a stack, relative to the root. */
export function pinnedFile(stack: string): string {
  return pinOf(stack).file;
}

/**
 * Writes the release of a stack into the file that pins it, and leaves comments, order and layout as they are. The file
 * is replaced at once, so nobody reads half of it.
 *
 * @param rootFolder Folder that holds `fleet.yaml`, as an absolute path.
 * @param stack `tenants/rally-north`, `cells/us-1`.
 * @returns The path of the file, relative to the root; undefined where it says so already.
 * @throws ProblemError when the file is not there or holds no release that can be replaced.
 */
export function pinRelease(rootFolder: string, stack: string, release: string): string | undefined {
  const { file, path } = pinOf(stack);
  const target = join(rootFolder, file);
  const before = readText(target, file);
  const after = replaceScalar(before, path, release);
  if (after === undefined) {
    throw new ProblemError([
      diagnostic({
        code: 'FILE-023',
        place: { file },
        message: `there is no ${path.join('.')} that can be replaced alone.`,
        next: `Write it by hand: ${path.at(-1)}: ${release}`,
        value: release,
      }),
    ]);
  }
  if (after === before) {
    return undefined;
  }
  writeAtOnce(target, after);
  return file;
}

function pinOf(stack: string): { readonly file: string; readonly path: FieldPath } {
  const [kind, id = ''] = stack.split('/');
  return kind === 'tenants'
    ? { file: tenantFilePath(id), path: ['release'] }
    : { file: FLEET_FILE_PATH, path: ['cells', id, 'release'] };
}

function readText(target: string, file: string): string {
  try {
    return readFileSync(target, 'utf8');
  } catch (error) {
    throw new ProblemError([
      diagnostic({
        code: 'FILE-023',
        place: { file },
        message: `the file that pins the release cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
        next: 'Put it back, or make it readable.',
      }),
    ]);
  }
}
