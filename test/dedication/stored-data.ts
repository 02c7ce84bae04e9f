import { createHash } from 'node:crypto';

import type {
  Conflict,
  DataItem,
  DataObject,
  Expected,
  ExportFile,
  ExportLine,
  ObjectContent,
  ObjectName,
  TenantData,
} from '../../lib/dedication/tenant-data';

/** The data of a stack, in memory. */
export class StoredData implements TenantData {
  readonly itemsByKey = new Map<string, string>();
  /** Bytes by `media/<key>`. */
  readonly objectsByName = new Map<string, string>();
  /** Calls that fail before one that does not. */
  failures = 0;

  constructor(items: Readonly<Record<string, string>> = {}, objects: Readonly<Record<string, string>> = {}) {
    Object.entries(items).forEach(([key, value]) => this.itemsByKey.set(key, value));
    Object.entries(objects).forEach(([name, bytes]) => this.objectsByName.set(name, bytes));
  }

  async *items(): AsyncGenerator<DataItem, void, void> {
    for (const [key, value] of this.itemsByKey) {
      this.call();
      yield { key, value };
    }
  }

  async item(key: string): Promise<DataItem | undefined> {
    this.call();
    const value = this.itemsByKey.get(key);
    return value === undefined ? undefined : { key, value };
  }

  async putItem({ key, value }: DataItem, expected?: Expected): Promise<boolean> {
    this.call();
    if (expected !== undefined && this.itemsByKey.get(key) !== expected.value) {
      return false;
    }
    this.itemsByKey.set(key, value);
    return true;
  }

  async *objects(): AsyncGenerator<DataObject, void, void> {
    for (const [name, bytes] of this.objectsByName) {
      this.call();
      yield { ...nameOf(name), size: bytes.length, etag: etagOf(bytes) };
    }
  }

  async read({ bucket, key }: ObjectName): Promise<ObjectContent | undefined> {
    this.call();
    const bytes = this.objectsByName.get(`${bucket}/${key}`);
    return bytes === undefined
      ? undefined
      : { body: parts(bytes), size: bytes.length, headers: { 'content-type': 'text/plain' } };
  }

  async write({ bucket, key }: ObjectName, { body }: ObjectContent, expected?: Expected): Promise<boolean> {
    this.call();
    const name = `${bucket}/${key}`;
    const present = this.objectsByName.get(name);
    if (expected !== undefined && (present === undefined ? undefined : etagOf(present)) !== expected.value) {
      return false;
    }
    let bytes = '';
    for await (const part of body) {
      bytes += Buffer.from(part).toString('latin1');
    }
    this.objectsByName.set(name, bytes);
    return true;
  }

  private call(): void {
    if (this.failures > 0) {
      this.failures -= 1;
      if (this.failures === 0) {
        throw new Error('the service does not answer');
      }
    }
  }
}

/** An export that is kept in memory. */
export class StoredExport implements ExportFile {
  readonly place = 'export.jsonl';
  lines: readonly ExportLine[] | undefined;
  conflicts: readonly Conflict[] = [];

  async write(lines: AsyncIterable<ExportLine>): Promise<void> {
    const written: ExportLine[] = [];
    for await (const line of lines) {
      written.push(line);
    }
    this.lines = written;
  }

  read(): AsyncIterable<ExportLine> | undefined {
    return this.lines === undefined ? undefined : streamed(this.lines);
  }

  async keepConflicts(conflicts: readonly Conflict[]): Promise<string> {
    this.conflicts = conflicts;
    return 'conflicts.json';
  }
}

async function* streamed<Value>(values: readonly Value[]): AsyncGenerator<Value, void, void> {
  yield* values;
}

/** Bytes in parts of some length, since those who read must not count on one. */
async function* parts(bytes: string): AsyncGenerator<Uint8Array, void, void> {
  for (let start = 0; start < bytes.length; start += 3) {
    yield Buffer.from(bytes.slice(start, start + 3), 'latin1');
  }
}

function etagOf(bytes: string): string {
  return createHash('md5').update(bytes, 'latin1').digest('hex');
}

function nameOf(name: string): ObjectName {
  const slash = name.indexOf('/');
  return { bucket: name.slice(0, slash) === 'media' ? 'media' : 'branding', key: name.slice(slash + 1) };
}
