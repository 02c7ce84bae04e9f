import type { Brain } from '../../lib/rollout/runner/brain';
import type { Observation } from './observation';
import { RULES } from './rules/rules';
import type { Watch } from './rules/rule';
import type { Scenario } from './scenario';
import { noticeRecord, People } from './world/people';
import { END_DAYS, LATEST_MS, Processes } from './world/processes';
import type { Tamper } from './world/processes';
import { SimulatedEngine } from './world/simulated-engine';
import { SimulatedLedger } from './world/simulated-ledger';
import { DAY, MINUTE, World } from './world/world';

export interface Simulated {
  readonly steps: number;
  /** How often each kind of fault struck. */
  readonly faults: Readonly<Record<string, number>>;
  readonly violation: Violation | undefined;
  /** Everything that was seen, up to the violation. */
  readonly story: readonly Observation[];
}

interface Violation {
  readonly rule: string;
  readonly what: string;
}

/** What is simulated: the project's own brain, and what a planted fault makes of a process. */
export interface Subject {
  readonly brain: Brain;
  readonly tamper?: Tamper;
}

/** Lets a scenario happen, from its start until nothing more does, and watches every step of it. */
export async function runScenario(scenario: Scenario, subject: Subject): Promise<Simulated> {
  const story: Observation[] = [];
  let violation: Violation | undefined;
  let endedAt = Infinity;
  let people: { see(seen: Observation): void }[] = [];
  let watches: readonly { readonly name: string; readonly see: Watch }[] = [];
  const see = (seen: Observation): void => {
    story.push(seen);
    if (seen.kind === 'entry' && seen.entry.record.kind === 'rollout-ended') {
      endedAt = Math.min(endedAt, seen.at);
    }
    for (const watch of watches) {
      const what = violation === undefined ? watch.see(seen) : undefined;
      violation = what === undefined ? violation : { rule: watch.name, what };
    }
    people.forEach((one) => one.see(seen));
  };
  const world = new World(scenario, see);
  const engine = new SimulatedEngine(world);
  const ledger = new SimulatedLedger(world);
  watches = RULES.map(({ name, watch }) => ({
    name,
    see: watch({ scenario, entries: ledger.entries, engine, brain: subject.brain }),
  }));
  tellClients(world, ledger);
  world.time.at(scenario.startsAt, () => {
    const processes = new Processes({
      world,
      engine,
      ledger,
      brain: subject.brain,
      tamper: subject.tamper ?? untouched,
    });
    people = [processes, new People(world, engine, processes)];
  });
  const isTooLong = (): boolean => world.time.now > scenario.startsAt + END_DAYS * DAY;
  await world.time.pass(
    () =>
      violation !== undefined ||
      world.time.now > endedAt + LATEST_MS ||
      isTooLong() ||
      world.time.steps > STEPS_MAX,
  );
  if (violation === undefined) {
    world.note({ kind: 'over', why: why(endedAt, world.time.steps) });
  }
  return { steps: world.time.steps, faults: counted(story), violation, story };
}

function why(endedAt: number, steps: number): 'ended' | 'too long' | 'too many steps' {
  if (Number.isFinite(endedAt)) {
    return 'ended';
  }
  return steps > STEPS_MAX ? 'too many steps' : 'too long';
}

/** Notices are in the ledger before the roll-out starts. */
function tellClients(world: World, ledger: SimulatedLedger): void {
  const { startsAt, notices, plan } = world.scenario;
  ledger.write(startsAt - (notices[0]?.minutesBefore ?? 0) * MINUTE, { kind: 'taken', owner: 'teller' });
  for (const { stack, act, minutesBefore } of notices) {
    ledger.write(startsAt - minutesBefore * MINUTE, noticeRecord(stack, plan.to, act));
  }
}

function counted(story: readonly Observation[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const seen of story) {
    if (seen.kind === 'faulted') {
      counts[seen.fault] = (counts[seen.fault] ?? 0) + 1;
    }
  }
  return counts;
}

const untouched: Tamper = (parts) => parts;

const STEPS_MAX = 200_000;
