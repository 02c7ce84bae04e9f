import { invariant } from '../../diagnostics/invariant';
import { pinRelease } from '../../fleet/pin-release';
import { loadFleet } from '../load-fleet';
import type { Chapter } from './chapter';
import { EXAMPLE } from './example';
import { commitAll, edit } from './scratch-copy';
import type { Stage } from './stage';

const { older, newer, canary } = EXAMPLE;

export const CHECK_FLEET: Chapter = {
  title: 'A fleet is a folder of files',
  tell: async (stage) => {
    stage.say(
      'One operator, a few cells of shared infrastructure, and a folder for each client brand. The tour works on a copy of them; every line that is set in is the output of the command above it, and every ✓ was checked before it was printed.',
    );
    await pinAll(stage);
    await stage.run(['validate'], { lines: 11 });
    const { fleet } = await loadFleet({ cwd: stage.folder }, '.');
    const pins = new Set([...(fleet?.cells ?? []), ...(fleet?.tenants ?? [])].map(({ release }) => release));
    stage.hold(
      fleet !== undefined && pins.size === 1 && pins.has(older),
      `all ${fleet?.cells.length} cells and ${fleet?.tenants.length} tenants pin release ${older}`,
    );
  },
};

/** The example has its first rings on the newer release already; the tour wants that way still to go. */
async function pinAll(stage: Stage): Promise<void> {
  const { folder } = stage;
  const { fleet } = await loadFleet({ cwd: folder }, '.');
  invariant(fleet !== undefined, 'the tour starts with a fleet that is sound');
  const stacks = [
    ...fleet.cells.map(({ id }) => `cells/${id}`),
    ...fleet.tenants.map(({ id }) => `tenants/${id}`),
  ];
  const pinned = stacks.filter((stack) => pinRelease(folder, stack, older) !== undefined);
  edit(folder, `tenants/${canary}/tenant.yaml`, '    measurementHost: count.fairground-media.example\n', '');
  commitAll(folder, 'The fleet, on the older release');
  stage.say(
    `In the copy, the ${pinned.length} cells and tenants that are at release ${newer} already were pinned to ${older}, so that there is something to roll out below; and ${canary} does without a setting that only ${newer} knows.`,
  );
}
