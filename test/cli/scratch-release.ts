import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { releaseCut } from '../../lib/cli/release-cut';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic';
import type { GoldenShape } from '../../lib/release/golden-shape';
import type { ReleaseFile } from '../../lib/release/release-file';
import { scratchProject } from '../release/scratch-project';
import type { ScratchProject } from '../release/scratch-project';
import { fakeHost } from './fake-host';

/** The release that a scratch project starts with, and its folder. */
export const VERSION = '2026.11.0';
export const FOLDER = `releases/${VERSION}`;

/** What a command did. */
export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A scratch project with one release, committed. */
export async function projectWithRelease(): Promise<ScratchProject> {
  const project = scratchProject();
  project.commit();
  await cut(project, VERSION, 'The first one.');
  project.commit();
  return project;
}

/** Cuts a release. The rules of the CDK take seconds to load, and find what `faults` says. */
export async function cut(
  { folder }: ScratchProject,
  version: string,
  note: string,
  faults: readonly Diagnostic[] = [],
): Promise<Answer> {
  const host = fakeHost(folder);
  const options = { note: [note], json: false };
  const status = await releaseCut(version, options, host, folder, () => Promise.resolve(faults));
  return { status, ...host.printed };
}

/** Every file of a release with its text, by its path in the folder of the release. */
export function filesOf(project: ScratchProject, version = VERSION): Readonly<Record<string, string>> {
  const folder = join(project.folder, 'releases', version);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.js/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What the release says of itself. */
export function about(project: ScratchProject): ReleaseFile {
  return JSON.parse(project.read(`${FOLDER}/release.json`)) as ReleaseFile;
}

/** How many kinds of tenants the release knows. */
export function tenantShapes(project: ScratchProject): number {
  return golden(project).filter(({ kind }) => kind === 'tenant').length;
}

/** The shapes that a release recorded. */
export function golden(project: ScratchProject, version = VERSION): readonly GoldenShape[] {
  return JSON.parse(project.read(`releases/${version}/golden.json`)) as GoldenShape[];
}
