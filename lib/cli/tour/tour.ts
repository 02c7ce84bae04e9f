import { rmSync } from 'node:fs';
import { relative } from 'node:path';

import { SYSTEM_CLOCK } from '../../engine/system-clock';
import { problemList } from '../../report/problem-list';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Host } from '../host';
import { loadFleet } from '../load-fleet';
import { APPLY_CHANGE } from './apply-change';
import type { Chapter } from './chapter';
import { CHANGE_BRAND } from './change-brand';
import { CHECK_FLEET } from './check-fleet';
import { brokenTour, sayKept } from './farewell';
import { STATE_FOLDER } from './local-state';
import { DEDICATE } from './dedicate';
import { LOOK_YOURSELF } from './look-yourself';
import { PROVISION } from './provision';
import { REACH_TOO_FAR } from './reach-too-far';
import { READ_LEDGER } from './read-ledger';
import { ROLL_OUT } from './roll-out';
import { makeScratchCopy } from './scratch-copy';
import { Stage, TourBroken } from './stage';
import type { RunCommand } from './stage';
import { TELL_CLIENTS } from './tell-clients';
import { TourClock, tourStart } from './tour-clock';

export interface TourOptions {
  readonly fleet: string;
  /** Whether what the tour made stays when it is over. */
  readonly keep: boolean;
  /** Whether to wait between chapters. */
  readonly step: boolean;
}

const CHAPTERS: readonly Chapter[] = [
  CHECK_FLEET,
  PROVISION,
  CHANGE_BRAND,
  APPLY_CHANGE,
  REACH_TOO_FAR,
  DEDICATE,
  TELL_CLIENTS,
  ROLL_OUT,
  READ_LEDGER,
  LOOK_YOURSELF,
];

/**
 * `multiplex tour`: tells what this program does by doing it, in a copy of the example fleet. Exits with 1 as soon as
 * anything that it says is not so.
 *
 * @param runCommand What runs a command line of this program.
 */
export async function tour(options: TourOptions, host: Host, runCommand: RunCommand): Promise<ExitCode> {
  const { fleet, rootFolder, diagnostics } = await loadFleet(host, options.fleet);
  if (fleet === undefined) {
    host.stderr(problemList(diagnostics));
    return EXIT.no;
  }
  const machine = host.clock ?? SYSTEM_CLOCK;
  const folder = makeScratchCopy(rootFolder);
  const clock = new TourClock(tourStart(machine.now()), machine);
  const stage = new Stage({ host, folder, clock, runCommand, engineOptions: engineOptions() });
  const place = relative(host.cwd, folder);
  let isKept = false;
  try {
    const milliseconds = await tellAll(stage, options, host);
    if (milliseconds === undefined) {
      stage.say('Stopped. Nothing of the tour is left.');
      return EXIT.no;
    }
    isKept = options.keep;
    if (isKept) {
      sayKept(stage, place);
    }
    const seconds = Math.round(milliseconds / 1_000);
    stage.say(
      `${stage.commands} commands were run and ${stage.claims} claims checked in ${seconds} seconds; all of them hold. Nothing outside ${isKept ? place : 'a scratch copy'} was changed.`,
    );
    return EXIT.fine;
  } catch (error) {
    if (error instanceof TourBroken) {
      isKept = true;
      throw brokenTour(error, place);
    }
    throw error;
  } finally {
    if (!isKept) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Tells every chapter, and answers how long that took without the waiting; undefined where somebody stopped it before. */
async function tellAll(stage: Stage, { step }: TourOptions, host: Host): Promise<number | undefined> {
  let milliseconds = 0;
  let isStopped = false;
  void host.untilStopped?.().then(() => {
    isStopped = true;
  });
  for (const [index, { title, tell }] of CHAPTERS.entries()) {
    if (step && host.isInteractive && index > 0) {
      await stage.pause();
    }
    if (isStopped) {
      return undefined;
    }
    const startedAt = performance.now();
    stage.title(`${index + 1} of ${CHAPTERS.length}: ${title}`);
    await tell(stage);
    milliseconds += performance.now() - startedAt;
  }
  return milliseconds;
}

/** Where somebody set up another engine by a variable, the tour says aloud which one it means. */
function engineOptions(): readonly string[] {
  return Object.keys(process.env).some((name) => name.startsWith('MULTIPLEX_'))
    ? ['--engine', 'local', '--state', STATE_FOLDER]
    : [];
}
