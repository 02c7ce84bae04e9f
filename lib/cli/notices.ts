import { resolve } from 'node:path';

import { tooLate } from '../notice/too-late';
import type { LedgerRecord } from '../rollout/ports';
import { recordedRollout } from '../rollout/runner/open-rollout';
import { STANDARD_BRAIN } from '../rollout/runner/standard-brain';
import { problemList } from '../report/problem-list';
import { utcTime } from '../report/utc-time';
import { nextStepFor } from '../diagnostics/suggest';
import { findActor } from './actor';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { readLetter } from './letters-folder';
import { loadFleet } from './load-fleet';
import { recordNotices } from './notices-record';
import type { RecordedNotices } from './notices-record';
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
  const by = (await findActor(rootFolder, options)).caller;
  const records = await openRecords(rootFolder, fleet.name, options, host);
  try {
    const recorded = await recordNotices(records, notes, by);
    const said = recorded.waitsFor === undefined ? act : `${act}, not written down yet`;
    host.stdout(
      options.json
        ? `${JSON.stringify(notes)}\n`
        : notes.map(({ stack }) => `${stack}: notice of ${release} ${said}.\n`).join(''),
    );
    return await answer(recorded, notes, records, host);
  } finally {
    await records.close();
  }
}

/** Says what became of it in a roll-out that is under way: it may have taken no note yet, or it may be too late. */
async function answer(
  { rollout, waitsFor }: RecordedNotices,
  notes: readonly NoticeRecord[],
  { ledger }: Records,
  host: Host,
): Promise<ExitCode> {
  if (waitsFor !== undefined) {
    host.stderr(
      `${waitsFor.owner} has the fleet until ${utcTime(waitsFor.until)} and has not taken note yet; it waits for it.\n`,
    );
    return EXIT.fine;
  }
  const objections = notes.filter(({ act }) => act === 'objected');
  const found =
    rollout === undefined || objections.length === 0
      ? undefined
      : await recordedRollout(ledger, rollout, STANDARD_BRAIN);
  const late = objections.flatMap(({ stack, release }) => {
    const why = found?.state.plan.to === release ? tooLate(found.state, stack) : undefined;
    return why === undefined ? [] : [`${stack} ${why} already: its objection came too late.\n`];
  });
  if (late.length === 0) {
    return EXIT.fine;
  }
  host.stderr(`${late.join('')}Next: npx multiplex rollback <tenant>, if it shall not stay there.\n`);
  return EXIT.no;
}

/** With the dates that the letter names, where it is known. */
function noteOf(note: Omit<NoticeRecord, 'kind'>, { letters }: NoticeOptions, { cwd }: Host): NoticeRecord {
  const letter =
    letters === undefined ? undefined : readLetter(resolve(cwd, letters), note.stack, note.release);
  return { kind: 'notice', ...note, ...(letter === undefined ? {} : { told: letter.told }) };
}
