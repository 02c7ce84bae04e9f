import { join } from 'node:path';

import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';

/** What a commit is compiled to, by the path of the file in the folder of a release. */
export type CompiledFiles = Readonly<Record<'blueprint.js' | 'handlers/provisioner.js', Uint8Array>>;

/** The version of Node that the function runs on. */
const HANDLER_TARGET = 'node22';

/** The oldest version of Node that this project runs on. */
const BLUEPRINT_TARGET = 'node20';

/** Set here, so that what comes out depends on no file around the sources. */
const TSCONFIG = { compilerOptions: { target: 'es2022', strict: true } } as const;

/**
 * Compiles the blueprint and the handlers of the project in `projectFolder`, an absolute path. The same sources and the
 * same esbuild give the same bytes anywhere. To check a release, its commit's own copy of this file is run: it may
 * import nothing but esbuild, and keep this name and these arguments.
 */
export async function compileRelease(projectFolder: string): Promise<CompiledFiles> {
  return {
    'blueprint.js': await compileBlueprint(projectFolder),
    'handlers/provisioner.js': await compileProvisioner(projectFolder),
  };
}

/** The provisioner as one file. The AWS SDK stays outside: Lambda brings it. */
export async function compileProvisioner(projectFolder: string): Promise<Uint8Array> {
  return compile(projectFolder, {
    entryPoints: [join('lib', 'handlers', 'provisioner.ts')],
    external: ['@aws-sdk/*', '@smithy/*'],
    target: HANDLER_TARGET,
  });
}

/** The blueprint as one file that holds our own code alone: the packages that a release records stay outside. */
async function compileBlueprint(projectFolder: string): Promise<Uint8Array> {
  return compile(projectFolder, {
    entryPoints: [join('lib', 'blueprint', 'release-entry.ts')],
    external: ['aws-cdk-lib', 'constructs', 'zod'],
    target: BLUEPRINT_TARGET,
  });
}

async function compile(projectFolder: string, options: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: projectFolder,
    bundle: true,
    charset: 'utf8',
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'silent',
    platform: 'node',
    tsconfigRaw: TSCONFIG,
    ...options,
    write: false,
  });
  return Buffer.concat((outputFiles ?? []).map(({ contents }) => contents));
}
