import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

import type { FileInput } from '../blueprint/input';
import { filesDigest } from '../fleet/files-digest';
import { PROJECT_FOLDER } from './project-folder';

const ENTRY = join(PROJECT_FOLDER, 'lib', 'handlers', 'provisioner.ts');

/** The version of Node that the function runs on. */
const TARGET = 'node22';

/**
 * Compiles the provisioner into one file, `provisioner.js`, in a folder named by its digest below `cacheFolder`. The
 * AWS SDK stays outside: Lambda brings it. The same source always gives the same bytes.
 */
export async function compileHandlers(cacheFolder: string): Promise<FileInput> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    absWorkingDir: PROJECT_FOLDER,
    bundle: true,
    charset: 'utf8',
    external: ['@aws-sdk/*', '@smithy/*'],
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'silent',
    platform: 'node',
    target: TARGET,
    write: false,
  });
  const code = outputFiles.map((file) => file.contents);
  const digest = filesDigest([{ path: 'provisioner.js', bytes: Buffer.concat(code) }]);
  const folder = join(cacheFolder, 'handlers', digest);
  if (!existsSync(folder)) {
    writeFolder(folder, { 'provisioner.js': Buffer.concat(code) });
  }
  return { folder, digest };
}

/** Two runs may write the same folder at once: each fills one of its own, and the rename of the first one counts. */
function writeFolder(folder: string, files: Readonly<Record<string, Uint8Array>>): void {
  mkdirSync(join(folder, '..'), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(draft, name), bytes);
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
