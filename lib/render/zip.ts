import { crc32 } from 'node:zlib';

import type { FolderFile } from '../fleet/files-digest';

/** Signatures, sizes and fields of APPNOTE.TXT, the format's specification, 4.3. */
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_BYTES = 46;
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_BYTES = 22;
const VERSION_NEEDED = 20;
const MADE_ON_UNIX = 0x0300 | VERSION_NEEDED;
const NAMES_ARE_UTF8 = 0x0800;

/** 1 January 1980, the first day that the format knows: an archive depends on nothing but its files. */
const DOS_DATE = 0x0021;

/** A regular file that everybody may read, in the upper half of the attributes. */
const REGULAR_FILE_0644 = 0o100644 * 0x10000;

/**
 * A zip archive of the files, uncompressed, in the order of their paths: the same files always give the same bytes. It
 * holds at most 65,535 files and 4 GiB, far over the limits of a brand.
 */
export function zipArchive(files: readonly FolderFile[]): Buffer {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = Buffer.from(path);
    const checksum = crc32(bytes);
    const local = localHeader(name.length, bytes.length, checksum);
    directory.push(centralHeader(local, offset), name);
    parts.push(local, name, bytes);
    offset += local.length + name.length + bytes.length;
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, ...directory, endOfDirectory(files.length, directoryBytes, offset)]);
}

function localHeader(nameBytes: number, contentBytes: number, checksum: number): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  header.writeUInt16LE(NAMES_ARE_UTF8, 6);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt32LE(checksum, 14);
  header.writeUInt32LE(contentBytes, 18);
  header.writeUInt32LE(contentBytes, 22);
  header.writeUInt16LE(nameBytes, 26);
  return header;
}

/** The entry of the directory repeats the file's own header from the version on. */
function centralHeader(local: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(CENTRAL_HEADER_BYTES);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_ON_UNIX, 4);
  local.copy(header, 6, 4, LOCAL_HEADER_BYTES);
  header.writeUInt32LE(REGULAR_FILE_0644, 38);
  header.writeUInt32LE(offset, 42);
  return header;
}

function endOfDirectory(files: number, directoryBytes: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(END_OF_DIRECTORY_BYTES);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return end;
}
