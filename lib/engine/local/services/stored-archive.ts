import { Refused } from '../template/refused';

/** A local file header of the zip format (APPNOTE.TXT, 4.3.7), where each part of it stands. */
const LOCAL_HEADER = 0x04034b50;
const METHOD = 8;
const SIZE = 18;
const NAME_BYTES = 26;
const EXTRA_BYTES = 28;
const HEADER_BYTES = 30;

/**
 * A file of an archive as this project writes them: uncompressed, sizes first.
 *
 * @throws Refused when it is not there, or the archive is of another kind.
 */
export function storedFile(archive: Buffer, name: string): Buffer {
  let at = 0;
  while (at + HEADER_BYTES <= archive.length && archive.readUInt32LE(at) === LOCAL_HEADER) {
    const nameStart = at + HEADER_BYTES;
    const nameEnd = nameStart + archive.readUInt16LE(at + NAME_BYTES);
    const start = nameEnd + archive.readUInt16LE(at + EXTRA_BYTES);
    const end = start + archive.readUInt32LE(at + SIZE);
    if (archive.readUInt16LE(at + METHOD) !== 0) {
      throw new Refused('The local engine runs functions from archives that are not compressed');
    }
    if (archive.toString('utf8', nameStart, nameEnd) === name) {
      return archive.subarray(start, end);
    }
    at = end;
  }
  throw new Refused(`The archive of the function has no ${name}`);
}
