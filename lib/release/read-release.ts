import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { compareReleases, isReleaseVersion } from '../fleet/release-version';
import { parseGolden } from './golden-shape';
import type { GoldenShape } from './golden-shape';
import { parseShapes } from './shapes-file';
import type { CarriedOutputs } from './shapes-file';
import { FILES, parseReleaseFile, sha256 } from './release-file';
import type { ReleaseFile } from './release-file';

/** The folder of all releases in a project. */
export const RELEASES_FOLDER = 'releases';

/** The folder of a release, relative to the project. */
export function releasePath(version: string): string {
  return `${RELEASES_FOLDER}/${version}`;
}

/** The versions that were cut, from the oldest to the newest. */
export function readReleaseVersions(projectFolder: string): readonly string[] {
  const folder = join(projectFolder, RELEASES_FOLDER);
  return existsSync(folder) ? readdirSync(folder).filter(isReleaseVersion).sort(compareReleases) : [];
}

/**
 * What a release says of itself.
 *
 * @throws ProblemError when its `release.json` is missing or cannot be read; nothing can be said of the release then.
 */
export function readReleaseFile(projectFolder: string, version: string): ReleaseFile {
  const file = `${releasePath(version)}/${FILES.about}`;
  const path = join(projectFolder, file);
  const parsed = existsSync(path)
    ? parseReleaseFile(readFileSync(path, 'utf8'))
    : ({ kind: 'unreadable', reason: 'it is not there' } as const);
  if (parsed.kind === 'release' && parsed.file.version === version) {
    return parsed.file;
  }
  const reason = parsed.kind === 'release' ? `it calls itself ${parsed.file.version}` : parsed.reason;
  throw new ProblemError([
    diagnostic({
      code: 'RELEASE-001',
      place: { file },
      message: `what release ${version} says of itself cannot be read: ${reason}.`,
      next: `Bring it back as it was committed: git checkout -- ${releasePath(version)}`,
      value: version,
    }),
  ]);
}

/** The shapes that a release recorded; undefined when they are missing or cannot be read. */
export function readGolden(projectFolder: string, version: string): readonly GoldenShape[] | undefined {
  const path = join(projectFolder, releasePath(version), FILES.golden);
  return existsSync(path) ? parseGolden(readFileSync(path, 'utf8')) : undefined;
}

/** What a release carries of its shapes: nothing, where the file is missing or was edited. */
export function readShapes(projectFolder: string, version: string): CarriedOutputs | undefined {
  const texts = readShapeTexts(projectFolder, version);
  return texts === undefined ? undefined : parseShapes(texts.golden, texts.carried);
}

/** The texts of `golden.json` and `shapes.json`; undefined when one of them is missing. */
export function readShapeTexts(
  projectFolder: string,
  version: string,
): { readonly golden: string; readonly carried: string } | undefined {
  const folder = join(projectFolder, releasePath(version));
  const [golden, carried] = [join(folder, FILES.golden), join(folder, FILES.shapes)];
  return existsSync(golden) && existsSync(carried)
    ? { golden: readFileSync(golden, 'utf8'), carried: readFileSync(carried, 'utf8') }
    : undefined;
}

/** A file of a release whose bytes are not those of the cut. */
export interface EditedFile {
  /** Relative to the folder of the release. */
  readonly file: string;
  /** SHA-256 that the release records; undefined for a file that it does not have. */
  readonly expected: string | undefined;
  /** SHA-256 of what is there; undefined when it is missing. */
  readonly actual: string | undefined;
}

/**
 * Which files of the release are not what it records, `release.json` and those that were never part of it among them. What
 * `shapes.json` holds is not used unless other files vouch for it.
 */
export function readEditedFiles(projectFolder: string, about: ReleaseFile): readonly EditedFile[] {
  const folder = join(projectFolder, releasePath(about.version));
  const text = parseReleaseFile(readFileSync(join(folder, FILES.about), 'utf8'));
  const expected = { [FILES.about]: about.digest, ...about.files };
  const foreign = filesBelow(folder)
    .filter((file) => !Object.hasOwn(expected, file) && file !== FILES.shapes)
    .map((file): EditedFile => ({ file, expected: undefined, actual: undefined }));
  const edited = Object.entries(expected).flatMap(([file, digest]): readonly EditedFile[] => {
    const path = join(folder, file);
    const content = existsSync(path) ? sha256(readFileSync(path)) : undefined;
    const actual = file === FILES.about && text.kind === 'release' ? text.actual : content;
    return actual === digest ? [] : [{ file, expected: digest, actual }];
  });
  return [...edited, ...foreign];
}

/** Paths of all files below the folder, relative to it and with forward slashes. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
