import { existsSync } from 'node:fs';

import { DynamoDbStore } from '../ledger/dynamodb-store';
import { readDocument } from '../ledger/documents';
import type { LedgerStore } from '../ledger/ledger-store';
import { storedLines, verifyStored } from '../ledger/stored-lines';
import type { LedgerLine, ShownLedger, ShownRollouts } from '../report/html/page-content';
import { plannedTimeline } from '../report/html/planned-timeline';
import { recordedTimelines } from '../report/html/recorded-timelines';
import type { Timeline } from '../report/html/timeline';
import { problemList } from '../report/problem-list';
import type { LedgerEntry } from '../rollout/ports';
import type { RolloutPlan } from '../rollout/rollout-plan';
import { knownNotices } from '../rollout/runner/known-notices';
import { MINUTES_PER_MOVE, simulateCalendar } from '../rollout/simulate-calendar';
import { databaseFolder } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { openLedgerTable } from './open-ledger-table';
import type { ReportOptions } from './report-request';
import { planMove } from './rollout/plan-move';
import type { MoveRequest } from './rollout/plan-move';
import { moveRequest } from './rollout/request';

/** Latest roll-outs that are shown; the ledger has all of them. */
const ROLLOUTS_SHOWN_MAX = 5;

type ClockedHost = Host & { readonly now: () => number };

export type ShownRecords =
  | { readonly kind: 'records'; readonly rollouts: ShownRollouts; readonly ledger: ShownLedger }
  | { readonly kind: 'refused'; readonly exitCode: ExitCode };

/**
 * What the page shows of the ledger, and of the roll-outs in it, behind the one that `--to` asks to plan.
 *
 * @throws ProblemError when the ledger cannot be opened or read.
 */
export async function shownRecords(
  loaded: MoveRequest['loaded'],
  options: ReportOptions,
  host: ClockedHost,
): Promise<ShownRecords> {
  const isThere = options.engine !== 'local' || existsSync(databaseFolder(loaded.rootFolder, options));
  const table = isThere ? await openLedgerTable(loaded.rootFolder, options) : undefined;
  try {
    const store = table === undefined ? undefined : new DynamoDbStore({ ...table, fleet: loaded.fleet.name });
    const lines = store === undefined ? [] : await allLines(store);
    const entries = lines.flatMap((line) => (line.kind === 'entry' ? [line.entry] : []));
    const planned = await plannedRollout(entries, options, host);
    if (planned.kind === 'refused') {
      return planned;
    }
    const check = store === undefined ? undefined : await verifyStored(store, []);
    return {
      kind: 'records',
      rollouts:
        check === undefined || check.faults.length === 0
          ? await shownRollouts(entries, store, planned.timelines, host.now())
          : BROKEN_LEDGER,
      ledger: check === undefined ? NO_LEDGER : { kind: 'ledger', lines, check },
    };
  } finally {
    await table?.close();
  }
}

const NO_LEDGER: ShownLedger = {
  kind: 'absent',
  why: 'Nothing was done here yet with the local engine, so nothing is recorded.',
  command: 'npx multiplex plan --deployed --scope fleet --out plan.json && npx multiplex apply plan.json',
};

/** Roll-outs are what the entries say, so a ledger that does not hold together shows none. */
const BROKEN_LEDGER: ShownRollouts = {
  kind: 'absent',
  why: 'The ledger does not hold together, so no roll-out can be read from it; its entries are below.',
  command: 'npx multiplex audit --verify',
};

async function allLines(store: Pick<LedgerStore, 'pages'>): Promise<readonly LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for await (const line of storedLines(store)) {
    lines.push(line.kind === 'entry' ? line : { kind: 'unreadable', seq: line.seq });
  }
  return lines;
}

async function shownRollouts(
  entries: readonly LedgerEntry[],
  store: Pick<LedgerStore, 'getText'> | undefined,
  planned: readonly Timeline[],
  now: number,
): Promise<ShownRollouts> {
  const ids = [
    ...new Set(entries.flatMap(({ record }) => (record.kind === 'rollout-started' ? [record.rollout] : []))),
  ];
  const shown = ids.slice(-ROLLOUTS_SHOWN_MAX);
  const recorded =
    store === undefined
      ? []
      : await recordedTimelines(
          entries,
          shown,
          async (digest) => (await readDocument(store, digest)) as RolloutPlan,
          now,
        );
  const timelines = [...planned, ...recorded.toReversed()];
  return timelines.length === 0
    ? {
        kind: 'absent',
        why: 'There was no roll-out yet.',
        command: 'npx multiplex rollout simulate --to <release>, or npx multiplex report --to <release>',
      }
    : { kind: 'rollouts', timelines, earlier: ids.length - shown.length };
}

type PlannedTimelines =
  | { readonly kind: 'timelines'; readonly timelines: readonly Timeline[] }
  | { readonly kind: 'refused'; readonly exitCode: ExitCode };

async function plannedRollout(
  entries: readonly LedgerEntry[],
  { to, fleet }: ReportOptions,
  host: ClockedHost,
): Promise<PlannedTimelines> {
  if (to === undefined) {
    return { kind: 'timelines', timelines: [] };
  }
  const asked = await moveRequest({ fleet, to, hotFix: false }, '', host);
  if (asked.kind === 'refused') {
    return asked;
  }
  const now = host.now();
  const notices = await knownNotices(entries, to);
  const planned = await planMove({ ...asked.request, notices, now });
  if (planned.kind === 'refused') {
    host.stderr(problemList(planned.diagnostics));
    return { kind: 'refused', exitCode: EXIT.no };
  }
  const calendar = simulateCalendar(planned.rollout, now, { minutesPerMove: MINUTES_PER_MOVE, notices });
  return {
    kind: 'timelines',
    timelines: [plannedTimeline(planned.rollout, calendar, now, MINUTES_PER_MOVE)],
  };
}
