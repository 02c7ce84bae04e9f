import { accepted, refused, type Outcome } from '../outcome';
import { parseDirectory, type CentralDirectory, type DirectoryEntry } from './zip-directory';
import { entryFault, isFolder, readEntry } from './zip-entry';
import { ARCHIVE_BYTES_MAX, PATH_LENGTH_MAX, TOTAL_BYTES_MAX } from './zip-limits';

/** A file of an archive: a relative path of safe segments, and its bytes. */
export interface ArchivedFile {
  readonly path: string;
  readonly content: Buffer;
}

/** Each segment starts with a letter, a digit or an underscore: no empty, hidden, `.` or `..` segment, no separator but `/`. */
const PATH_PATTERN = /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*\/?$/;

/**
 * Opens a zip archive of plain files, in memory, without trusting any of it. Folders are skipped. Everything that is
 * not a plain, stored or deflated file under a safe and unique path is refused, and so is an archive whose parts do
 * not account for every byte of it.
 */
export function openArchive(archive: Buffer): Outcome<readonly ArchivedFile[]> {
  if (archive.length > ARCHIVE_BYTES_MAX) {
    return refused(`The archive is larger than ${ARCHIVE_BYTES_MAX} bytes.`);
  }
  const directory = parseDirectory(archive);
  if (directory.kind === 'refused') {
    return directory;
  }
  const fault = directoryFault(directory.value.entries);
  return fault === undefined ? readEntries(archive, directory.value) : refused(fault);
}

function directoryFault(entries: readonly DirectoryEntry[]): string | undefined {
  const names = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const shown = JSON.stringify(entry.name.slice(0, PATH_LENGTH_MAX));
    if (entry.name.length > PATH_LENGTH_MAX || !PATH_PATTERN.test(entry.name)) {
      return `The archive's entry ${shown} is not a plain relative path.`;
    }
    const fault = entryFault(entry);
    if (fault !== undefined) {
      return `The archive's entry ${shown} ${fault}.`;
    }
    // Some file systems take names that differ in case for one; what was tried on such a one must hold here.
    const name = entry.name.toLowerCase();
    if (names.has(name)) {
      return `The archive holds ${shown} twice.`;
    }
    names.add(name);
    total += entry.inflatedBytes;
  }
  return total > TOTAL_BYTES_MAX ? `The archive inflates to more than ${TOTAL_BYTES_MAX} bytes.` : undefined;
}

/** Entries must follow each other without a gap or an overlap, from the first byte to the directory. */
function readEntries(archive: Buffer, directory: CentralDirectory): Outcome<readonly ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  let at = 0;
  for (const entry of directory.entries.toSorted((left, right) => left.offset - right.offset)) {
    if (entry.offset !== at) {
      return unaccounted();
    }
    const read = readEntry(archive, entry, directory.start);
    if (read.kind === 'refused') {
      return read;
    }
    at = read.value.end;
    if (isFolder(entry) && entry.inflatedBytes > 0) {
      return refused('The archive holds a folder with content.');
    }
    if (!isFolder(entry)) {
      files.push({ path: entry.name, content: read.value.content });
    }
  }
  return at === directory.start ? accepted(files) : unaccounted();
}

function unaccounted(): Outcome<readonly ArchivedFile[]> {
  return refused('The archive has data that its directory does not account for.');
}
