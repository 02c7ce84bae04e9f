import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import type { Host } from './host';
import type { ReleaseCutOptions } from './release-cut';
import type { ReleaseDiffOptions } from './release-diff';
import type { ReleaseInstallOptions } from './release-install';
import type { ReleaseListOptions } from './release-list';
import type { ReleaseVerifyOptions } from './release-verify';

/** `multiplex release`: everything about immutable versions of the blueprint. Each is loaded when it is called. */
export function addRelease(program: Command, host: Host, finish: Finish): void {
  const release = program
    .command('release')
    .summary('cut, verify, list and compare releases')
    .description('Immutable versions of the blueprint, one of which every cell and every tenant pins.')
    .addHelpText('after', examples('multiplex release list', 'multiplex release diff 2026.11.0 next'));
  addCut(release, host, finish);
  addVerify(release, host, finish);
  addList(release, host, finish);
  addDiff(release, host, finish);
  addInstall(release, host, finish);
}

function addCut(release: Command, host: Host, finish: Finish): void {
  release
    .command('cut <version>')
    .summary('write releases/<version>/ from the commit that is checked out')
    .description(
      'Compiles the blueprint and the handlers of this commit, and records what they give for every shape. The same commit gives the same bytes.',
    )
    .option('--note <text...>', 'what an operator should know of it', [])
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples("multiplex release cut 2026.11.0 --note 'Alarms when many requests are refused.'"),
    )
    .action(async (version: string, options: ReleaseCutOptions) => {
      const { releaseCut } = await import('./release-cut');
      finish(await releaseCut(version, options, host));
    });
}

function addVerify(release: Command, host: Host, finish: Finish): void {
  release
    .command('verify [version...]')
    .summary('make releases again and name what differs')
    .description(
      'Compares files, templates and sources of releases with what was recorded. Without a version it verifies all.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples('multiplex release verify', 'multiplex release verify 2026.11.0 --json'))
    .action(async (versions: string[], options: ReleaseVerifyOptions) => {
      const { releaseVerify } = await import('./release-verify');
      finish(await releaseVerify(versions, options, host));
    });
}

function addList(release: Command, host: Host, finish: Finish): void {
  release
    .command('list')
    .summary('show every release and who is on it')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('multiplex release list'))
    .action(async (options: ReleaseListOptions) => {
      const { releaseList } = await import('./release-list');
      finish(await releaseList(options, host));
    });
}

function addDiff(release: Command, host: Host, finish: Finish): void {
  release
    .command('diff <from> <to>')
    .summary('show what an upgrade changes, resource by resource')
    .description('Compares two releases shape by shape; either may be next, the working tree.')
    .addOption(jsonOption())
    .addHelpText('after', examples('multiplex release diff 2026.11.0 next'))
    .action(async (from: string, to: string, options: ReleaseDiffOptions) => {
      const { releaseDiff } = await import('./release-diff');
      finish(await releaseDiff([from, to], options, host));
    });
}

function addInstall(release: Command, host: Host, finish: Finish): void {
  release
    .command('install <version>')
    .summary('install the CDK that a release was cut with, for it alone')
    .description(
      'Fetches the packages that a release was cut with into .multiplex/, which git ignores. From then on that release runs with them.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples('multiplex release install 2026.11.0'))
    .action(async (version: string, options: ReleaseInstallOptions) => {
      const { releaseInstall } = await import('./release-install');
      finish(releaseInstall(version, options, host));
    });
}
