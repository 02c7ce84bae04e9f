import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_FOLDER } from './project-folder';

let known: string | undefined;

/**
 * SHA-256 of this project's code and the versions of its packages and of Node.js, which knows time zones: what is kept
 * for later runs is kept under it, so that no change of any can meet what it did not make.
 */
export function programDigest(): string {
  known ??= digestOf(PROJECT_FOLDER);
  return known;
}

function digestOf(project: string): string {
  const hash = createHash('sha256').update(`${process.version}\n`);
  const sources = readdirSync(join(project, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('lib', file));
  for (const file of ['package-lock.json', ...sources.sort()]) {
    const bytes = readFileSync(join(project, file));
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
