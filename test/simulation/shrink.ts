import type { RingPlan, RolloutPlan } from '../../lib/rollout/rollout-plan';
import { runScenario } from './run-scenario';
import type { Simulated, Subject } from './run-scenario';
import type { Scenario } from './scenario';

/** Runs that finding a short story may take. */
const RUNS_MAX = 250;

/**
 * The shortest story that still breaks the same rule: leaves out faults, acts of people, tenants and notices one by one
 * for as long as something can be left out.
 */
export async function shrink(
  scenario: Scenario,
  found: Simulated,
  subject: Subject,
): Promise<{ readonly scenario: Scenario; readonly simulated: Simulated }> {
  const rule = found.violation?.rule;
  let smallest = { scenario, simulated: found };
  let runs = 0;
  let isSmaller = true;
  while (isSmaller && runs < RUNS_MAX) {
    isSmaller = false;
    // From behind, so that what was left out does not move what comes next.
    for (let part = partsOf(smallest.scenario) - 1; part >= 0 && runs < RUNS_MAX; part -= 1) {
      const shorter = withoutPart(smallest.scenario, part);
      if (shorter === undefined) {
        continue;
      }
      runs += 1;
      const simulated = await runScenario(shorter, subject);
      if (simulated.violation?.rule === rule) {
        smallest = { scenario: shorter, simulated };
        isSmaller = true;
      }
    }
  }
  return smallest;
}

function partsOf({ faults, acts, notices, plan }: Scenario): number {
  return notices.length + acts.length + faults.length + stacksOf(plan).length;
}

/** Stacks are left out first, for they take the most with them. */
function withoutPart(scenario: Scenario, part: number): Scenario | undefined {
  const { faults, acts, notices, plan } = scenario;
  if (part < notices.length) {
    return { ...scenario, notices: without(notices, part) };
  }
  if (part < notices.length + acts.length) {
    return { ...scenario, acts: without(acts, part - notices.length) };
  }
  if (part < notices.length + acts.length + faults.length) {
    return { ...scenario, faults: without(faults, part - notices.length - acts.length) };
  }
  const stack = stacksOf(plan)[part - notices.length - acts.length - faults.length];
  return stack === undefined ? undefined : withoutStack(scenario, stack);
}

function withoutStack(scenario: Scenario, stack: string): Scenario | undefined {
  const rings = scenario.plan.rings
    .map((ring) => ringWithout(ring, stack))
    .filter(({ waves }) => waves.length > 0);
  const isOther = (one: object): boolean => !('stack' in one) || one.stack !== stack;
  return rings.length === 0
    ? undefined
    : {
        ...scenario,
        plan: { ...scenario.plan, rings },
        notices: scenario.notices.filter(isOther),
        faults: scenario.faults.filter(isOther),
        acts: scenario.acts.filter(
          ({ does }) =>
            isOther(does) && !('act' in does && typeof does.act === 'object' && !isOther(does.act)),
        ),
      };
}

function ringWithout(ring: RingPlan, stack: string): RingPlan {
  const waves = ring.waves
    .map((wave) => ({ ...wave, moves: wave.moves.filter((move) => move.stack !== stack) }))
    .filter(({ moves }) => moves.length > 0);
  return { ...ring, waves };
}

function stacksOf(plan: RolloutPlan): readonly string[] {
  return plan.rings.flatMap(({ waves }) => waves.flatMap(({ moves }) => moves.map(({ stack }) => stack)));
}

function without<Value>(values: readonly Value[], index: number): readonly Value[] {
  return values.filter((_, other) => other !== index);
}
