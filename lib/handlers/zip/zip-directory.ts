import { accepted, refused, type Outcome } from '../outcome';
import { ARCHIVE_ENTRIES_MAX } from './zip-limits';

/** One entry of a central directory, as it stands there. */
export interface DirectoryEntry {
  readonly name: string;
  readonly madeBy: number;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly inflatedBytes: number;
  readonly externalAttributes: number;
  /** Where the entry's local header starts. */
  readonly offset: number;
}

export interface CentralDirectory {
  readonly entries: readonly DirectoryEntry[];
  /** Where the directory starts, and so where the last entry's data must have ended. */
  readonly start: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const ZIP64_EXTRA = 0x0001;
const ZIP64_MARKER = 0xffffffff;

/**
 * Reads the central directory of a zip archive. The archive must end with its end record, without a comment, and the
 * directory must fill the space before it exactly: nothing can hide before, between or behind.
 */
export function parseDirectory(archive: Buffer): Outcome<CentralDirectory> {
  const end = archive.length - END_BYTES;
  if (end < 0 || archive.readUInt32LE(end) !== END_SIGNATURE || archive.readUInt16LE(end + 20) !== 0) {
    return refused('The archive does not end as a zip archive does.');
  }
  const count = archive.readUInt16LE(end + 10);
  if (archive.readUInt32LE(end + 4) !== 0 || archive.readUInt16LE(end + 8) !== count) {
    return refused('The archive is one part of several.');
  }
  if (count > ARCHIVE_ENTRIES_MAX) {
    return refused(`The archive has more than ${ARCHIVE_ENTRIES_MAX} entries.`);
  }
  const start = archive.readUInt32LE(end + 16);
  if (start + archive.readUInt32LE(end + 12) !== end) {
    return refused('The archive has data that its directory does not account for.');
  }
  return parseEntries(archive, start, end, count);
}

function parseEntries(archive: Buffer, start: number, end: number, count: number): Outcome<CentralDirectory> {
  const entries: DirectoryEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const entry = parseEntry(archive, at, end);
    if (entry.kind === 'refused') {
      return entry;
    }
    entries.push(entry.value.entry);
    at = entry.value.next;
  }
  return at === end
    ? accepted({ entries, start })
    : refused('The archive has data that its directory does not account for.');
}

function parseEntry(
  archive: Buffer,
  at: number,
  end: number,
): Outcome<{ readonly entry: DirectoryEntry; readonly next: number }> {
  if (at + ENTRY_BYTES > end || archive.readUInt32LE(at) !== ENTRY_SIGNATURE) {
    return refused('The archive has a directory that is cut short.');
  }
  const nameEnd = at + ENTRY_BYTES + archive.readUInt16LE(at + 28);
  const extraEnd = nameEnd + archive.readUInt16LE(at + 30);
  const next = extraEnd + archive.readUInt16LE(at + 32);
  if (next > end) {
    return refused('The archive has a directory that is cut short.');
  }
  const entry: DirectoryEntry = {
    // Names outside ASCII stay recognisably wrong in this encoding, and the rule for paths refuses them.
    name: archive.toString('latin1', at + ENTRY_BYTES, nameEnd),
    madeBy: archive.readUInt16LE(at + 4),
    flags: archive.readUInt16LE(at + 8),
    method: archive.readUInt16LE(at + 10),
    crc32: archive.readUInt32LE(at + 16),
    compressedBytes: archive.readUInt32LE(at + 20),
    inflatedBytes: archive.readUInt32LE(at + 24),
    externalAttributes: archive.readUInt32LE(at + 38),
    offset: archive.readUInt32LE(at + 42),
  };
  if (isZip64(entry, archive.subarray(nameEnd, extraEnd))) {
    return refused('The archive uses zip64, which no brand needs.');
  }
  return accepted({ entry, next });
}

function isZip64(entry: DirectoryEntry, extra: Buffer): boolean {
  if ([entry.compressedBytes, entry.inflatedBytes, entry.offset].includes(ZIP64_MARKER)) {
    return true;
  }
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === ZIP64_EXTRA) {
      return true;
    }
  }
  return false;
}
