import type { Chapter } from './chapter';
import { EXAMPLE } from './example';
import { lookAtStacks } from './local-state';
import { PLAN_FILE, readPlanFile } from './plan-file';
import { compareHoldings } from './sameness';
import type { Holdings } from './sameness';
import { commitAll } from './scratch-copy';
import type { Stage } from './stage';

const STACK = `tenants/${EXAMPLE.changed}`;

export const APPLY_CHANGE: Chapter = {
  title: 'What was planned is what is done, and nobody else notices',
  tell: async (stage) => {
    stage.say(
      'Before and after, the tour looks past the commands: at every template, every item of the cells’ tables and every object of the tenants’ buckets.',
    );
    const before = await lookAtStacks(stage.folder);
    await stage.run(['apply', PLAN_FILE, ...stage.engineOptions]);
    const after = await lookAtStacks(stage.folder);
    commitAll(stage.folder, 'A new look for one client');
    claim(stage, before, after);
  },
};

function claim(stage: Stage, before: Holdings, after: Holdings): void {
  const planned = readPlanFile(stage.folder).changed[0]?.template.after ?? '';
  const now = after.get(STACK);
  stage.hold(
    now?.digest === planned,
    `${STACK} has the template that the plan named, ${planned.slice(0, 12)}…`,
  );
  const homepage = now?.items.find(({ key }) => key === 'HOMEPAGE')?.content ?? '';
  const files = Object.keys(now?.files ?? {}).length - Object.keys(before.get(STACK)?.files ?? {}).length;
  stage.hold(
    homepage.includes('Tonight live') && files > 0,
    `its homepage item reads "Tonight live", and its bucket holds ${files} new brand files beside the old ones`,
  );
  const { different, same } = compareHoldings(before, after);
  stage.hold(
    different.join() === STACK && same.stacks === after.size - 1,
    `the other ${same.stacks} stacks: same digests, the same ${same.items} items down to when they were written, the same ${same.files} files`,
  );
}
