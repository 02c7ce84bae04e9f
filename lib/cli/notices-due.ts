import { resolve } from 'node:path';

import { isError } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Fleet } from '../fleet/fleet';
import { parseFleet } from '../fleet/parse-fleet';
import { compareReleases } from '../fleet/release-version';
import { withReleases } from '../fleet/with-releases';
import { planNotices } from '../notice/plan-notices';
import type { NoticePlan } from '../notice/plan-notices';
import { toldDates } from '../notice/told-dates';
import { PROJECT_FOLDER } from '../release/project-folder';
import { readReleaseFile, readReleaseVersions } from '../release/read-release';
import { noticesText } from '../report/notice-table';
import { plural } from '../report/plural';
import { problemList } from '../report/problem-list';
import { DAY } from '../rollout/calendar/civil-day';
import { cellStack, tenantStack } from '../rollout/plan-candidates';
import type { LedgerEntry } from '../rollout/ports';
import type { Instant } from '../rollout/rollout-plan';
import type { RolloutState } from '../rollout/rollout-state';
import { knownNotices } from '../rollout/runner/known-notices';
import { recordedRollout, rolloutIds } from '../rollout/runner/open-rollout';
import { STANDARD_BRAIN } from '../rollout/runner/standard-brain';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { refuseUnknown } from './known-release';
import { writeLetter } from './letters-folder';
import { loadFleet } from './load-fleet';
import type { LoadedFleet } from './load-fleet';
import { openRecords } from './operations';
import type { Records } from './operations';
import { outlineVersions } from './rollout/plan-move';
import { selectStacks } from './select-stacks';

export interface DueOptions extends EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
  readonly release: string;
  /** When the roll-out starts. @default as soon as those who are told today have been told */
  readonly start?: Instant;
  /** Folder for the letters. @default none are written */
  readonly out?: string;
  /** Address that answers go to. */
  readonly answerTo?: string;
}

/**
 * `multiplex notices --release R [tenant…]`: who must be told of a release, of which dates and by when. With `--out` it
 * writes the letters.
 */
export async function noticesDue(
  names: readonly string[],
  options: DueOptions,
  host: Host,
): Promise<ExitCode> {
  const loaded = await loadFleet(host, options.fleet);
  const { rootFolder, fleet, catalogues } = loaded;
  if (fleet === undefined) {
    host.stderr(problemList(loaded.diagnostics));
    return EXIT.no;
  }
  if (refuseUnknown([options.release], [...catalogues.keys()], options.json, host)) {
    return EXIT.usage;
  }
  const selected = selectStacks({ cells: [], tenants: fleet.tenants }, names);
  if (selected.kind === 'unknown') {
    host.stderr(`${selected.message}\n`);
    return EXIT.usage;
  }
  const fitness = fitnessFor({ ...loaded, fleet }, options.release);
  if (fitness.problems.length > 0) {
    host.stderr(problemList(fitness.problems));
    return EXIT.no;
  }
  const { entries, now, running } = await recorded(rootFolder, fleet, options, host);
  if (options.start !== undefined && (options.start < now || running !== undefined)) {
    host.stderr('The start of the roll-out is over already. Next: name a later one, or leave out --start.\n');
    return EXIT.usage;
  }
  const whole = await planAll({
    fleet,
    release: options.release,
    unfit: fitness.unfit,
    entries,
    now,
    running,
    options,
  });
  const plan = onlyOf(whole, new Set(selected.displayNames));
  const written = options.out === undefined ? undefined : writeLetters(plan, fleet, options, now, host);
  host.stdout(
    options.json
      ? `${JSON.stringify({ ...plan, ...(written === undefined ? {} : { written }) }, undefined, 2)}\n`
      : `${noticesText(plan)}${written === undefined ? '' : writtenText(written, options)}`,
  );
  return whole.halts ? EXIT.no : EXIT.fine;
}

interface Fitness {
  /** By stack of a tenant, what is wrong with its files at the release. */
  readonly unfit: ReadonlyMap<string, string>;
  /** What is wrong with the fleet itself. */
  readonly problems: readonly Diagnostic[];
}

/** Checks the files as if everybody who is behind pinned the release. */
function fitnessFor(
  { files, fleet, catalogues }: LoadedFleet & { readonly fleet: Fleet },
  release: string,
): Fitness {
  const isBehind = (one: { readonly release: string }) => compareReleases(one.release, release) < 0;
  const stacks = [
    ...fleet.cells.filter(isBehind).map(cellStack),
    ...fleet.tenants.filter(isBehind).map(tenantStack),
  ];
  const moved = withReleases(files, new Map(stacks.map((stack) => [stack, release])));
  const errors = parseFleet(moved, catalogues).diagnostics.filter(isError);
  const unfit = new Map<string, string>();
  const problems: Diagnostic[] = [];
  for (const problem of errors) {
    const stack = /^tenants\/[^/]+/.exec(problem.place.file)?.[0];
    if (stack === undefined) {
      problems.push(problem);
    } else if (!unfit.has(stack)) {
      unfit.set(stack, `at ${release} ${problem.message.replace(/\.$/, '')}`);
    }
  }
  return { unfit, problems };
}

/** What clients were told and answered, of whatever release, and the roll-out to this one that is under way. */
async function recorded(
  rootFolder: string,
  fleet: Fleet,
  options: DueOptions,
  host: Host,
): Promise<Pick<Known, 'entries' | 'now' | 'running'>> {
  const records = await openRecords(rootFolder, fleet.name, options, host);
  const entries: LedgerEntry[] = [];
  try {
    for await (const entry of records.ledger.read()) {
      if (entry.record.kind === 'notice') {
        entries.push(entry);
      }
    }
    return { entries, now: records.clock.now(), running: await runningTo(options.release, records) };
  } finally {
    await records.close();
  }
}

/** One that was aborted moves nobody any more. */
async function runningTo(release: string, { ledger }: Records): Promise<RolloutState | undefined> {
  const { open } = await rolloutIds(ledger);
  const found = open === undefined ? undefined : await recordedRollout(ledger, open, STANDARD_BRAIN);
  return found?.state.plan.to === release && found.state.abort === undefined ? found.state : undefined;
}

interface Known {
  readonly fleet: Fleet;
  readonly release: string;
  readonly unfit: ReadonlyMap<string, string>;
  readonly entries: readonly LedgerEntry[];
  readonly now: Instant;
  /** @default the calendar is that of a roll-out that starts */
  readonly running: RolloutState | undefined;
  readonly options: DueOptions;
}

/** Whoever is not told yet is told by midnight: so what is asked twice a day is answered the same. */
async function planAll({
  fleet,
  release,
  unfit,
  entries,
  now,
  running,
  options,
}: Known): Promise<NoticePlan> {
  const toldAt = (Math.floor(now / DAY) + 1) * DAY;
  return planNotices({
    fleet,
    release,
    unfit,
    toldAt,
    versions: outlineVersions(fleet, release),
    facts: await knownNotices(entries, release),
    told: await toldDates(entries, release),
    start: running?.startedAt ?? options.start ?? toldAt,
    isStartFixed: options.start !== undefined,
    ...(running === undefined ? {} : { running: { state: running, now } }),
  });
}

function onlyOf(plan: NoticePlan, stacks: ReadonlySet<string>): NoticePlan {
  return {
    ...plan,
    notices: plan.notices.filter(({ stack }) => stacks.has(stack)),
    staying: plan.staying.filter(({ stack }) => stacks.has(stack)),
  };
}

function writeLetters(
  { notices }: NoticePlan,
  fleet: Fleet,
  { release, out = '', answerTo }: DueOptions,
  writtenAt: Instant,
  { cwd }: Host,
): readonly string[] {
  const notes = readReleaseVersions(PROJECT_FOLDER)
    .filter((version) => compareReleases(version, release) <= 0)
    .map((version) => ({ version, notes: readReleaseFile(PROJECT_FOLDER, version).notes }));
  const letters = { fleet: fleet.name, release, writtenAt, notes };
  return notices.flatMap((notice) =>
    writeLetter(resolve(cwd, out), notice, {
      ...letters,
      ...(answerTo === undefined ? {} : { answerTo }),
    }),
  );
}

function writtenText(written: readonly string[], { out = '' }: DueOptions): string {
  return written.length === 0
    ? `Every letter in ${out} is as it was.\n`
    : `${plural(written.length, 'file')} written below ${out}.\n`;
}
