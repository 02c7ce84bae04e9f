import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { TENANTS_FOLDER_PATH } from '../../lib/fleet/fleet-files';
import { readFolderFiles } from '../../lib/fleet/read-folder';
import { PROJECT_FOLDER } from '../../lib/release/project-folder';
import { SeededRandom } from './fleet/seeded-random';
import { SMALL_FLEET } from './limits';
import { CommandFailed, measureCommand } from './measure/measure-command';
import type { Measured } from './measure/measure-command';
import type { Options } from './options';
import { measuredRow, rowDefinitions } from './rows';
import type { Row } from './rows';
import { Samples } from './samples';
import { SUBJECTS } from './subjects/subject';
import type { Run, Subject, SubjectName } from './subjects/subject';
import { Workplace } from './subjects/workplace';

/** How often each thing is run. Slow ones are run less: what takes long is disturbed less for its length. */
const RUNS = 5;
const SLOW_RUNS = 3;
const SLOWEST_RUNS = 1;

/** A command that hangs is ended. The slowest, a plain CDK app with 10,000 stacks, takes some minutes. */
const TIMEOUT_MILLISECONDS = 30 * 60_000;

const CHANGES_SEED = 4_004;

/** Makes the fleets below `scratch`, where they stay, runs everything that the rows need, and returns them. */
export async function bench(
  { sizes, full, rows: chosen }: Options,
  scratch: string,
  tell: (text: string) => void,
): Promise<readonly Row[]> {
  const definitions = rowDefinitions(sizes, full).filter(({ name }) => chosen?.includes(name) ?? true);
  const needs = definitions.flatMap((definition) => definition.needs);
  const samples = new Samples();
  // What `npm ci` does at its end; the sources may have changed since.
  execFileSync(process.execPath, [join(PROJECT_FOLDER, 'bin', 'compile.cjs')]);
  for (const size of sizes) {
    const needed = new Set(needs.filter((need) => need.size === size).map(({ subject }) => subject));
    const subjects = SUBJECTS.filter(({ name }) => needed.has(name));
    if (subjects.length > 0) {
      const root = join(scratch, String(size));
      tell(`${size} tenants: writing the fleet\n`);
      await rounds(new Workplace(root, size, new SeededRandom(CHANGES_SEED)), subjects, samples, tell);
    }
  }
  return definitions.map((definition) => measuredRow(definition, samples));
}

/** Runs one of each by turns, and not one after the other, so that a machine that slows down slows all of them. */
async function rounds(
  place: Workplace,
  subjects: readonly Subject[],
  samples: Samples,
  tell: (text: string) => void,
): Promise<void> {
  const count = Math.max(...subjects.map(({ name }) => runsOf(name, place.tenants)));
  for (let round = 1; round <= count; round += 1) {
    for (const subject of subjects.filter(({ name }) => round <= runsOf(name, place.tenants))) {
      const first = subject.before?.(place);
      if (first !== undefined) {
        await measure(first);
      }
      tell(`${place.tenants} tenants, round ${round} of ${count}: ${subject.title} … `);
      const run = subject.run(place);
      readAhead((subject.fleet ?? ((at) => at.fleetFolder))(place));
      const measured = await measure(run);
      tell(`${measured.seconds.toFixed(2)} s, ${Math.round(measured.bytes / 1e6)} MB\n`);
      samples.add(subject.name, place.tenants, measured);
    }
  }
}

/**
 * Puts the files of a fleet into memory, where they are after a clone: a machine that takes idle memory back would have
 * its disk measured instead, in some runs and not in others.
 */
function readAhead(folder: string): void {
  readFolderFiles(join(folder, TENANTS_FOLDER_PATH));
}

async function measure({ command, check, figure }: Run): Promise<Measured> {
  const measured = await measureCommand(command, TIMEOUT_MILLISECONDS);
  const fault = check();
  if (fault !== undefined) {
    throw new CommandFailed(`${[command.command, ...command.args].join(' ')}\n${fault}`);
  }
  return figure === undefined ? measured : { ...measured, figure: figure() };
}

function runsOf(subject: SubjectName, size: number): number {
  switch (subject) {
    case 'plain-cdk':
    case 'lean-cdk':
      return size > SMALL_FLEET ? SLOWEST_RUNS : SLOW_RUNS;
    case 'synth':
    case 'synth-named':
    case 'plan-moved':
    case 'prove':
    case 'roll-out':
      return SLOW_RUNS;
    case 'help':
    case 'validate-example':
    case 'cold':
    case 'warm-changed':
    case 'warm-unchanged':
    case 'floor':
    case 'plan-changed':
      return RUNS;
  }
}
