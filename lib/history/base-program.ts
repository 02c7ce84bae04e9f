import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { invariant } from '../diagnostics/invariant';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import { writeCommitted } from '../release/commit';
import { readPackageVersion } from '../release/package-versions';
import { BLUEPRINT_PACKAGES } from '../release/release-file';
import { assemblyJson, cellDisplayName } from '../render/rendered-stack';
import type { StackSide } from '../plan/stack-pair';
import { sha256 } from '../plan/plan-digest';
import type { BaseCommit } from './base-commit';
import type { StateStacks } from './fleet-stacks';

const ASSEMBLY = 'cdk.out';

/** How much of what a program said is passed on. */
const SAID_SHOWN = 400;

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly displayName?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * The stacks of a commit as its own program renders them, in an ignored folder of the project: it is the only one that
 * can say what its blueprint gave. What an earlier run made of the same commit is used again.
 *
 * @throws ProblemError when it cannot be run.
 */
export function baseProgramStacks(base: BaseCommit, projectFolder: string): StateStacks {
  const folder = join(projectFolder, '.multiplex', 'base', base.commit);
  if (!existsSync(join(folder, base.prefix, ASSEMBLY, 'manifest.json'))) {
    rmSync(folder, { recursive: true, force: true });
    makeBase(base, projectFolder, folder);
  }
  const stacks = assemblyStacks(join(folder, base.prefix, ASSEMBLY));
  const others = otherPackages(base, projectFolder);
  if (others.length > 0 && stacks.releases.includes(NEXT_RELEASE)) {
    throw cannotRun(base, `a stack of it pins ${NEXT_RELEASE}, and it was made for ${others.join(', ')}`);
  }
  return stacks;
}

/** Packages that decide what `next` gives and that the base had in another version: `aws-cdk-lib 2.270.0`. */
function otherPackages({ git, commit }: BaseCommit, projectFolder: string): readonly string[] {
  const { ok, text } = git.run(['cat-file', 'blob', `${commit}:package-lock.json`]);
  const lock = (ok ? JSON.parse(text) : {}) as { packages?: Readonly<Record<string, { version?: string }>> };
  return BLUEPRINT_PACKAGES.flatMap((name) => {
    const version = lock.packages?.[`node_modules/${name}`]?.version;
    const isSame = version === undefined || version === readPackageVersion(projectFolder, name);
    return isSame ? [] : `${name} ${version}`;
  });
}

function makeBase(base: BaseCommit, projectFolder: string, folder: string): void {
  const parent = join(projectFolder, '.multiplex', 'base');
  mkdirSync(parent, { recursive: true });
  const draft = mkdtempSync(join(parent, 'draft-'));
  try {
    writeCommitted(projectFolder, base.commit, '', draft);
    symlinkSync(join(projectFolder, 'node_modules'), join(draft, 'node_modules'));
    const program = join(draft, 'bin', 'multiplex.cjs');
    const args = ['render', '--fleet', join(draft, base.prefix), '--out', join(draft, base.prefix, ASSEMBLY)];
    const { status, stderr } = existsSync(program)
      ? spawnSync(process.execPath, [program, ...args], { cwd: draft, encoding: 'utf8' })
      : { status: 1, stderr: 'it has no bin/multiplex.cjs' };
    if (status !== 0) {
      throw cannotRun(base, stderr);
    }
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function assemblyStacks(folder: string): StateStacks & { readonly releases: readonly string[] } {
  const read = (file: unknown): string => readFileSync(join(folder, String(file)), 'utf8').replace(/\n$/, '');
  const { artifacts, version } = JSON.parse(read('manifest.json')) as {
    artifacts: Readonly<Record<string, Artifact>>;
    version: string;
  };
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const byName = new Map(stacks.map(([id, artifact]) => [artifact.displayName ?? id, { id, artifact }]));
  return {
    releases: stacks.flatMap(([, artifact]) => releaseOf(artifact) ?? []),
    names: [...byName.keys()],
    inputOf: () => undefined,
    render: (name) => {
      const found = byName.get(name);
      invariant(found !== undefined, `${name} is a stack of the assembly`);
      const { id, artifact } = found;
      const assetsId = `${id}.assets`;
      const assets = read(artifacts[assetsId]?.properties['file']);
      const template = read(artifact.properties['templateFile']);
      const tags = tagsOf(artifact);
      const ofCell = byName.get(cellDisplayName(tags['multiplex:cell'] ?? ''));
      return Promise.resolve({
        release: releaseOf(artifact) ?? (ofCell && releaseOf(ofCell.artifact)) ?? '',
        cell: tags['multiplex:cell'] ?? '',
        environment: artifact.environment ?? '',
        rendered: {
          displayName: name,
          stackName: id,
          template,
          digest: sha256(template),
          resourceCount: Object.keys((JSON.parse(template) as { Resources: object }).Resources).length,
          assets,
          archives: archivesOf(assets),
          artifacts: assemblyJson({ [assetsId]: artifacts[assetsId], [id]: artifact }),
          manifestVersion: version,
        },
      });
    },
  };
}

/** Undefined for the roles of a tenant, which go with the release of their cell. */
function releaseOf(artifact: Artifact): string | undefined {
  return tagsOf(artifact)['multiplex:release'];
}

function tagsOf({ properties }: Artifact): Readonly<Record<string, string>> {
  return (properties['tags'] ?? {}) as Readonly<Record<string, string>>;
}

function archivesOf(assets: string): StackSide['rendered']['archives'] {
  const { files } = JSON.parse(assets) as { files: Readonly<Record<string, { source: { path: string } }>> };
  return Object.entries(files)
    .filter(([, { source }]) => source.path.startsWith('asset.'))
    .map(([digest, { source }]) => ({ name: source.path, from: '', digest }));
}

function cannotRun({ commit }: BaseCommit, said: string): ProblemError {
  const what = said.trim().slice(0, SAID_SHOWN).replaceAll('\n', ' ');
  return new ProblemError([
    diagnostic({
      code: 'BASE-009',
      place: { file: commit },
      message: `the code that renders has changed since the base, and the program of the base cannot be run: ${what}.`,
      next: 'Compare with a later commit: --base <commit>',
    }),
  ]);
}
