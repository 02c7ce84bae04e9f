import { drawScenario } from '../draw/draw-scenario';
import { runScenario } from '../run-scenario';
import type { Plant } from './plant';

/** How a planted fault was found, or that none of the seeds did. */
export interface PlantFound {
  readonly plant: string;
  readonly seeds: number;
  /** Left out where it was not found. */
  readonly rule?: string;
  readonly what?: string;
}

/** Simulates one seed after the other until a rule is broken that is about the fault. */
export async function findPlant(plant: Plant, from: number, most: number): Promise<PlantFound> {
  for (let seeds = 1; seeds <= most; seeds += 1) {
    const { violation } = await runScenario(drawScenario(from + seeds - 1), plant.subject);
    if (violation !== undefined && plant.foundBy.includes(violation.rule)) {
      return { plant: plant.name, seeds, ...violation };
    }
  }
  return { plant: plant.name, seeds: most };
}
