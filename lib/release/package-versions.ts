import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BLUEPRINT_PACKAGES, COMPILER } from './release-file';
import type { ReleaseFile } from './release-file';
import type { CdkInUse } from './release';

export type PackageVersions = ReleaseFile['packages'];
type PackageName = keyof PackageVersions;

/** The version of a package in `folder/node_modules`; undefined when it is not there. */
export function readPackageVersion(folder: string, name: PackageName): string | undefined {
  try {
    const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  } catch {
    return undefined;
  }
}

/** The versions that a release cut now would record, by their packages in `folder/node_modules`. */
export function readPackageVersions(folder: string): PackageVersions {
  const version = (name: PackageName): string => readPackageVersion(folder, name) ?? 'none';
  return {
    'aws-cdk-lib': version('aws-cdk-lib'),
    constructs: version('constructs'),
    zod: version('zod'),
    [COMPILER]: version(COMPILER),
  };
}

/** Whether `folder/node_modules` has the packages that a release was cut with. */
export function readCdkInUse(folder: string, recorded: PackageVersions): CdkInUse {
  const found = BLUEPRINT_PACKAGES.map((name) => ({ name, version: readPackageVersion(folder, name) }));
  const others = found.filter(({ name, version }) => version !== recorded[name]);
  if (others.length === 0) {
    return { kind: 'recorded' };
  }
  return {
    kind: 'other',
    recorded: others.map(({ name }) => `${name} ${recorded[name]}`).join(', '),
    installed: others.map(({ name, version }) => `${name} ${version ?? '(none)'}`).join(', '),
  };
}
