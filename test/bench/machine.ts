import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

import { PROJECT_FOLDER } from '../../lib/release/project-folder';

const BYTES_PER_GIGABYTE = 1_000_000_000;

/** Where the figures were taken: they mean nothing without it. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGigabytes: number;
  readonly os: string;
  readonly node: string;
  readonly cdkLibrary: string;
  readonly cdkCli: string;
}

export function machine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGigabytes: Math.round(totalmem() / BYTES_PER_GIGABYTE),
    os: `${platform()} ${release()}`,
    node: process.version,
    cdkLibrary: versionOf('aws-cdk-lib'),
    cdkCli: versionOf('aws-cdk'),
  };
}

function versionOf(name: string): string {
  const path = join(PROJECT_FOLDER, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
