import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT } from '../render/example-fleet';

/** Every page that is written by hand, relative to the project. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...pagesOf('docs'),
  ...pagesOf('docs/decisions'),
];

export function documentText(document: string): string {
  return readFileSync(join(PROJECT, document), 'utf8');
}

function pagesOf(folder: string): readonly string[] {
  return readdirSync(join(PROJECT, folder))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => `${folder}/${file}`);
}
