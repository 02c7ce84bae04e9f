import { drawScenario } from '../draw/draw-scenario';
import { runScenario } from '../run-scenario';
import type { Subject } from '../run-scenario';
import { shrink } from '../shrink';
import { tellStory } from '../tell-story';

interface FoundViolation {
  readonly seed: number;
  readonly rule: string;
  readonly story: string;
}

export interface SeedsRun {
  readonly seeds: number;
  readonly steps: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly FoundViolation[];
}

export const NOTHING_RUN: SeedsRun = { seeds: 0, steps: 0, faults: {}, violations: [] };

/** Violations of one run whose story is made short: beyond, it takes long and tells nothing new. */
const SHORT_STORIES_MAX = 3;

/** Simulates some seeds, one after the other. */
export async function runSeeds(from: number, count: number, subject: Subject): Promise<SeedsRun> {
  let run = NOTHING_RUN;
  for (let seed = from; seed < from + count; seed += 1) {
    const isShort = run.violations.length < SHORT_STORIES_MAX;
    run = added(run, await runSeed(seed, subject, isShort));
  }
  return run;
}

async function runSeed(seed: number, subject: Subject, isShort: boolean): Promise<SeedsRun> {
  const scenario = drawScenario(seed);
  const simulated = await runScenario(scenario, subject);
  const { steps, faults, violation } = simulated;
  if (violation === undefined) {
    return { seeds: 1, steps, faults, violations: [] };
  }
  const short = isShort ? await shrink(scenario, simulated, subject) : { scenario, simulated };
  const story = tellStory(short.scenario, short.simulated);
  return { seeds: 1, steps, faults, violations: [{ seed, rule: violation.rule, story }] };
}

/** Two runs as one. */
export function added(a: SeedsRun, b: SeedsRun): SeedsRun {
  const faults: Record<string, number> = { ...a.faults };
  for (const [kind, count] of Object.entries(b.faults)) {
    faults[kind] = (faults[kind] ?? 0) + count;
  }
  return {
    seeds: a.seeds + b.seeds,
    steps: a.steps + b.steps,
    faults,
    violations: [...a.violations, ...b.violations].sort((one, other) => one.seed - other.seed),
  };
}
