import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { ReleaseDescription } from '../fleet/release-description';
import { compileHandlers } from './compile-handlers';
import { readPackageVersion } from './package-versions';
import { PROJECT_FOLDER } from './project-folder';
import type { Release } from './release';
import { BLUEPRINT_PACKAGES } from './release-file';

/** The rooms whose code a blueprint is made of. */
const BLUEPRINT_ROOMS = ['blueprint', 'diagnostics', 'fleet'];

/** The working tree's blueprint and handlers, which `next` names. `cacheFolder` is an absolute path. */
export async function nextRelease(cacheFolder: string): Promise<Release> {
  return {
    version: NEXT_RELEASE,
    digest: sourceDigest(),
    provisioner: await compileHandlers(cacheFolder),
    loadBlueprint: async () => import('../blueprint/blueprint'),
    golden: new Set(),
    carried: () => undefined,
    cdk: { kind: 'recorded' },
  };
}

/** What the working tree's blueprint says of itself, read from its code. */
export async function describeNextRelease(): Promise<ReleaseDescription> {
  const { describeContract, describeFeatures } = await import('../blueprint/release-entry');
  return { features: describeFeatures(), contract: describeContract() };
}

function sourceDigest(): string {
  const hash = createHash('sha256');
  for (const name of BLUEPRINT_PACKAGES) {
    hash.update(`${name}@${readPackageVersion(PROJECT_FOLDER, name) ?? ''}\n`);
  }
  for (const room of BLUEPRINT_ROOMS) {
    const folder = join(PROJECT_FOLDER, 'lib', room);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    for (const file of files.sort()) {
      const bytes = readFileSync(join(folder, file));
      hash.update(`${room}/${file} ${bytes.length}\n`);
      hash.update(bytes);
    }
  }
  return hash.digest('hex');
}
