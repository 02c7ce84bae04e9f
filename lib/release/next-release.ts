import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import { compileHandlers } from './compile-handlers';
import { PROJECT_FOLDER } from './project-folder';
import type { Release } from './release';

/** The rooms whose code a blueprint is made of. */
const BLUEPRINT_ROOMS = ['blueprint', 'diagnostics', 'fleet'];

/** The packages that a blueprint takes what it gives from. */
const BLUEPRINT_PACKAGES = ['aws-cdk-lib', 'constructs', 'zod'];

/** The working tree's blueprint and handlers, which `next` names. `cacheFolder` is an absolute path. */
export async function nextRelease(cacheFolder: string): Promise<Release> {
  return {
    version: NEXT_RELEASE,
    digest: sourceDigest(),
    provisioner: await compileHandlers(cacheFolder),
    loadBlueprint: async () => import('../blueprint/blueprint'),
  };
}

/** The features of the working tree's blueprint, read from its code. */
export async function nextFeatureCatalogue(): Promise<FeatureCatalogue> {
  const { describeFeatures } = await import('../blueprint/describe-features');
  return describeFeatures();
}

function sourceDigest(): string {
  const hash = createHash('sha256');
  for (const name of BLUEPRINT_PACKAGES) {
    const { version } = JSON.parse(
      readFileSync(join(PROJECT_FOLDER, 'node_modules', name, 'package.json'), 'utf8'),
    ) as { version: string };
    hash.update(`${name}@${version}\n`);
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
