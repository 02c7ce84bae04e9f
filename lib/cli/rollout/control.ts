import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';

import { parseFleetFile } from '../../fleet/fleet-draft';
import { readFleetFile } from '../../fleet/read-fleet';
import { problemList } from '../../report/problem-list';
import { rolloutStatusText } from '../../report/rollout-text';
import { utcTime } from '../../report/utc-time';
import type { OperatorAct } from '../../rollout/rollout-event';
import type { RolloutState } from '../../rollout/rollout-state';
import { askRollout } from '../../rollout/runner/ask-rollout';
import { STANDARD_BRAIN } from '../../rollout/runner/standard-brain';
import { statusOf } from '../../rollout/status';
import { findActor } from '../actor';
import type { EngineOptions } from '../engine-options';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Host } from '../host';
import { loadFleet } from '../load-fleet';
import { openOperations, openRecords } from '../operations';
import type { Records } from '../operations';
import { findRollout, latestRollout } from './find-rollout';
import { runOnHost } from './run';
import type { RunOptions } from './run';

/** How long a command waits for the runner to take note of what it asks. */
const PATIENCE_SECONDS = 20;

export interface StatusOptions extends EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
}

export interface ControlOptions extends StatusOptions {
  readonly reason: string;
}

/** `multiplex rollout status`: where the roll-out is, as a sentence and by rings. */
export async function status(id: string | undefined, options: StatusOptions, host: Host): Promise<ExitCode> {
  return withRecords(options, host, async (records) => {
    const { state, hasEnded } =
      id === undefined ? await latestRollout(records) : await findRollout(records, id);
    const now = records.clock.now();
    host.stdout(
      options.json
        ? `${JSON.stringify({ rollout: state.plan.id, hasEnded, ...statusOf(state, now), state }, undefined, 2)}\n`
        : rolloutStatusText(state, now),
    );
    return EXIT.fine;
  });
}

/** The words that an operator says to a roll-out, with or without somebody running it. */
export type ControlWord = 'pause' | 'abort' | 'halt' | 'skip';

/** `multiplex rollout pause|halt|abort|skip`: has it recorded, by who runs the roll-out or here. */
export async function control(
  word: ControlWord,
  stack: string | undefined,
  options: ControlOptions,
  host: Host,
): Promise<ExitCode> {
  return withRecords(options, host, async (records) => {
    const by = (await findActor(resolve(host.cwd, options.fleet), options)).caller;
    const { reason } = options;
    const act: OperatorAct =
      word === 'skip' ? { kind: 'skip', stack: stackNamed(stack), by, reason } : { kind: word, by, reason };
    return say(records, act, host);
  });
}

/** `multiplex rollout resume|retry`: says so where it rests, and goes on with it. */
export async function goOn(
  word: 'resume' | 'retry',
  options: RunOptions & { readonly reason: string },
  host: Host,
): Promise<ExitCode> {
  const loaded = await loadFleet(host, options.fleet);
  const { fleet } = loaded;
  if (fleet === undefined) {
    host.stderr(problemList(loaded.diagnostics));
    return EXIT.no;
  }
  const operations = await openOperations(loaded.rootFolder, fleet.name, options, host);
  try {
    const { state } = await findRollout(operations);
    const waiting = await operations.inbox.pending(state.plan.id);
    if (word === 'retry' || isStopped(state) || waiting.length > 0) {
      const by = (await findActor(loaded.rootFolder, options)).caller;
      const said = await say(operations, { kind: word, by, reason: options.reason }, host);
      if (said !== EXIT.fine) {
        return said;
      }
    }
    return await runOnHost({ rollout: state.plan, loaded: { ...loaded, fleet }, operations, options }, host);
  } finally {
    await operations.close();
  }
}

/** Whether it goes on only when somebody says so. */
function isStopped({ pause, halt }: RolloutState): boolean {
  return pause !== undefined || halt !== undefined;
}

async function say(records: Records, act: OperatorAct, host: Host): Promise<ExitCode> {
  const { id } = await findRollout(records);
  const asked = await askRollout({
    ...records,
    rollout: id,
    requests: [{ id: randomUUID(), rollout: id, act }],
    brain: STANDARD_BRAIN,
    patienceSeconds: PATIENCE_SECONDS,
  });
  switch (asked.kind) {
    case 'recorded':
      host.stderr(
        asked.state === undefined
          ? `Recorded: ${act.kind}, by who runs the roll-out.\n`
          : `Recorded: ${act.kind}. ${statusOf(asked.state, records.clock.now()).sentence}\n`,
      );
      return EXIT.fine;
    case 'left':
      host.stderr(
        `${asked.owner} has the fleet until ${utcTime(asked.until)} and has not taken note yet; ${act.kind} waits for it.\n`,
      );
      return EXIT.fine;
    case 'over':
      host.stderr(`The roll-out is over. ${statusOf(asked.state, records.clock.now()).sentence}\n`);
      return EXIT.no;
    case 'unknown':
      throw new Error('a roll-out that was found is known');
  }
}

async function withRecords(
  options: StatusOptions,
  host: Host,
  work: (records: Records) => Promise<ExitCode>,
): Promise<ExitCode> {
  const rootFolder = resolve(host.cwd, options.fleet);
  const { fields, diagnostics } = parseFleetFile(readFleetFile(rootFolder));
  if (fields.name === undefined) {
    host.stderr(problemList(diagnostics));
    return EXIT.no;
  }
  const records = await openRecords(rootFolder, fields.name, options, host);
  try {
    return await work(records);
  } finally {
    await records.close();
  }
}

function stackNamed(name = ''): string {
  return name.includes('/') ? name : `tenants/${name}`;
}
