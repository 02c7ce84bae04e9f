import type { CatalogueEntry } from './catalogue-entry';

/** Problems of a file as such: whether it is there, may be read, and is text in YAML. */
export const FILE_CODES = {
  'FILE-001': {
    title: 'A file is missing',
    meaning:
      'A fleet has a `fleet.yaml` at its root, and every folder under `tenants/` has a `tenant.yaml`. The file named here does not exist.',
  },
  'FILE-002': {
    title: 'A file is too large',
    meaning:
      'The file is over the size that a file of its kind may have, and was not read. Fleet and tenant files are short; a file this large was probably put here by mistake.',
  },
  'FILE-003': {
    title: 'A link stands where a file or folder belongs',
    meaning:
      'Symbolic links are never followed, because a link can lead out of the folder that a reviewer looks at. Replace it with the file itself.',
  },
  'FILE-004': {
    title: 'Something other than a file',
    meaning:
      'A file is expected under this name, but a folder, socket or device has it. Remove or rename it.',
  },
  'FILE-005': {
    title: 'A file or folder could not be read',
    meaning:
      'The operating system refused to read the file or folder, for the reason shown. Nothing in it was checked.',
  },
  'FILE-006': {
    title: 'A file that does not belong here',
    meaning:
      '`tenants/` holds one folder for each tenant, and a tenant folder holds `tenant.yaml` and `brand/`. Anything else is refused, since a misspelt name would otherwise be skipped in silence. Names that begin with a dot are ignored.',
  },
  'FILE-010': {
    title: 'The file is not UTF-8',
    meaning:
      'The place shown is that of the first byte that is not UTF-8. Older editors write Latin-1 or UTF-16: save the file as UTF-8.',
  },
  'FILE-011': {
    title: 'The file is empty',
    meaning: 'The file holds nothing, or nothing but comments.',
  },
  'FILE-012': {
    title: 'The YAML is malformed',
    meaning:
      'The text is not YAML 1.2, so what it says is unknown and nothing else in the file was checked. At most 20 such problems of one file are reported.',
  },
  'FILE-013': {
    title: 'A tab in the indentation',
    meaning: 'YAML indents with spaces. Replace the tab with two spaces for each level.',
  },
  'FILE-014': {
    title: 'A key is written twice',
    meaning:
      'The same key stands twice in one mapping, so one of the two values would be lost. Keep one of them.',
  },
  'FILE-015': {
    title: 'More than one document',
    meaning:
      'A line of `---` starts a second YAML document. Each file holds one; give the second a file of its own, or remove the line.',
  },
  'FILE-016': {
    title: 'The top level is not a mapping',
    meaning: 'The file must be a mapping of keys to values. It holds a list or a single value.',
  },
  'FILE-017': {
    title: 'Too many aliases',
    meaning: 'A file may use at most 20 aliases (`*name`). Write the values out.',
  },
  'FILE-018': {
    title: 'An alias contains itself',
    meaning:
      'The anchor that the alias names encloses the alias, so the value would have no end. Write the value out.',
  },
  'FILE-019': {
    title: 'Too many values',
    meaning:
      'Aliases that repeat other aliases multiply: a few lines can stand for millions of values. Written out, a file may hold at most 20,000.',
  },
  'FILE-020': {
    title: 'Nested too deeply',
    meaning: 'Mappings and lists lie more than 20 levels deep. No file of a fleet needs as many.',
  },
  'FILE-021': {
    title: 'A key that is not allowed',
    meaning:
      'The key `__proto__` means something else to many programs that read such files, so it is refused everywhere.',
  },
  'FILE-022': {
    title: 'Changed while it was read',
    meaning:
      'The folder did not hold the same files when it was written into the assembly as when it was checked. Nothing that was not checked is published, so the run ended. Run the command again when nothing writes there.',
  },
  'FILE-023': {
    title: 'No release to replace',
    meaning:
      'A roll-out writes the release that a stack runs into the file that pins it, and touches nothing else of the file. Here it cannot: the file is gone, or the value is an alias or has an anchor, so that others would change with it.',
  },
} satisfies Record<`FILE-${number}`, CatalogueEntry>;
