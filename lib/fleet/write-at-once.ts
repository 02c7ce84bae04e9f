import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file as a whole, so that nobody reads half of it. One that is there keeps its mode. */
export function writeAtOnce(target: string, text: string): void {
  const mode = statSync(target, { throwIfNoEntry: false })?.mode;
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${randomUUID()}.draft`;
  try {
    writeFileSync(draft, text, mode === undefined ? {} : { mode });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
