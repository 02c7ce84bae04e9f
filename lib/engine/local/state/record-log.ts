import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';

import { diagnostic } from '../../../diagnostics/diagnostic';
import { ProblemError } from '../../../diagnostics/problem-error';

/** A value to keep under a key, or `undefined` to forget the key. Keys hold no white space. */
export type Entry = readonly [key: string, value: string | undefined];

/** First line of the file. */
const SIGNATURE = Buffer.from('multiplex-local-1\n');
/** `<key> <bytes of value> <CRC-32 of value>\n`, then the value and a line end; `-` for bytes forgets the key. */
const HEADER = /^(\S+) (\d+|-) ([0-9a-f]{8})$/;
const HEADER_BYTES_MAX = 1_024;
const READ_BYTES = 1 << 20;
const LINE_END = 0x0a;

/** A file is written anew when it is opened and more of it is outdated than not, and it is worth the while. */
const COMPACTION_BYTES_MIN = 16 << 20;

/** More than is ever written at once: what is unreadable at the end of a file and larger was not cut off. */
const TORN_BYTES_MAX = 8 << 20;

interface Position {
  readonly offset: number;
  readonly bytes: number;
  readonly checksum: number;
}

/**
 * Texts by key in one file that only grows: whatever a process was doing when it ended, everything that was written
 * before is there. Only the places of values are held in memory. Writes reach the operating system before they return;
 * they are not forced to the disk.
 */
export class RecordLog {
  private readonly path: string;
  private descriptor: number;
  private readonly positions = new Map<string, Position>();
  private end = 0;

  private constructor(path: string) {
    this.path = path;
    this.descriptor = openSync(path, existsSync(path) ? 'r+' : 'w+');
  }

  /**
   * Opens the file, or makes it. An entry that was cut off while it was written is dropped.
   *
   * @throws ProblemError when the file is none of ours.
   */
  static open(path: string): RecordLog {
    const log = new RecordLog(path);
    log.load();
    log.compact();
    return log;
  }

  get(key: string): string | undefined {
    const position = this.positions.get(key);
    if (position === undefined) {
      return undefined;
    }
    const bytes = Buffer.allocUnsafe(position.bytes);
    readSync(this.descriptor, bytes, 0, bytes.length, position.offset);
    if (crc32(bytes) !== position.checksum) {
      throw new ProblemError([unreadable(this.path, `What stands under ${key} is damaged`)]);
    }
    return bytes.toString('utf8');
  }

  has(key: string): boolean {
    return this.positions.has(key);
  }

  keys(prefix: string): readonly string[] {
    return [...this.positions.keys()].filter((key) => key.startsWith(prefix));
  }

  /** Writes entries in order with one call: of those that a crash cuts off, the later ones are missing. */
  put(entries: readonly Entry[]): void {
    const chunks: Buffer[] = [];
    let at = this.end;
    for (const [key, value] of entries) {
      const bytes = Buffer.from(value ?? '');
      const checksum = crc32(bytes);
      const header = Buffer.from(
        `${key} ${value === undefined ? '-' : bytes.length} ${checksum.toString(16).padStart(8, '0')}\n`,
      );
      chunks.push(header, bytes, Buffer.of(LINE_END));
      this.place(
        key,
        value === undefined ? undefined : { offset: at + header.length, bytes: bytes.length, checksum },
      );
      at += header.length + bytes.length + 1;
    }
    this.end = writeWhole(this.descriptor, Buffer.concat(chunks), this.end);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private place(key: string, position: Position | undefined): void {
    if (position === undefined) {
      this.positions.delete(key);
    } else {
      this.positions.set(key, position);
    }
  }

  private load(): void {
    const size = fstatSync(this.descriptor).size;
    const reader = new Reader(this.descriptor, size);
    if (size < SIGNATURE.length) {
      this.end = writeWhole(this.descriptor, SIGNATURE, 0);
      return;
    }
    if (!reader.read(0, SIGNATURE.length).equals(SIGNATURE)) {
      throw new ProblemError([
        unreadable(this.path, 'It does not begin as a state of the local engine does'),
      ]);
    }
    this.end = SIGNATURE.length;
    for (
      let found = this.readHeader(reader, size);
      found !== undefined;
      found = this.readHeader(reader, size)
    ) {
      this.place(found.key, found.position);
      this.end = found.next;
    }
    if (size - this.end > TORN_BYTES_MAX) {
      throw new ProblemError([unreadable(this.path, `What stands at byte ${this.end} is damaged`)]);
    }
    ftruncateSync(this.descriptor, this.end);
  }

  /** The entry at the end of what was read so far; undefined where no whole one stands there. */
  private readHeader(
    reader: Reader,
    size: number,
  ): { readonly key: string; readonly position: Position | undefined; readonly next: number } | undefined {
    const bytes = reader.read(this.end, HEADER_BYTES_MAX);
    const lineEnd = bytes.indexOf(LINE_END);
    const [, key, length, checksum] = HEADER.exec(bytes.toString('utf8', 0, Math.max(0, lineEnd))) ?? [];
    if (key === undefined || length === undefined || checksum === undefined) {
      return undefined;
    }
    const offset = this.end + lineEnd + 1;
    const next = offset + (length === '-' ? 0 : Number(length)) + 1;
    if (next > size) {
      return undefined;
    }
    const position =
      length === '-' ? undefined : { offset, bytes: Number(length), checksum: Number.parseInt(checksum, 16) };
    return { key, position, next };
  }

  private compact(): void {
    const live = [...this.positions.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    if (this.end < COMPACTION_BYTES_MIN || live * 2 > this.end) {
      return;
    }
    const draft = `${this.path}.draft`;
    closeSync(openSync(draft, 'w'));
    const compacted = new RecordLog(draft);
    compacted.load();
    for (const key of this.positions.keys()) {
      compacted.put([[key, this.get(key)]]);
    }
    renameSync(draft, this.path);
    closeSync(this.descriptor);
    this.descriptor = compacted.descriptor;
    this.end = compacted.end;
    compacted.positions.forEach((position, key) => this.positions.set(key, position));
  }
}

/** Reads a file from front to back in large pieces. */
class Reader {
  private readonly descriptor: number;
  private readonly size: number;
  private piece = Buffer.alloc(0);
  private start = 0;

  constructor(descriptor: number, size: number) {
    this.descriptor = descriptor;
    this.size = size;
  }

  /** At most `length` bytes from `offset`: fewer at the end of the file. */
  read(offset: number, length: number): Buffer {
    const end = Math.min(this.size, offset + length);
    if (offset < this.start || end > this.start + this.piece.length) {
      this.piece = Buffer.allocUnsafe(Math.max(0, Math.min(READ_BYTES, this.size - offset)));
      readSync(this.descriptor, this.piece, 0, this.piece.length, offset);
      this.start = offset;
    }
    return this.piece.subarray(offset - this.start, Math.max(0, end - this.start));
  }
}

function writeWhole(descriptor: number, bytes: Buffer, offset: number): number {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, offset + written);
  }
  return offset + bytes.length;
}

function unreadable(path: string, message: string): ReturnType<typeof diagnostic> {
  return diagnostic({
    code: 'ENGINE-002',
    place: { file: path },
    message: `${message}.`,
    next: 'Move the folder away to begin with an empty one.',
  });
}
