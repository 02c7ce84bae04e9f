import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { CompiledBlueprint } from './compiled-blueprint';
import { isolatedBlueprint } from './isolated-blueprint';
import { ownPackagesFolder, readOwnBlueprint } from './own-packages';
import { readCdkInUse } from './package-versions';
import { readReleaseFile, releasePath } from './read-release';
import { BLUEPRINT_PACKAGES, FILES } from './release-file';
import type { ReleaseFile } from './release-file';

/** Without scripts: nothing that is fetched is run before it is compared with what the release records. */
const NPM_ARGUMENTS = [
  'install',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-package-lock',
  '--no-progress',
];

/** Installs what the `package.json` in a folder names; gives what went wrong, or undefined. */
export type Npm = (folder: string) => string | undefined;

export interface InstallRequest {
  readonly version: string;
  /** Absolute path. */
  readonly projectFolder: string;
  /** What the release gives with these packages and did not give when it was cut. */
  readonly differences: (blueprint: CompiledBlueprint) => readonly Diagnostic[];
  readonly npm: Npm;
}

export type Installation =
  | { readonly kind: 'installed' | 'there'; readonly folder: string; readonly packages: readonly string[] }
  /** The project has the same packages, and the release runs with those. */
  | { readonly kind: 'needless'; readonly packages: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly Diagnostic[] };

/** Installs what a release was cut with into a folder of its own, and keeps it only when the release comes out as it was. */
export function installPackages(request: InstallRequest): Installation {
  const { version, projectFolder } = request;
  const about = readReleaseFile(projectFolder, version);
  const packages = BLUEPRINT_PACKAGES.map((name) => `${name}@${about.packages[name]}`);
  if (readCdkInUse(projectFolder, about.packages).kind === 'recorded') {
    return { kind: 'needless', packages };
  }
  const folder = ownPackagesFolder(projectFolder, version);
  if (readOwnBlueprint(projectFolder, about) !== undefined) {
    return { kind: 'there', folder, packages };
  }
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  try {
    const problems = fill(draft, about, request);
    if (problems.length > 0) {
      return { kind: 'refused', problems };
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return { kind: 'installed', folder, packages };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function fill(draft: string, about: ReleaseFile, request: InstallRequest): readonly Diagnostic[] {
  const dependencies = Object.fromEntries(BLUEPRINT_PACKAGES.map((name) => [name, about.packages[name]]));
  writeFileSync(
    join(draft, 'package.json'),
    `${JSON.stringify({ private: true, dependencies }, undefined, 2)}\n`,
  );
  const fault = request.npm(draft);
  if (fault !== undefined) {
    return [notInstalled(about.version, `npm says: ${fault}`)];
  }
  const cdk = readCdkInUse(draft, about.packages);
  if (cdk.kind === 'other') {
    return [notInstalled(about.version, `npm installed ${cdk.installed} and not ${cdk.recorded}`)];
  }
  const blueprint = join(draft, FILES.blueprint);
  copyFileSync(join(request.projectFolder, releasePath(about.version), FILES.blueprint), blueprint);
  return request.differences(isolatedBlueprint(blueprint));
}

/** Runs npm as it is set up for the user. */
export function runNpm(folder: string): string | undefined {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, NPM_ARGUMENTS, { cwd: folder, encoding: 'utf8' });
  if (done.error !== undefined) {
    return done.error.message;
  }
  const said = done.stderr
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('npm warn') && !line.startsWith('A complete log'));
  return done.status === 0 ? undefined : said.slice(0, 3).join('; ') || `it ended with ${done.status}`;
}

function notInstalled(version: string, fault: string): Diagnostic {
  return diagnostic({
    code: 'RELEASE-011',
    place: { file: releasePath(version) },
    message: `the packages of release ${version} could not be installed: ${fault}.`,
    next: `Run it again where npm reaches its registry, or copy .multiplex/releases/${version} from a machine that has it. Until then the release cannot be rendered here.`,
    value: version,
  });
}
