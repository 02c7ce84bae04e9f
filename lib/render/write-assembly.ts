import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { assemblyJson, assetsFile, templateFile } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';

const MANIFEST_FILE = 'manifest.json';

/** How a file of a stack of ours is told from one that somebody else put there. */
const STACK_FILE = /^((?:cell|tenant)--[a-z0-9-]+)\.(?:template|assets)\.json$/;
const ASSET_FOLDER = /^asset\.[0-9a-f]{64}(\.draft)?$/;

export interface WrittenAssembly {
  /** Files and asset folders whose bytes were not there before. */
  readonly written: number;
  /** Files and asset folders that already held what they should. */
  readonly kept: number;
}

/**
 * Writes a cloud assembly that the `cdk` command line takes: a template and an asset manifest a stack, the asset
 * folders, and the manifest last, so that a run that is cut off leaves the earlier manifest. What has not changed is
 * not written, and the files of stacks that are gone are removed.
 *
 * @param outdir Absolute path; made when it is not there.
 */
export function writeAssembly(outdir: string, stacks: readonly RenderedStack[]): WrittenAssembly {
  mkdirSync(outdir, { recursive: true });
  const before = new Set(readdirSync(outdir));
  const stale = staleNames(before, stacks, outdir);
  let written = 0;
  let kept = 0;
  const count = (isWritten: boolean): void => {
    written += isWritten ? 1 : 0;
    kept += isWritten ? 0 : 1;
  };
  for (const stack of stacks) {
    for (const { name, from } of stack.folders) {
      count(copyFolder(from, outdir, name, before));
    }
    count(writeChanged(outdir, templateFile(stack.stackName), stack.template, before));
    count(writeChanged(outdir, assetsFile(stack.stackName), `${stack.assets}\n`, before));
  }
  const version = stacks[0]?.manifestVersion;
  count(writeChanged(outdir, 'cdk.out', `${assemblyJson({ version })}\n`, before));
  count(replaceChanged(join(outdir, MANIFEST_FILE), manifestText(version, stacks)));
  stale.forEach((name) => rmSync(join(outdir, name), { recursive: true, force: true }));
  return { written, kept };
}

/** The entries of the stacks are text already; their braces give way to those of the whole. */
function manifestText(version: string | undefined, stacks: readonly RenderedStack[]): string {
  const entries = stacks.map(({ artifacts }) => artifacts.slice(1, -1).trimEnd());
  return `{\n"version": ${JSON.stringify(version)},\n"artifacts": {${entries.join(',')}\n}\n}\n`;
}

/**
 * What an earlier assembly of ours left and this one does not hold. Files are ours when the earlier manifest names
 * their stack; an unreadable manifest is nobody's.
 */
function staleNames(
  before: ReadonlySet<string>,
  stacks: readonly RenderedStack[],
  outdir: string,
): readonly string[] {
  const earlier = before.has(MANIFEST_FILE) ? artifactNames(join(outdir, MANIFEST_FILE)) : new Set<string>();
  const current = new Set(stacks.map(({ stackName }) => stackName));
  const folders = new Set(stacks.flatMap((stack) => stack.folders.map(({ name }) => name)));
  return [...before].filter((name) => {
    const stackName = STACK_FILE.exec(name)?.[1];
    return stackName === undefined
      ? earlier.size > 0 && ASSET_FOLDER.test(name) && !folders.has(name)
      : earlier.has(stackName) && !current.has(stackName);
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

/** The folder is named by its digest, so one that is there holds what it should. Returns whether it was copied. */
function copyFolder(from: string, outdir: string, name: string, present: Set<string>): boolean {
  if (present.has(name)) {
    return false;
  }
  const draft = join(outdir, `${name}.draft`);
  rmSync(draft, { recursive: true, force: true });
  cpSync(from, draft, { recursive: true });
  renameSync(draft, join(outdir, name));
  // Two stacks may publish the same folder.
  present.add(name);
  return true;
}

/** A file that was cut off while it was written differs from its text, and is written again. Returns whether it was written. */
function writeChanged(outdir: string, name: string, text: string, present: ReadonlySet<string>): boolean {
  const path = join(outdir, name);
  if (present.has(name) && readFileSync(path, 'utf8') === text) {
    return false;
  }
  writeFileSync(path, text);
  return true;
}

/** Others may read the manifest at any time, so it is replaced as a whole. Returns whether it was. */
function replaceChanged(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) {
    return false;
  }
  writeFileSync(`${path}.draft`, text);
  renameSync(`${path}.draft`, path);
  return true;
}
