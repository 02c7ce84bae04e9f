// `npm run simulate`: thousands of roll-outs in virtual time, each drawn from a seed, each watched by the same rules.
import { EXIT } from '../../../lib/cli/exit-code';
import type { ExitCode } from '../../../lib/cli/exit-code';
import { drawScenario } from '../draw/draw-scenario';
import type { PlantFound } from '../planted/find-plant';
import { PLANTS } from '../planted/plants';
import { runScenario } from '../run-scenario';
import { OWN } from '../subject';
import { tellStory } from '../tell-story';
import { CREW_FLAG, inCrew } from './crew';
import { doJobs } from './crew-member';
import { HELP, parseOptions } from './options';
import type { Options } from './options';
import { plantsText, runText } from './report';
import { added, NOTHING_RUN } from './run-seeds';
import type { SeedsRun } from './run-seeds';

/** Seeds that a process is given at a time: few, so that none waits long for the last. */
const SEEDS_A_JOB = 25;
/** Violations after which a run is stopped: the first few say what there is to say. */
const VIOLATIONS_MAX = 20;

async function main(argv: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(argv);
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(HELP);
      return EXIT.fine;
    case 'wrong':
      process.stderr.write(`${parsed.why}\n\n${HELP}`);
      return EXIT.usage;
    case 'options':
      if (parsed.options.planted) {
        return findPlants(parsed.options);
      }
      return parsed.options.story ? tellSeeds(parsed.options) : runAll(parsed.options);
  }
}

async function runAll({ seeds, from, json }: Options): Promise<ExitCode> {
  const jobs = Array.from({ length: Math.ceil(seeds / SEEDS_A_JOB) }, (_, job) => ({
    from: from + job * SEEDS_A_JOB,
    count: Math.min(SEEDS_A_JOB, seeds - job * SEEDS_A_JOB),
  }));
  let run = NOTHING_RUN;
  await inCrew(__filename, jobs, (_, answer) => {
    run = added(run, answer as SeedsRun);
    return run.violations.length < VIOLATIONS_MAX;
  });
  process.stdout.write(json ? `${JSON.stringify(run, undefined, 2)}\n` : runText(run));
  return run.violations.length === 0 ? EXIT.fine : EXIT.no;
}

async function findPlants({ seeds, from, json }: Options): Promise<ExitCode> {
  const jobs = PLANTS.map(({ name }) => ({ from, count: seeds, plant: name }));
  const found: PlantFound[] = [];
  await inCrew(__filename, jobs, (_, answer) => found.push(answer as PlantFound) > 0);
  process.stdout.write(json ? `${JSON.stringify(found, undefined, 2)}\n` : plantsText(found));
  return found.every(({ rule }) => rule !== undefined) ? EXIT.fine : EXIT.no;
}

async function tellSeeds({ seeds, from }: Options): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.fine;
  for (let seed = from; seed < from + seeds; seed += 1) {
    const scenario = drawScenario(seed);
    const simulated = await runScenario(scenario, OWN);
    process.stdout.write(`${tellStory(scenario, simulated)}\n\n`);
    exitCode = simulated.violation === undefined ? exitCode : EXIT.no;
  }
  return exitCode;
}

if (process.argv.includes(CREW_FLAG)) {
  doJobs();
} else {
  void main(process.argv.slice(2)).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
      process.exitCode = EXIT.outside;
    },
  );
}
