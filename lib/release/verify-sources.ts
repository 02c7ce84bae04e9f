import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { transformSync } from 'esbuild';

import { diagnostic } from '../diagnostics/diagnostic';
import { readCommit, writeCommitted } from './commit';
import type { compileRelease } from './compile-release';
import { bringBack, misstated } from './difference';
import type { Difference } from './difference';
import { readPackageVersion } from './package-versions';
import { releasePath } from './read-release';
import { COMPILER, FILES, sha256 } from './release-file';
import type { ReleaseFile } from './release-file';

/** Whether a release was compared with the commit that it names. */
export type SourcesVerdict =
  | { readonly kind: 'compared' }
  | { readonly kind: 'not-compared'; readonly why: string };

/** The file that compiles a release, in every commit that one was cut from. */
const COMPILER_FILE = join('lib', 'release', 'compile-release.ts');

interface SourcesVerification {
  readonly verdict: SourcesVerdict;
  readonly differences: readonly Difference[];
}

/** Compiles the commit of a release again, with the compiler of that commit, and names what comes out otherwise. */
export async function verifySources(about: ReleaseFile, projectFolder: string): Promise<SourcesVerification> {
  const commit = readCommit(projectFolder, about.commit);
  if (commit === undefined) {
    return notCompared(`commit ${about.commit} is not in this clone; git fetch --unshallow brings it`);
  }
  const installed = readPackageVersion(projectFolder, COMPILER) ?? 'none';
  const recorded = about.packages[COMPILER];
  if (installed !== recorded) {
    return notCompared(`it was compiled with ${COMPILER} ${recorded}, and ${installed} is installed`);
  }
  const dates =
    commit.date === about.date
      ? []
      : [misstated(about.version, `it is of ${about.date}, and its commit of ${commit.date}`)];
  const compiled = await compileCommit(projectFolder, about.commit);
  const files = ([FILES.blueprint, FILES.provisioner] as const).flatMap((file): readonly Difference[] => {
    const [expected, actual] = [about.files[file], sha256(compiled[file])];
    return expected === actual ? [] : [otherwiseCompiled(about, file, expected, actual)];
  });
  return { verdict: { kind: 'compared' }, differences: [...dates, ...files] };
}

function notCompared(why: string): SourcesVerification {
  return { verdict: { kind: 'not-compared', why }, differences: [] };
}

/** In a folder of the project, so that the compiler is found from it. */
async function compileCommit(projectFolder: string, commit: string): ReturnType<typeof compileRelease> {
  const cache = join(projectFolder, '.multiplex');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'sources-'));
  try {
    writeCommitted(projectFolder, commit, 'lib', folder);
    const { code } = transformSync(readFileSync(join(folder, COMPILER_FILE), 'utf8'), {
      loader: 'ts',
      format: 'cjs',
    });
    const script = join(folder, 'compile-release.cjs');
    writeFileSync(script, code);
    const compiler = createRequire(script)(script) as { compileRelease: typeof compileRelease };
    return await compiler.compileRelease(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function otherwiseCompiled(
  { version, commit }: ReleaseFile,
  file: string,
  expected: string,
  actual: string,
): Difference {
  return {
    problem: diagnostic({
      code: 'RELEASE-004',
      place: { file: `${releasePath(version)}/${file}` },
      message: `${file} of release ${version} is not what commit ${commit} compiles to: that has SHA-256 ${actual}, and ${expected} is recorded.`,
      next: bringBack(version),
      value: file,
    }),
    expected,
    actual,
  };
}
