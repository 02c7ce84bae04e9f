import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const HEADER_END = '\n';

/**
 * What was kept in a cache file under this key; undefined when there is none, it is of another key, or damaged. A cache
 * only ever saves time, so whatever is wrong with one means that it is not there.
 */
export function readCacheFile(path: string, key: string): unknown {
  try {
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf(HEADER_END);
    const body = text.slice(end + HEADER_END.length);
    return text.slice(0, end) === headerOf(key, body) ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value of JSON under the key. A cache that cannot be written is no reason to fail. */
export function writeCacheFile(path: string, key: string, value: unknown): void {
  const body = JSON.stringify(value);
  const draft = `${path}.${process.pid}.draft`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, `${headerOf(key, body)}${HEADER_END}${body}`);
    renameSync(draft, path);
  } catch {
    // The next run does the work again.
  }
}

function headerOf(key: string, body: string): string {
  return `${key} ${createHash('sha256').update(body).digest('hex')}`;
}
