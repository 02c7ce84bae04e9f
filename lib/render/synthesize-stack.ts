import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { invariant } from '../diagnostics/invariant';
import { assemblyJson, assetsFile, templateFile } from './rendered-stack';
import type { AssetArchive, RenderedStack } from './rendered-stack';

const ENVIRONMENT_PREFIX = 'CDK_';

/** `manifest.json`, as far as this project reads it. */
interface Manifest {
  readonly version: string;
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** `<stack>.assets.json`, as far as this project reads it. */
interface AssetManifest {
  readonly files: Readonly<Record<string, FileAsset>>;
}

interface FileAsset {
  readonly source: { readonly path: string; readonly packaging: 'file' | 'zip' };
  readonly destinations: Readonly<Record<string, object>>;
}

/**
 * One stack by real CDK synthesis: the reference for every faster way. `synthesize` writes a cloud assembly with a
 * single stack into the folder that it is given.
 */
export function synthesizeStack(displayName: string, synthesize: (outdir: string) => void): RenderedStack {
  const outdir = mkdtempSync(join(tmpdir(), 'multiplex-'));
  try {
    withoutCdkEnvironment(() => synthesize(outdir));
    return readStack(displayName, outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function readStack(displayName: string, outdir: string): RenderedStack {
  const read = (file: unknown): string => readFileSync(join(outdir, String(file)), 'utf8');
  const manifest = JSON.parse(read('manifest.json')) as Manifest;
  const stack = onlyArtifact(manifest, 'aws:cloudformation:stack');
  const published = onlyArtifact(manifest, 'cdk:asset-manifest');
  const stackName = String(stack.properties['stackName']);
  const template = read(stack.properties['templateFile']);
  const { assets, archives } = relocated(
    JSON.parse(read(published.properties['file'])) as AssetManifest,
    stackName,
  );
  return {
    displayName,
    stackName,
    template,
    digest: createHash('sha256').update(template).digest('hex'),
    resourceCount: Object.keys((JSON.parse(template) as { Resources: object }).Resources).length,
    assets: assemblyJson(assets),
    archives,
    artifacts: assemblyJson(artifactsOf(displayName, stackName, stack, published)),
    manifestVersion: manifest.version,
  };
}

function onlyArtifact(manifest: Manifest, type: string): Artifact {
  const found = Object.values(manifest.artifacts).filter((artifact) => artifact.type === type);
  const [artifact] = found;
  invariant(artifact !== undefined && found.length === 1, `an assembly of one stack has one ${type}`);
  return artifact;
}

/** The entries of the stack in a manifest of many: named for the stack, which the construct is not. */
function artifactsOf(displayName: string, stackName: string, stack: Artifact, published: Artifact): object {
  const assetsId = `${stackName}.assets`;
  return {
    [assetsId]: { ...published, properties: { ...published.properties, file: assetsFile(stackName) } },
    [stackName]: {
      type: stack.type,
      environment: stack.environment,
      properties: {
        ...stack.properties,
        templateFile: templateFile(stackName),
        additionalDependencies: [assetsId],
      },
      dependencies: [assetsId],
      displayName,
    },
  };
}

/**
 * Points the asset manifest at the files of an assembly of many, and says which archives must be written into it. A
 * folder is published as an archive of what was checked, and not as what the folder holds when somebody publishes it.
 */
function relocated(
  manifest: AssetManifest,
  stackName: string,
): { readonly assets: object; readonly archives: readonly AssetArchive[] } {
  const archives: AssetArchive[] = [];
  const files = Object.entries(manifest.files).map(([digest, asset]) => {
    const isFolder = asset.source.packaging === 'zip';
    const name = isFolder ? `asset.${digest}.zip` : templateFile(stackName);
    if (isFolder) {
      archives.push({ name, from: asset.source.path, digest });
    }
    const source = { ...asset.source, path: name, packaging: 'file' };
    return [digest, { ...asset, source, destinations: plainlyNamed(asset.destinations) }];
  });
  return { assets: { ...manifest, files: Object.fromEntries(files) as object }, archives };
}

/**
 * The CDK names a destination by a hash of it. A name that is the same for every asset of an account and Region says
 * as much, and keeps the manifest a function of the values in it.
 */
function plainlyNamed(destinations: FileAsset['destinations']): object {
  return Object.fromEntries(
    Object.entries(destinations).map(([name, destination]) => [
      name.replace(/-[0-9a-f]{8}$/, ''),
      destination,
    ]),
  );
}

/** An app takes context and options from the environment, where `cdk` puts its own; a template must not depend on them. */
function withoutCdkEnvironment(work: () => void): void {
  const kept = Object.entries(process.env).filter(([name]) => name.startsWith(ENVIRONMENT_PREFIX));
  kept.forEach(([name]) => delete process.env[name]);
  try {
    work();
  } finally {
    kept.forEach(([name, value]) => {
      process.env[name] = value;
    });
  }
}
