import type { Verification } from '../release/verify-release';
import { diagnosticText } from '../diagnostics/render';
import { plural } from './plural';
import { table } from './table';

/** How much of a commit is shown to people; the whole of it is in the JSON. */
const COMMIT_SHOWN = 12;

const KIB = 1024;

export interface CutReport {
  readonly version: string;
  readonly folder: string;
  readonly kind: 'written' | 'there';
  readonly date: string;
  readonly commit: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly shapes: number;
  /** Bytes. */
  readonly size: number;
}

/** What was cut, from what, and what to type next. */
export function cutSummary({
  version,
  folder,
  kind,
  date,
  commit,
  packages,
  shapes,
  size,
}: CutReport): string {
  return [
    `Release ${version} of commit ${commit.slice(0, COMMIT_SHOWN)} (${date}): ${plural(shapes, 'shape')}, ` +
      `aws-cdk-lib ${packages['aws-cdk-lib'] ?? ''}.`,
    kind === 'written'
      ? `${folder} written, ${Math.ceil(size / KIB)} KiB. Commit it as it is; it is never edited.`
      : `${folder} is there already, with the same bytes.`,
    `Next: npx multiplex schema, and npx multiplex release list\n`,
  ].join('\n');
}

export interface ListedRelease {
  readonly version: string;
  /** Left out for the working tree, as is the commit. */
  readonly date?: string;
  readonly commit?: string;
  /** Versions by name. */
  readonly packages: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  /** Ids. */
  readonly cells: readonly string[];
  readonly tenants: readonly string[];
}

/** A line a release, from the oldest to the working tree, and how to compare the last two. */
export function releaseTable(releases: readonly ListedRelease[]): string {
  const rows = releases.map(({ version, date, commit, packages, cells, tenants }) => [
    version,
    date ?? 'working tree',
    (commit ?? '-').slice(0, COMMIT_SHOWN),
    packages['aws-cdk-lib'] ?? '',
    cells.join(' ') || '-',
    tenants.length === 0 ? '-' : `${tenants.length}: ${tenants.join(' ')}`,
  ]);
  const [before, after] = releases.slice(-2);
  return [
    table(['RELEASE', 'DATE', 'COMMIT', 'AWS-CDK-LIB', 'CELLS', 'TENANTS'], rows),
    before === undefined || after === undefined
      ? 'Next: npx multiplex release cut <version>\n'
      : `Next: npx multiplex release diff ${before.version} ${after.version}\n`,
  ].join('\n');
}

/** A line a release that is as it was recorded, and a line a thing that is not. */
export function verificationSummary(verified: readonly Verification[]): string {
  if (verified.length === 0) {
    return 'There is no release yet. Next: npx multiplex release cut <version>\n';
  }
  return verified
    .map(({ version, differences, shapes, sources }) => {
      const found = `${plural(shapes, 'shape')} synthesised again`;
      const source =
        sources.kind === 'compared' ? 'compiled again from its commit' : `not compiled again: ${sources.why}`;
      const lines = differences.map(({ problem }) => `${diagnosticText(problem)}\n`).join('');
      return differences.length === 0
        ? `Release ${version} is as it was cut: ${found}, ${source}.\n`
        : `${lines}Release ${version} has ${plural(differences.length, 'difference')}: ${found}, ${source}.\n`;
    })
    .join('');
}
