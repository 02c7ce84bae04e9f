import { resolve } from 'node:path';

import { LeaseLost } from '../rollout/ports';
import type { LedgerRecord } from '../rollout/ports';
import { problemList } from '../report/problem-list';
import { utcTime } from '../report/utc-time';
import { nextStepFor } from '../diagnostics/suggest';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { readLetter } from './letters-folder';
import { loadFleet } from './load-fleet';
import { fleetHeld } from './make-changes';
import { openRecords } from './operations';
import type { Records } from './operations';
import { selectStacks } from './select-stacks';

export interface NoticeOptions extends EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
  readonly release: string;
  readonly note: string;
  /** Folder with the letters that were sent. @default what was sent named no dates */
  readonly letters?: string;
}

type NoticeRecord = Extract<LedgerRecord, { kind: 'notice' }>;

/** Writing takes a moment; whoever takes it over after a crash waits no longer than this. */
const LEASE_SECONDS = 30;
const PATIENCE_SECONDS = 20;

/**
 * `multiplex notices sent|acknowledge|object|waive <tenant…>`: writes down that clients were told of a release, or what
 * they answered. A roll-out moves nobody whose notice is not in order.
 */
export async function notices(
  act: NoticeRecord['act'],
  names: readonly string[],
  options: NoticeOptions,
  host: Host,
): Promise<ExitCode> {
  const { rootFolder, fleet, catalogues, diagnostics } = await loadFleet(host, options.fleet);
  if (fleet === undefined) {
    host.stderr(problemList(diagnostics));
    return EXIT.no;
  }
  const { release, note } = options;
  if (!catalogues.has(release)) {
    host.stderr(
      `"${release}" is not a release of this project. ${nextStepFor(release, [...catalogues.keys()])}\n`,
    );
    return EXIT.usage;
  }
  const selected = selectStacks({ cells: [], tenants: fleet.tenants }, names);
  if (selected.kind === 'unknown') {
    host.stderr(`${selected.message}\n`);
    return EXIT.usage;
  }
  const notes = selected.displayNames.map((stack) => noteOf({ stack, release, act, note }, options, host));
  const letterless = notes.find(({ told }) => options.letters !== undefined && told === undefined);
  if (letterless !== undefined) {
    host.stderr(
      `There is no letter of ${release} to ${letterless.stack} in ${options.letters}. Next: npx multiplex notices --release ${release} --out ${options.letters}\n`,
    );
    return EXIT.usage;
  }
  const records = await openRecords(rootFolder, fleet.name, options, host);
  try {
    await record(records, notes);
  } finally {
    await records.close();
  }
  host.stdout(
    options.json
      ? `${JSON.stringify(notes)}\n`
      : notes.map(({ stack }) => `${stack}: notice of ${release} ${act}.\n`).join(''),
  );
  return EXIT.fine;
}

/** With the dates that the letter names, where it is known. */
function noteOf(note: Omit<NoticeRecord, 'kind'>, { letters }: NoticeOptions, { cwd }: Host): NoticeRecord {
  const letter =
    letters === undefined ? undefined : readLetter(resolve(cwd, letters), note.stack, note.release);
  return { kind: 'notice', ...note, ...(letter === undefined ? {} : { told: letter.told }) };
}

/** @throws ProblemError when somebody else has the fleet for longer than a moment. */
async function record({ ledger, clock, owner }: Records, notes: readonly NoticeRecord[]): Promise<void> {
  const endsAt = clock.now() + PATIENCE_SECONDS * 1_000;
  for (;;) {
    const lease = await ledger.acquire(owner, LEASE_SECONDS);
    if (lease.kind === 'lease') {
      try {
        await ledger.append(lease, notes);
        return;
      } catch (error) {
        if (!(error instanceof LeaseLost)) {
          throw error;
        }
      } finally {
        await ledger.release(lease);
      }
    } else if (clock.now() >= endsAt) {
      throw fleetHeld(lease.owner, `until ${utcTime(lease.until)} unless it goes on`);
    }
    await clock.sleepUntil(clock.now() + 1_000);
  }
}
