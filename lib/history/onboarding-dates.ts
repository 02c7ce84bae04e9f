import { Git } from './git';

/** When the tenants of a fleet came, as its repository has it. */
export type OnboardingDates =
  /** By tenant, when the main line first had its file: milliseconds since the beginning of 1970. */
  | { readonly kind: 'dates'; readonly dates: ReadonlyMap<string, number> }
  | { readonly kind: 'unknown'; readonly why: string };

/** Before each commit in the answer of git, so that no file can be taken for one. */
const COMMIT_MARK = '>';

/**
 * Reads when each folder below `tenants/` first came, of the history that leads to what is checked out. A folder that
 * went and came again came twice; the first time counts.
 *
 * @param rootFolder Folder of the fleet, as an absolute path.
 * @throws ProblemError when there is no git.
 */
export function onboardingDates(rootFolder: string): OnboardingDates {
  const git = new Git(rootFolder);
  const shallow = git.run(['rev-parse', '--is-shallow-repository']);
  if (!shallow.ok) {
    return { kind: 'unknown', why: 'the fleet is in no git repository' };
  }
  if (shallow.text === 'true') {
    return { kind: 'unknown', why: 'the history of this clone is cut off' };
  }
  const log = git.run([
    'log',
    '--first-parent',
    '-m',
    '--no-renames',
    '--diff-filter=A',
    '--name-only',
    '--relative',
    `--format=${COMMIT_MARK}%ct`,
    '--',
    ':(glob)tenants/*/tenant.yaml',
  ]);
  return log.ok
    ? { kind: 'dates', dates: firstDates(log.text) }
    : { kind: 'unknown', why: 'the repository has no commit yet' };
}

/** Commits come newest first, so the last date of a tenant is its first. */
function firstDates(log: string): ReadonlyMap<string, number> {
  const dates = new Map<string, number>();
  let at = 0;
  for (const line of log.split('\n')) {
    if (line.startsWith(COMMIT_MARK)) {
      at = Number(line.slice(COMMIT_MARK.length)) * 1_000;
    }
    const [, tenant] = /^tenants\/([^/]+)\/tenant\.yaml$/.exec(line) ?? [];
    if (tenant !== undefined) {
      dates.set(tenant, at);
    }
  }
  return dates;
}
