import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { OutputFolder } from './output-folder';
import { assemblyJson } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';

const MANIFEST_FILE = 'manifest.json';

/** How a file of a stack of ours is told from one that somebody else put there. */
const STACK_FILE = /^((?:access|cell|tenant)--[a-z0-9-]+)\.(?:template|assets)\.json$/;
const ASSET = /^asset\.[0-9a-f]{64}(\.zip)?$/;

export interface WrittenAssembly {
  /** Files whose bytes were not there before. */
  readonly written: number;
  /** Files that already held what they should. */
  readonly kept: number;
}

/** A stack whose files are written, as far as the rest of the assembly has to know it. */
export type WrittenStack = Pick<RenderedStack, 'stackName' | 'artifacts' | 'manifestVersion'> & {
  /** Names of its archives. */
  readonly archives: readonly string[];
};

/**
 * Writes a cloud assembly that the `cdk` command line takes: a template, an asset manifest and the archives of each
 * stack, and the manifest last, so that a run that is cut off leaves the earlier manifest. What has not changed is not
 * written, and the files of stacks that are gone are removed.
 *
 * @param outdir Absolute path; made when it is not there.
 * @throws ProblemError when a folder is not what it was when its digest was taken.
 */
export function writeAssembly(outdir: string, stacks: readonly RenderedStack[]): WrittenAssembly {
  mkdirSync(outdir, { recursive: true });
  const output = new OutputFolder(outdir);
  stacks.forEach((stack) => output.writeStack(stack));
  const end = finishAssembly(outdir, stacks.map(writtenStack));
  return { written: output.written + end.written, kept: output.kept + end.kept };
}

export function writtenStack(stack: RenderedStack): WrittenStack {
  const { stackName, artifacts, manifestVersion, archives } = stack;
  return { stackName, artifacts, manifestVersion, archives: archives.map(({ name }) => name) };
}

/** Writes what an assembly has beside the files of its stacks, and removes what an earlier one left. */
export function finishAssembly(outdir: string, stacks: readonly WrittenStack[]): WrittenAssembly {
  const stale = staleNames(stacks, outdir);
  const version = stacks[0]?.manifestVersion;
  const written = [
    replaceChanged(join(outdir, 'cdk.out'), `${assemblyJson({ version })}\n`),
    replaceChanged(join(outdir, MANIFEST_FILE), manifestText(version, stacks)),
  ].filter(Boolean).length;
  stale.forEach((name) => rmSync(join(outdir, name), { recursive: true, force: true }));
  return { written, kept: 2 - written };
}

/** The entries of the stacks are text already; their braces give way to those of the whole. */
function manifestText(version: string | undefined, stacks: readonly WrittenStack[]): string {
  const entries = stacks.map(({ artifacts }) => artifacts.slice(1, -1).trimEnd());
  return `{\n"version": ${JSON.stringify(version)},\n"artifacts": {${entries.join(',')}\n}\n}\n`;
}

/**
 * What an earlier assembly of ours left and this one does not hold. Files are ours when the earlier manifest names
 * their stack; an unreadable manifest is nobody's.
 */
function staleNames(stacks: readonly WrittenStack[], outdir: string): readonly string[] {
  const present = readdirSync(outdir);
  const stackNames = new Set(stacks.map(({ stackName }) => stackName));
  const archives = new Set(stacks.flatMap((stack) => stack.archives));
  const others = present.filter((name) => {
    const stackName = STACK_FILE.exec(name)?.[1];
    return stackName === undefined ? ASSET.test(name) && !archives.has(name) : !stackNames.has(stackName);
  });
  if (others.length === 0) {
    return [];
  }
  const earlier = artifactNames(join(outdir, MANIFEST_FILE));
  return others.filter((name) => {
    const stackName = STACK_FILE.exec(name)?.[1];
    return stackName === undefined ? earlier.size > 0 : earlier.has(stackName);
  });
}

function artifactNames(path: string): ReadonlySet<string> {
  try {
    const { artifacts } = JSON.parse(readFileSync(path, 'utf8')) as { artifacts: object };
    return new Set(Object.keys(artifacts));
  } catch {
    return new Set();
  }
}

/** Others may read the file at any time, so it is replaced as a whole. Returns whether it was. */
function replaceChanged(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) {
    return false;
  }
  writeFileSync(`${path}.draft`, text);
  renameSync(`${path}.draft`, path);
  return true;
}
