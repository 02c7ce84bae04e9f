import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';

import type { Conflict, ExportFile, ExportLine } from '../dedication/tenant-data';

/** What was exported of a tenant, as lines of JSON in a folder that only its owner may read. */
export class ExportFolder implements ExportFile {
  readonly #folder: string;
  readonly #cwd: string;

  /**
   * @param folder Absolute path; made when something is written.
   * @param cwd What people are told the way from.
   */
  constructor(folder: string, cwd: string) {
    this.#folder = folder;
    this.#cwd = cwd;
  }

  get place(): string {
    return relative(this.#cwd, this.#exported());
  }

  async write(lines: AsyncIterable<ExportLine>): Promise<void> {
    this.#make();
    const draft = join(this.#folder, 'export.draft');
    const file = openSync(draft, 'w', 0o600);
    try {
      for await (const line of lines) {
        writeSync(file, `${JSON.stringify(line)}\n`);
      }
    } finally {
      closeSync(file);
    }
    renameSync(draft, this.#exported());
  }

  read(): AsyncIterable<ExportLine> | undefined {
    return existsSync(this.#exported()) ? linesOf(this.#exported()) : undefined;
  }

  async keepConflicts(conflicts: readonly Conflict[]): Promise<string> {
    this.#make();
    const path = join(this.#folder, 'conflicts.json');
    writeFileSync(path, `${JSON.stringify(conflicts, undefined, 2)}\n`, { mode: 0o600 });
    return relative(this.#cwd, path);
  }

  #exported(): string {
    return join(this.#folder, 'export.jsonl');
  }

  #make(): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }
}

async function* linesOf(path: string): AsyncGenerator<ExportLine, void, void> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    // The file is ours, and was put in place as a whole.
    yield JSON.parse(line) as ExportLine;
  }
}
