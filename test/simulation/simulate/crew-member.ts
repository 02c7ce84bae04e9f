import { invariant } from '../../../lib/diagnostics/invariant';
import { findPlant } from '../planted/find-plant';
import type { PlantFound } from '../planted/find-plant';
import { PLANTS } from '../planted/plants';
import { OWN } from '../subject';
import type { Job } from './crew';
import { runSeeds } from './run-seeds';
import type { SeedsRun } from './run-seeds';

/** Does the jobs that it is sent, one after the other, until nobody sends any. */
export function doJobs(): void {
  process.on('message', (job: Job) => {
    void done(job).then(
      (answer) => process.send?.(answer),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}

async function done({ from, count, plant: name }: Job): Promise<SeedsRun | PlantFound> {
  if (name === undefined) {
    return runSeeds(from, count, OWN);
  }
  const plant = PLANTS.find((one) => one.name === name);
  invariant(plant !== undefined, 'a job names a fault that there is');
  return findPlant(plant, from, count);
}
