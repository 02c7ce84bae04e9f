import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { FileInput } from '../blueprint/input';
import { filesDigest } from '../fleet/files-digest';
import { compileProvisioner } from './compile-release';
import { PROJECT_FOLDER } from './project-folder';

/**
 * Compiles the provisioner of the working tree into one file, `provisioner.js`, in a folder named by its digest below
 * `cacheFolder`. The same source always gives the same bytes.
 */
export async function compileHandlers(cacheFolder: string): Promise<FileInput> {
  const code = await compileProvisioner(PROJECT_FOLDER);
  const digest = filesDigest([{ path: 'provisioner.js', bytes: code }]);
  const folder = join(cacheFolder, 'handlers', digest);
  if (!existsSync(folder)) {
    writeFolder(folder, { 'provisioner.js': code });
  }
  return { folder, digest };
}

/**
 * Writes the files into a folder that is not there yet. Two runs may write the same folder at once: each fills one of its
 * own, and the rename of the first one counts.
 */
function writeFolder(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(draft, name)), { recursive: true });
    writeFileSync(join(draft, name), content);
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
}
