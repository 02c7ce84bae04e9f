import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const HEADER_END = '\n';

/**
 * What was kept in a cache file under this key; undefined when there is none, it is of another key, or damaged. A cache
 * only ever saves time, so whatever is wrong with one means that it is not there.
 */
export function readCacheFile(path: string, key: string): string | undefined {
  try {
    const content = readFileSync(path, 'utf8');
    const end = content.indexOf(HEADER_END);
    const text = content.slice(end + HEADER_END.length);
    return content.slice(0, end) === headerOf(key, text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text under the key. A cache that cannot be written is no reason to fail. */
export function writeCacheFile(path: string, key: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, `${headerOf(key, text)}${HEADER_END}${text}`);
    renameSync(draft, path);
  } catch {
    // The next run does the work again.
  }
}

function headerOf(key: string, text: string): string {
  return `${key} ${hash('sha256', text)}`;
}
