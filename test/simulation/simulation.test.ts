import { invariant } from '../../lib/diagnostics/invariant';
import { drawScenario } from './draw/draw-scenario';
import { findPlant } from './planted/find-plant';
import { PLANTS } from './planted/plants';
import { runScenario } from './run-scenario';
import { shrink } from './shrink';
import { runSeeds } from './simulate/run-seeds';
import { OWN } from './subject';
import { tellStory } from './tell-story';

/** `npm run simulate` runs thousands. */
const SEEDS = 150;
const PLANTED_SEEDS_MAX = 60;

test(`every rule holds in the roll-outs of the seeds 1 to ${SEEDS}`, async () => {
  const { seeds, violations } = await runSeeds(1, SEEDS, OWN);
  expect(violations.map(({ story }) => story)).toEqual([]);
  expect(seeds).toBe(SEEDS);
}, 60_000);

test('a seed tells the same story each time', async () => {
  const scenario = drawScenario(8);
  expect(drawScenario(8)).toEqual(scenario);
  const first = tellStory(scenario, await runScenario(scenario, OWN));
  expect(tellStory(scenario, await runScenario(scenario, OWN))).toBe(first);
});

test('what a seed draws survives JSON, so that a story can be kept', () => {
  const scenario = drawScenario(3);
  expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
});

describe('faults that are planted', () => {
  test.each(PLANTS.map((plant) => [plant.name, plant] as const))(
    '%s: found by a rule that is about it',
    async (_, plant) => {
      const { rule } = await findPlant(plant, plant.from, PLANTED_SEEDS_MAX);
      expect(plant.foundBy).toContain(rule);
    },
    60_000,
  );

  test('each makes another mistake', () => {
    expect(new Set(PLANTS.map(({ name }) => name)).size).toBe(PLANTS.length);
    expect(PLANTS.length).toBeGreaterThanOrEqual(15);
  });
});

test('a failing seed shrinks to a shorter story that breaks the same rule', async () => {
  const plant = PLANTS.find(({ name }) => name === 'nothing is put back');
  invariant(plant !== undefined, 'the fault is planted');
  const { seeds } = await findPlant(plant, 1, PLANTED_SEEDS_MAX);
  const scenario = drawScenario(seeds);
  const found = await runScenario(scenario, plant.subject);
  const short = await shrink(scenario, found, plant.subject);
  expect(short.simulated.violation?.rule).toBe(found.violation?.rule);
  expect(short.scenario.faults.length).toBeLessThan(scenario.faults.length);
  const story = tellStory(short.scenario, short.simulated);
  expect(story.split('\n').at(-1)).toMatch(/^Broken: what the policy says is put back/);
  expect(story.length).toBeLessThan(tellStory(scenario, found).length);
}, 60_000);
