import { crc32, inflateRawSync } from 'node:zlib';

import { accepted, refused, type Outcome } from '../outcome';
import type { DirectoryEntry } from './zip-directory';
import { FILE_BYTES_MAX, INFLATION_RATIO_MAX } from './zip-limits';

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DESCRIPTOR_BYTES = 12;

const STORED = 0;
const DEFLATED = 8;

/** Bits 1 and 2 tell the compression level, 3 a data descriptor, 11 a UTF-8 name. Bit 0 and others mean encryption. */
const KNOWN_FLAGS = 0b1000_0000_1110;
const DESCRIPTOR_FLAG = 0b1000;

const UNIX = 3;
const MODE_TYPE = 0o170000;
const MODE_SPECIAL = 0o007000;
const MODE_FILE = 0o100000;
const MODE_DIRECTORY = 0o040000;

/** Why an entry is not a plain file or folder; `undefined` when it is one. Reads the directory only. */
export function entryFault(entry: DirectoryEntry): string | undefined {
  if ((entry.flags & ~KNOWN_FLAGS) !== 0) {
    return 'is encrypted or uses an unknown feature';
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    return 'uses another compression than deflate';
  }
  if (isSpecial(entry)) {
    return 'is a link or a special file';
  }
  if (entry.inflatedBytes > FILE_BYTES_MAX) {
    return `is larger than ${FILE_BYTES_MAX} bytes`;
  }
  if (entry.inflatedBytes > entry.compressedBytes * INFLATION_RATIO_MAX) {
    return `inflates to more than ${INFLATION_RATIO_MAX} times its size`;
  }
  return undefined;
}

export function isFolder(entry: DirectoryEntry): boolean {
  return entry.name.endsWith('/');
}

function isSpecial(entry: DirectoryEntry): boolean {
  if (entry.madeBy >> 8 !== UNIX) {
    return false;
  }
  const mode = entry.externalAttributes >>> 16;
  const type = mode & MODE_TYPE;
  const expected = isFolder(entry) ? MODE_DIRECTORY : MODE_FILE;
  return (mode & MODE_SPECIAL) !== 0 || (type !== 0 && type !== expected);
}

/** The content of an entry, and where the entry ends. */
export interface EntryContent {
  readonly content: Buffer;
  readonly end: number;
}

/**
 * Reads an entry whose local header is at `entry.offset` and which must end at or before `limit`. The header must say
 * what the directory says. Call {@link entryFault} first.
 */
export function readEntry(archive: Buffer, entry: DirectoryEntry, limit: number): Outcome<EntryContent> {
  const at = entry.offset;
  if (at + LOCAL_BYTES > limit || archive.readUInt32LE(at) !== LOCAL_SIGNATURE) {
    return broken(entry);
  }
  const nameEnd = at + LOCAL_BYTES + archive.readUInt16LE(at + 26);
  const dataStart = nameEnd + archive.readUInt16LE(at + 28);
  const dataEnd = dataStart + entry.compressedBytes;
  if (dataEnd > limit) {
    return broken(entry);
  }
  const sameName = archive.toString('latin1', at + LOCAL_BYTES, nameEnd) === entry.name;
  const sameForm =
    archive.readUInt16LE(at + 6) === entry.flags && archive.readUInt16LE(at + 8) === entry.method;
  const end = (entry.flags & DESCRIPTOR_FLAG) === 0 ? dataEnd : descriptorEnd(archive, entry, dataEnd, limit);
  if (!sameName || !sameForm || !sameSizes(archive, entry) || end === undefined) {
    return broken(entry);
  }
  const content = inflate(archive.subarray(dataStart, dataEnd), entry);
  return content === undefined ? broken(entry) : accepted({ content, end });
}

function broken(entry: DirectoryEntry): Outcome<EntryContent> {
  return refused(
    `The archive's entry ${JSON.stringify(entry.name)} does not match its directory or checksum.`,
  );
}

/** Writers that stream leave zeros in the local header and put the real values behind the data. */
function sameSizes(archive: Buffer, entry: DirectoryEntry): boolean {
  const local = [14, 18, 22].map((field) => archive.readUInt32LE(entry.offset + field));
  const directory = [entry.crc32, entry.compressedBytes, entry.inflatedBytes];
  const streamed = (entry.flags & DESCRIPTOR_FLAG) !== 0;
  return local.every((value, index) => value === directory[index] || (streamed && value === 0));
}

function descriptorEnd(
  archive: Buffer,
  entry: DirectoryEntry,
  dataEnd: number,
  limit: number,
): number | undefined {
  const signed = dataEnd + 4 <= limit && archive.readUInt32LE(dataEnd) === DESCRIPTOR_SIGNATURE;
  const at = signed ? dataEnd + 4 : dataEnd;
  if (at + DESCRIPTOR_BYTES > limit) {
    return undefined;
  }
  const values = [0, 4, 8].map((field) => archive.readUInt32LE(at + field));
  const expected = [entry.crc32, entry.compressedBytes, entry.inflatedBytes];
  return values.every((value, index) => value === expected[index]) ? at + DESCRIPTOR_BYTES : undefined;
}

function inflate(data: Buffer, entry: DirectoryEntry): Buffer | undefined {
  const content = entry.method === STORED ? data : inflateWhole(data, entry.inflatedBytes);
  const sound = content?.length === entry.inflatedBytes && crc32(content) === entry.crc32;
  return sound ? content : undefined;
}

/** Inflates into at most `bytes` bytes, whatever the data would grow to, and only if all of the data is used. */
function inflateWhole(data: Buffer, bytes: number): Buffer | undefined {
  try {
    const result: unknown = inflateRawSync(data, { maxOutputLength: Math.max(1, bytes), info: true });
    return isInflated(result) && result.engine.bytesWritten === data.length ? result.buffer : undefined;
  } catch {
    return undefined;
  }
}

/** The form that `info: true` gives, which the type declarations do not know. */
function isInflated(
  value: unknown,
): value is { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}
