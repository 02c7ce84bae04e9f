import type { Scenario } from '../scenario';
import { Chance } from '../world/chance';
import { drawActs, drawNotices } from './draw-acts';
import { drawStart } from './draw-calendar';
import { drawFaults } from './draw-faults';
import { drawPlan } from './draw-plan';

/** The scenario of a seed: the same for ever. */
export function drawScenario(seed: number): Scenario {
  const chance = new Chance(seed);
  const startsAt = drawStart(chance);
  const plan = drawPlan(chance, seed, startsAt);
  const stacks = plan.rings.flatMap(({ waves }) =>
    waves.flatMap(({ moves }) => moves.map(({ stack }) => stack)),
  );
  const tenants = stacks.filter((stack) => stack.startsWith('tenants/'));
  return {
    seed,
    startsAt,
    plan,
    notices: drawNotices(chance, stacks),
    traffic: Object.fromEntries(tenants.map((stack) => [stack, chance.pick([0, 1, 5, 20, 20])])),
    engineCalls: chance.pick([2, 4, 10, 100]),
    faults: drawFaults(chance, stacks),
    acts: drawActs(chance, stacks),
  };
}
