import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { invariant } from '../diagnostics/invariant';
import type { AssetManifest, FileAsset, ManifestArtifact, RenderedStack } from './rendered-stack';

const ENVIRONMENT_PREFIX = 'CDK_';

interface Manifest {
  readonly version: string;
  readonly artifacts: Readonly<Record<string, ManifestArtifact>>;
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
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest;
  const stackArtifact = onlyArtifact(manifest, 'aws:cloudformation:stack');
  const assetsArtifact = onlyArtifact(manifest, 'cdk:asset-manifest');
  const template = readFileSync(join(outdir, String(stackArtifact.properties['templateFile'])), 'utf8');
  const assetsFile = join(outdir, String(assetsArtifact.properties['file']));
  return {
    displayName,
    stackName: String(stackArtifact.properties['stackName']),
    template,
    digest: createHash('sha256').update(template).digest('hex'),
    resourceCount: Object.keys((JSON.parse(template) as { Resources: object }).Resources).length,
    stackArtifact,
    assetsArtifact,
    manifestVersion: manifest.version,
    assets: withPlainDestinations(JSON.parse(readFileSync(assetsFile, 'utf8')) as AssetManifest),
  };
}

/**
 * The CDK names a destination by a hash of it. A name that is the same for every asset of an account and Region says
 * as much, and keeps the manifest a function of the values in it.
 */
function withPlainDestinations(manifest: AssetManifest): AssetManifest {
  const files = Object.entries(manifest.files).map(([id, asset]) => {
    const destinations = Object.entries(asset.destinations).map(([name, destination]) => [
      name.replace(/-[0-9a-f]{8}$/, ''),
      destination,
    ]);
    return [id, { ...asset, destinations: Object.fromEntries(destinations) as FileAsset['destinations'] }];
  });
  return { ...manifest, files: Object.fromEntries(files) as AssetManifest['files'] };
}

function onlyArtifact(manifest: Manifest, type: string): ManifestArtifact {
  const found = Object.values(manifest.artifacts).filter((artifact) => artifact.type === type);
  invariant(found.length === 1, `an assembly of one stack has one ${type}, not ${found.length}`);
  const [artifact] = found;
  invariant(artifact !== undefined, 'the only one is there');
  return artifact;
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
