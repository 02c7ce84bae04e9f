import { ProblemError } from '../../diagnostics/problem-error';
import { diagnostic } from '../../diagnostics/diagnostic';
import type { Fleet } from '../../fleet/fleet';
import { pinnedFile, pinRelease } from '../../fleet/pin-release';
import { commitFile } from '../../history/commit-file';
import { progressLine, progressSentence } from '../../report/rollout-text';
import { utcTime } from '../../report/utc-time';
import type { RolloutPlan } from '../../rollout/rollout-plan';
import type { PinnedFiles } from '../../rollout/runner/renderer';
import { runRollout } from '../../rollout/runner/run-rollout';
import type { RolloutProgress, RolloutRun } from '../../rollout/runner/run-rollout';
import { STANDARD_BRAIN } from '../../rollout/runner/standard-brain';
import { rolloutTargets } from '../../rollout/stack-target';
import { phaseOf } from '../../rollout/phase';
import { statusOf } from '../../rollout/status';
import type { EngineOptions } from '../engine-options';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Host } from '../host';
import { LiveProgress } from '../live-progress';
import type { LoadedFleet } from '../load-fleet';
import { fleetHeld, versionRenderer } from '../make-changes';
import type { Operations } from '../operations';

export interface RunOptions extends EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
  /** Whether to commit each release that is written into a file. */
  readonly commit: boolean;
  /** Minutes without anything to do for which the command stays. @default as long as it takes */
  readonly stay?: number;
}

interface RolloutToRun {
  /** Planned just now, or as the ledger has it. */
  readonly rollout: RolloutPlan;
  readonly loaded: LoadedFleet & { readonly fleet: Fleet };
  readonly operations: Operations;
  readonly options: RunOptions;
}

/** Runs a roll-out until it is over or rests, and tells each step. Exits with 1 when it is not over well. */
export async function runOnHost(
  { rollout, loaded, operations, options }: RolloutToRun,
  host: Host,
): Promise<ExitCode> {
  const live = new LiveProgress(host);
  const stop = new AbortController();
  void host.untilStopped?.().then(() => {
    live.tell('Pausing: nothing new is started, and what runs is waited for.\n');
    stop.abort();
  });
  const { clock } = operations;
  const stay = options.stay === undefined ? {} : { staySeconds: options.stay * 60 };
  const run = await runRollout({
    ...operations,
    ...stay,
    rollout,
    brain: STANDARD_BRAIN,
    files: pinnedFiles(loaded.rootFolder, options.commit),
    renderer: await versionRenderer(loaded),
    targets: rolloutTargets(rollout, loaded.fleet.cells),
    stop: stop.signal,
    onProgress: options.json
      ? (progress) => host.stdout(eventLine(progress))
      : (progress) => tellStep(progress, clock.now(), live),
  }).finally(() => live.end());
  return told(run, operations, options.json, host);
}

/** One JSON document a line; the state of a roll-out is what `rollout status --json` is for. */
function eventLine(progress: RolloutProgress): string {
  const { state: _, ...event } = { state: undefined, ...progress };
  return `${JSON.stringify(event)}\n`;
}

/** Tells a step, and where that leaves the roll-out: of every step on a terminal, of turns elsewhere. */
function tellStep(progress: RolloutProgress, now: number, live: LiveProgress): void {
  live.tell(progressLine(progress, now));
  if (live.isLive) {
    const sentence = progressSentence(progress, now);
    if (sentence !== undefined) {
      live.show(sentence);
    }
  } else if (isTurn(progress)) {
    live.tell(`${utcTime(now)}  ${progressSentence(progress, now)}\n`);
  }
}

function isTurn(progress: RolloutProgress): boolean {
  return progress.kind === 'recorded'
    ? progress.entry.record.kind === 'rollout-started' ||
        (progress.entry.record.kind === 'rollout-event' && progress.entry.record.event.kind !== 'pinned')
    : progress.kind === 'taken';
}

function told(run: RolloutRun, { clock }: Operations, json: boolean, host: Host): ExitCode {
  switch (run.kind) {
    case 'held':
      throw fleetHeld(run.owner, `until ${utcTime(run.until)} unless it goes on`);
    case 'lost':
      throw fleetHeld('another process', 'which took it in the middle and goes on');
    case 'busy':
      throw busy(run.rollout);
    case 'unknown':
      throw new Error('a roll-out is run that the ledger has');
    case 'ended':
    case 'resting':
    case 'stopped':
    case 'asleep': {
      const { sentence } = statusOf(run.state, clock.now());
      host.stdout(
        json
          ? `${JSON.stringify({ kind: run.kind, rollout: run.state.plan.id, sentence, ...whenDue(run) })}\n`
          : `${sentence}\n${nextStep(run)}`,
      );
      return run.kind === 'asleep' || isOverWell(run, clock.now()) ? EXIT.fine : EXIT.no;
    }
  }
}

/** When it is to be gone on with, for who starts commands by the clock. */
function whenDue(run: RolloutRun): { readonly until?: string } {
  return run.kind === 'asleep' ? { until: new Date(run.until).toISOString() } : {};
}

function isOverWell(run: Extract<RolloutRun, { state: unknown }>, now: number): boolean {
  return run.kind === 'ended' && phaseOf(run.state, now).kind === 'finished';
}

function nextStep(run: Extract<RolloutRun, { state: unknown }>): string {
  switch (run.kind) {
    case 'ended':
      return '';
    case 'asleep':
      return `Nothing is due before ${utcTime(run.until)}. Next: npx multiplex rollout resume\n`;
    case 'resting':
      return run.state.halt === undefined
        ? 'Next: npx multiplex rollout resume, or npx multiplex rollout abort --reason "…"\n'
        : 'Next: npx multiplex rollout retry, or npx multiplex rollout abort --reason "…"\n';
    case 'stopped':
      return 'Next: npx multiplex rollout resume\n';
  }
}

function pinnedFiles(rootFolder: string, commits: boolean): PinnedFiles {
  return {
    pin: (stack, release) => {
      if (pinIfThere(rootFolder, stack, release) && commits) {
        commitFile(rootFolder, pinnedFile(stack), `Move ${stack} to ${release}`);
      }
      return Promise.resolve();
    },
  };
}

/** Whether the file says it now: a tenant that was removed has none, and one whose line cannot be replaced alone is told of. */
function pinIfThere(rootFolder: string, stack: string, release: string): boolean {
  try {
    pinRelease(rootFolder, stack, release);
    return true;
  } catch (error) {
    if (error instanceof ProblemError) {
      return false;
    }
    throw error;
  }
}

/** Another roll-out of the fleet is not over. */
export function busy(rollout: string): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'ROLLOUT-005',
      place: { file: 'ledger' },
      message: `roll-out ${rollout} of this fleet is not over.`,
      next: 'See npx multiplex rollout status; end it with npx multiplex rollout abort --reason "…".',
      value: rollout,
    }),
  ]);
}
