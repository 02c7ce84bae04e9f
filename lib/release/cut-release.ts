import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { quoted } from '../diagnostics/printable';
import { listText } from '../diagnostics/suggest';
import type { ReleaseDescription } from '../fleet/release-description';
import { VERSION_RULE, isReleaseVersion } from '../fleet/release-version';
import { readCommit, readUncommitted } from './commit';
import { compileRelease } from './compile-release';
import { describeBlueprint, loadCompiledBlueprint } from './compiled-blueprint';
import { goldenText } from './golden-shape';
import type { GoldenShape, ShapeInput } from './golden-shape';
import { readPackageVersions } from './package-versions';
import { RELEASES_FOLDER, filesBelow, releasePath } from './read-release';
import type { Blueprint } from './release';
import { shapesText } from './shapes-file';
import type { ShapeOutput } from './shape-output';
import type { ShapeSynthesis } from './shape-synthesis';
import { silentDifferences } from './silent-differences';
import { FILES, releaseText, sha256 } from './release-file';
import type { ReleaseContent } from './release-file';

/** What goes into a release, relative to the project. */
const SOURCES = ['lib', 'package.json', 'package-lock.json', 'fleet.yaml'];

export interface CutRequest {
  readonly version: string;
  readonly notes: readonly string[];
  /** Absolute path of the project, which is a clone. */
  readonly projectFolder: string;
  /** Every shape of a blueprint, or what is wrong with any. */
  readonly shapesOf: (blueprint: Blueprint, description: ReleaseDescription) => Promise<CutShapes>;
  readonly synthesize: ShapeSynthesis;
}

interface CutShapes {
  readonly shapes: readonly ShapeInput[];
  /** A release with any is not cut: what it records is never checked again. */
  readonly problems: readonly Diagnostic[];
}

export type Cut =
  /** It was written; or it was there, with the same bytes. */
  | {
      readonly kind: 'written' | 'there';
      readonly content: ReleaseContent;
      readonly shapes: number;
      /** Bytes of all its files. */
      readonly size: number;
    }
  | { readonly kind: 'refused'; readonly problems: readonly Diagnostic[] };

/**
 * Cuts a release from the commit that is checked out. Nothing in it comes from the clock or the machine, so the same commit
 * gives the same bytes. All of its folder appears at once, and one that is there is never touched.
 */
export async function cutRelease(request: CutRequest): Promise<Cut> {
  const { version, projectFolder } = request;
  const commit = readCommit(projectFolder);
  if (!isReleaseVersion(version)) {
    return { kind: 'refused', problems: [notAVersion(version)] };
  }
  if (commit === undefined) {
    return { kind: 'refused', problems: [noCommit(version)] };
  }
  const uncommitted = readUncommitted(projectFolder, SOURCES);
  if (uncommitted.length > 0) {
    return { kind: 'refused', problems: [notCommitted(version, uncommitted)] };
  }
  const releases = join(projectFolder, RELEASES_FOLDER);
  mkdirSync(releases, { recursive: true });
  const draft = mkdtempSync(join(releases, '.draft-'));
  try {
    const compiled = await compileRelease(projectFolder);
    writeFiles(draft, compiled);
    const blueprint = loadCompiledBlueprint(join(draft, FILES.blueprint));
    const description = describeBlueprint(blueprint);
    const { outputs, golden, problems } = await recordShapes(request, blueprint, description);
    if (problems.length > 0) {
      return { kind: 'refused', problems };
    }
    const content: ReleaseContent = {
      version,
      date: commit.date,
      commit: commit.id,
      notes: request.notes,
      packages: readPackageVersions(projectFolder),
      contract: description.contract,
      features: description.features,
      files: {
        [FILES.blueprint]: sha256(compiled[FILES.blueprint]),
        [FILES.golden]: sha256(golden),
        [FILES.provisioner]: sha256(compiled[FILES.provisioner]),
      },
    };
    const files = {
      ...compiled,
      [FILES.golden]: golden,
      [FILES.shapes]: shapesText(golden, outputs),
      [FILES.about]: releaseText(content),
    };
    writeFiles(draft, files);
    return settle(draft, join(releases, version), { content, shapes: outputs.length, files });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

interface Recording {
  /** What came out for each shape. */
  readonly outputs: readonly ShapeOutput[];
  /** Text of `golden.json`. */
  readonly golden: string;
  readonly problems: readonly Diagnostic[];
}

/** Synthesises every shape, to record what comes out. */
async function recordShapes(
  { version, shapesOf, synthesize }: CutRequest,
  blueprint: Blueprint,
  description: ReleaseDescription,
): Promise<Recording> {
  const { shapes, problems } = await shapesOf(blueprint, description);
  const made = shapes.map((shape) => ({ shape, output: synthesize(blueprint, shape) }));
  const golden = made.map(({ shape, output }): GoldenShape => ({ ...shape, digest: output.digest }));
  const catalogue = description.features;
  const differences = silentDifferences({ version, golden, catalogue, blueprint, synthesize });
  return {
    outputs: made.map(({ output }) => output),
    golden: goldenText(golden),
    problems: [...problems, ...differences.map(({ problem }) => problem)],
  };
}

interface Finished {
  readonly content: ReleaseContent;
  readonly shapes: number;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** Gives the draft its name, unless that is taken. */
function settle(draft: string, folder: string, { content, shapes, files }: Finished): Cut {
  const size = Object.values(files).reduce((sum, file) => sum + Buffer.byteLength(file), 0);
  if (!existsSync(folder)) {
    renameSync(draft, folder);
    return { kind: 'written', content, shapes, size };
  }
  const different = differentFiles(draft, folder);
  return different.length === 0
    ? { kind: 'there', content, shapes, size }
    : { kind: 'refused', problems: [alreadyThere(content, different)] };
}

function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

function differentFiles(left: string, right: string): readonly string[] {
  const names = [...new Set([...filesBelow(left), ...filesBelow(right)])].sort();
  const text = (folder: string, name: string): string | undefined =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'latin1') : undefined;
  return names.filter((name) => text(left, name) !== text(right, name));
}

function notAVersion(version: string): Diagnostic {
  return diagnostic({
    code: 'RELEASE-020',
    place: { file: RELEASES_FOLDER },
    message: `${quoted(version)} is not the version of a release.`,
    next: `Write ${VERSION_RULE}.`,
    value: version,
  });
}

function noCommit(version: string): Diagnostic {
  return diagnostic({
    code: 'RELEASE-021',
    place: { file: RELEASES_FOLDER },
    message: `release ${version} would name no commit: the project is no clone of a git repository that has one.`,
    next: 'Commit the project first, so that the release can be compiled again from the commit that it names.',
    value: version,
  });
}

function notCommitted(version: string, files: readonly string[]): Diagnostic {
  return diagnostic({
    code: 'RELEASE-021',
    place: { file: files[0] ?? '.' },
    message: `release ${version} would hold what no commit has: ${listText(files)}.`,
    next: 'Commit it first, so that the release can be compiled again from the commit that it names.',
    value: version,
  });
}

function alreadyThere({ version, commit }: ReleaseContent, files: readonly string[]): Diagnostic {
  return diagnostic({
    code: 'RELEASE-022',
    place: { file: releasePath(version) },
    message: `release ${version} is there already, and commit ${commit} gives other bytes: ${listText(files)}.`,
    next: 'A release is never cut again. Cut the next version.',
    value: version,
  });
}
