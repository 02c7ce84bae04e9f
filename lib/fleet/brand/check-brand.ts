import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { checkBrandContent } from './brand-content';
import { checkBrandPaths } from './check-brand-paths';
import { sizeProblem } from '../file-problems';
import { brandFolderPath, type BrandEntry, type TenantFolder } from '../fleet-files';
import { BRAND_BYTES_MAX, BRAND_FILE_BYTES_MAX, BRAND_FILES_MAX, BRAND_PATH_LENGTH_MAX } from '../limits';
import type { TenantDraft } from '../tenant-draft';

const PATH = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;
const KIB = 1024;

/** Checks the files of a brand, and that the paths in `branding` are those of files of the right type. */
export function checkBrand(
  { id, brand }: TenantFolder,
  tenant: TenantDraft | undefined,
): readonly Diagnostic[] {
  const folder = brandFolderPath(id);
  const paths = brand.map(({ path }) => path);
  return [
    ...checkTotals(folder, brand),
    ...brand.flatMap((entry) => checkEntry(folder, entry, paths)),
    ...(tenant === undefined ? [] : checkBrandPaths(tenant, paths)),
  ];
}

/** The size of an entry in bytes, whether it was read or not. */
function sizeOf(entry: BrandEntry): number {
  switch (entry.kind) {
    case 'file':
      return entry.bytes.length;
    case 'large':
      return entry.size;
    default:
      return 0;
  }
}

function checkTotals(folder: string, brand: readonly BrandEntry[]): readonly Diagnostic[] {
  const place = { file: folder };
  if (brand.length > BRAND_FILES_MAX) {
    return [
      diagnostic({
        code: 'BRAND-008',
        place,
        message: `the folder holds more than ${BRAND_FILES_MAX} files.`,
        next: 'Remove what the brand does not show.',
      }),
    ];
  }
  const bytes = brand.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes <= BRAND_BYTES_MAX) {
    return [];
  }
  return [
    diagnostic({
      code: 'BRAND-007',
      place,
      message: `the files have ${bytes} bytes together; at most ${BRAND_BYTES_MAX} (${BRAND_BYTES_MAX / KIB} KiB) are allowed.`,
      next: 'Remove or shrink some.',
      value: bytes,
    }),
  ];
}

function checkEntry(folder: string, entry: BrandEntry, paths: readonly string[]): readonly Diagnostic[] {
  const file = entry.path === '' ? folder : `${folder}/${entry.path}`;
  const nameFault = entry.path === '' ? undefined : nameFaultOf(entry.path);
  const named =
    nameFault === undefined ? [] : [diagnostic({ ...nameFault, place: { file }, value: entry.path })];
  switch (entry.kind) {
    case 'file':
      return [...named, ...checkFile(file, entry, paths)];
    case 'large':
      return [...named, ...checkSize(file, entry.size)];
    case 'link':
      return [
        ...named,
        entryProblem('BRAND-003', file, 'this is a symbolic link, and links are not followed'),
      ];
    case 'other':
      return [...named, entryProblem('BRAND-004', file, 'this is neither a file nor a folder')];
    case 'unreadable':
      return [...named, entryProblem('BRAND-005', file, `this could not be read: ${entry.reason}`)];
  }
}

function checkFile(
  file: string,
  entry: Extract<BrandEntry, { kind: 'file' }>,
  paths: readonly string[],
): readonly Diagnostic[] {
  const oversize = checkSize(file, entry.bytes.length);
  return oversize.length > 0 ? oversize : checkBrandContent(file, entry, paths);
}

/** A file that was left unread because others are too large is within its own limit, and no problem by itself. */
function checkSize(file: string, size: number): readonly Diagnostic[] {
  return size > BRAND_FILE_BYTES_MAX ? [sizeProblem('BRAND-006', file, size, BRAND_FILE_BYTES_MAX)] : [];
}

interface NameFault {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly next: string;
}

function nameFaultOf(path: string): NameFault | undefined {
  if (path.split('/').some((name) => name.startsWith('.'))) {
    return {
      code: 'BRAND-009',
      message: 'the file is hidden.',
      next: 'Remove it; everything here is published.',
    };
  }
  if (PATH.test(path) && path.length <= BRAND_PATH_LENGTH_MAX) {
    return undefined;
  }
  return {
    code: 'BRAND-010',
    message: `the path is not made of letters, digits, ".", "-" and "_", or is over ${BRAND_PATH_LENGTH_MAX} characters.`,
    next: 'Rename it.',
  };
}

function entryProblem(code: DiagnosticCode, file: string, says: string): Diagnostic {
  return diagnostic({
    code,
    place: { file },
    message: `${says}.`,
    next: 'Put the file itself here, or remove it.',
  });
}
