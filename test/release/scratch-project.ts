import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { PROJECT } from '../render/example-fleet';

/** A clone of this project with a small fleet, in which a test may commit, cut and break releases. */
export interface ScratchProject {
  readonly folder: string;
  readonly read: (file: string) => string;
  readonly write: (file: string, text: string) => void;
  readonly edit: (file: string, from: string, to: string) => void;
  /** Commits everything there is. */
  readonly commit: () => void;
  /** Puts another aws-cdk-lib in place: what it says of distributions is its own. */
  readonly plantCdk: (version: string) => void;
  readonly remove: () => void;
}

/** One cell and, of the features that show in a template, one, so that a release has few shapes. */
const FLEET = `name: northlight
cells:
  eu-1:
    account: '777788889999'
    region: eu-west-1
    kind: shared
    release: next
    domain: eu-1.northlight.example
    hostedZoneId: Z0333333333333333333
    certificateArn: arn:aws:acm:us-east-1:777788889999:certificate/33333333-3333-4333-8333-333333333333
    apiDomain: api.eu-1.northlight.example
tiers:
  foundational: { features: [watchlist] }
rings:
  canary: { order: 1, bakeMinutes: 60, minimumRequests: 100, concurrency: 1, toleratedFailures: 0 }
defaults:
  maintenance:
    timeZone: Etc/UTC
    window: { days: [tue], from: '02:00', to: '06:00' }
    noticeDays: 3
`;

const SPARED_FEATURES = ['additionalMetrics', 'dashboard', 'payments'];

const COPIED = ['lib/blueprint', 'lib/diagnostics', 'lib/fleet', 'lib/handlers', 'lib/release', 'schema'];

/** What a cut and a blueprint need. */
const PACKAGES = ['aws-cdk-lib', 'constructs', 'esbuild', 'zod'];

export function scratchProject(): ScratchProject {
  const folder = mkdtempSync(join(tmpdir(), 'multiplex-project-'));
  COPIED.forEach((path) => cpSync(join(PROJECT, path), join(folder, path), { recursive: true }));
  ['package.json', 'package-lock.json', '.gitignore'].forEach((file) =>
    cpSync(join(PROJECT, file), join(folder, file)),
  );
  writeFileSync(join(folder, 'fleet.yaml'), FLEET);
  linkPackages(folder);
  git(folder, 'init', '--quiet');
  const project = projectIn(folder);
  SPARED_FEATURES.forEach((feature) =>
    project.edit('lib/blueprint/feature-catalogue.ts', `  ${feature},\n`, ''),
  );
  return project;
}

/** A clone of the project as it was committed. */
export function cloneOf(project: ScratchProject): ScratchProject {
  const folder = mkdtempSync(join(tmpdir(), 'multiplex-project-'));
  git(folder, 'clone', '--quiet', project.folder, '.');
  linkPackages(folder);
  return projectIn(folder);
}

/** The packages that a release needs, in a `node_modules` of its own below the folder. */
export function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of PACKAGES) {
    symlinkSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name));
  }
}

function projectIn(folder: string): ScratchProject {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  return {
    folder,
    read,
    write,
    edit: (file, from, to) => {
      if (!read(file).includes(from)) {
        throw new Error(`${file} does not hold ${from}`);
      }
      write(
        file,
        read(file).replace(from, () => to),
      );
    },
    commit: () => {
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message', 'A change.');
    },
    plantCdk: (version) => plantCdk(join(folder, 'node_modules', 'aws-cdk-lib'), version),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

function plantCdk(planted: string, version: string): void {
  const real = join(PROJECT, 'node_modules', 'aws-cdk-lib');
  rmSync(planted, { recursive: true });
  mkdirSync(join(planted, 'aws-cloudfront'), { recursive: true });
  for (const name of readdirSync(real)) {
    if (!existsSync(join(planted, name)) && name !== 'package.json') {
      symlinkSync(join(real, name), join(planted, name));
    }
  }
  const text = readFileSync(join(real, 'package.json'), 'utf8');
  writeFileSync(join(planted, 'package.json'), text.replace(/"version": "[^"]+"/, `"version": "${version}"`));
  writeFileSync(
    join(planted, 'aws-cloudfront', 'index.js'),
    `const real = require(${JSON.stringify(join(real, 'aws-cloudfront'))});
class CfnDistribution extends real.CfnDistribution {
  constructor(scope, id, props) {
    super(scope, id, props);
    this.addPropertyOverride('DistributionConfig.Staging', false);
  }
}
module.exports = Object.create(real, { CfnDistribution: { value: CfnDistribution, enumerable: true } });
`,
  );
}

function git(folder: string, ...args: readonly string[]): void {
  const settings = ['user.name=test', 'user.email=test@northlight.example', 'commit.gpgsign=false'];
  execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], { cwd: folder });
}
