import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';

import type { AssetManifest, FileAsset, RenderedStack } from './rendered-stack';

const MANIFEST_FILE = 'manifest.json';

/** How a file of an earlier assembly is told from one that somebody else put there. */
const OWN_FILE = /^((cell|tenant)--[a-z0-9-]+\.(template|assets)\.json|asset\.[0-9a-f]{64}(\.draft)?)$/;

export interface WrittenAssembly {
  /** Files and asset folders whose bytes were not there before. */
  readonly written: number;
  /** Files and asset folders that already held what they should. */
  readonly kept: number;
}

/**
 * Writes a cloud assembly that the `cdk` command line takes: a template and an asset manifest a stack, the asset
 * folders, and the manifest last, so that a run that is cut off leaves the earlier assembly or the new one. What
 * has not changed is not written, and stacks that are gone are removed.
 *
 * @param outdir Absolute path; made when it is not there.
 */
export function writeAssembly(outdir: string, stacks: readonly RenderedStack[]): WrittenAssembly {
  mkdirSync(outdir, { recursive: true });
  const before = ownFiles(outdir);
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const stack of stacks) {
    const { manifest, sources } = relocate(stack);
    files.set(templateFile(stack), stack.template);
    files.set(assetsFile(stack), json(manifest));
    sources.forEach((from, to) => folders.set(to, from));
  }
  const results = [
    ...[...folders].map(([to, from]) => copyFolder(from, join(outdir, to))),
    ...[...files].map(([name, text]) => writeChanged(join(outdir, name), text)),
    writeChanged(join(outdir, 'cdk.out'), json({ version: stacks[0]?.manifestVersion })),
    writeChanged(join(outdir, MANIFEST_FILE), json(assemblyManifest(stacks))),
  ];
  for (const name of before) {
    if (!files.has(name) && !folders.has(name)) {
      rmSync(join(outdir, name), { recursive: true, force: true });
    }
  }
  const written = results.filter(Boolean).length;
  return { written, kept: results.length - written };
}

function templateFile(stack: RenderedStack): string {
  return `${stack.stackName}.template.json`;
}

function assetsFile(stack: RenderedStack): string {
  return `${stack.stackName}.assets.json`;
}

/** Points the asset manifest at the files of this assembly, and says which folders must be copied into it. */
function relocate(stack: RenderedStack): { manifest: AssetManifest; sources: ReadonlyMap<string, string> } {
  const sources = new Map<string, string>();
  const files: Record<string, FileAsset> = {};
  for (const [digest, asset] of Object.entries(stack.assets.files)) {
    const isFolder = isAbsolute(asset.source.path);
    const path = isFolder ? `asset.${digest}` : templateFile(stack);
    if (isFolder) {
      sources.set(path, asset.source.path);
    }
    files[digest] = { ...asset, source: { ...asset.source, path } };
  }
  return { manifest: { ...stack.assets, files }, sources };
}

function assemblyManifest(stacks: readonly RenderedStack[]): object {
  const artifacts: Record<string, object> = {};
  for (const stack of stacks) {
    const assetsId = `${stack.stackName}.assets`;
    artifacts[assetsId] = {
      ...stack.assetsArtifact,
      properties: { ...stack.assetsArtifact.properties, file: assetsFile(stack) },
    };
    const { type, environment, properties } = stack.stackArtifact;
    artifacts[stack.stackName] = {
      type,
      environment,
      properties: { ...properties, templateFile: templateFile(stack), additionalDependencies: [assetsId] },
      dependencies: [assetsId],
      displayName: stack.displayName,
    };
  }
  return { version: stacks[0]?.manifestVersion, artifacts };
}

/** The files of an earlier assembly of ours, by its manifest. An unreadable manifest is an assembly of nobody's. */
function ownFiles(outdir: string): readonly string[] {
  const path = join(outdir, MANIFEST_FILE);
  if (!existsSync(path)) {
    return [];
  }
  try {
    const { artifacts } = JSON.parse(readFileSync(path, 'utf8')) as { artifacts: object };
    const names = Object.keys(artifacts).filter((id) => !id.endsWith('.assets'));
    const assets = names.flatMap((name) => assetFolders(join(outdir, `${name}.assets.json`)));
    return [...names.flatMap((name) => [`${name}.template.json`, `${name}.assets.json`]), ...assets].filter(
      (name) => OWN_FILE.test(name),
    );
  } catch {
    return [];
  }
}

function assetFolders(path: string): readonly string[] {
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as AssetManifest;
  return Object.values(files).map((asset) => basename(asset.source.path));
}

/** The folder is named by its digest, so one that is there holds what it should. Returns whether it was copied. */
function copyFolder(from: string, to: string): boolean {
  if (existsSync(to)) {
    return false;
  }
  const draft = `${to}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(from, draft, { recursive: true });
  renameSync(draft, to);
  return true;
}

/** Returns whether the file was written. */
function writeChanged(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) {
    return false;
  }
  const draft = `${path}.draft`;
  writeFileSync(draft, text);
  renameSync(draft, path);
  return true;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}
