import type { Chapter } from './chapter';
import { EXAMPLE } from './example';
import { changedStacks, PLAN_FILE, readPlanFile } from './plan-file';
import { edit, editedLines } from './scratch-copy';
import type { Stage } from './stage';

const { changed: id } = EXAMPLE;
const STACK = `tenants/${id}`;

export const CHANGE_BRAND: Chapter = {
  title: 'A change says whom it touches, before it is made',
  tell: async (stage) => {
    stage.say(`${id} wants another colour, another first row and rounder corners.`);
    editBrand(stage.folder);
    stage.show('git diff --unified=0', editedLines(stage.folder));
    const { engineOptions } = stage;
    await stage.run(['plan', '--deployed', '--scope', STACK, '--out', PLAN_FILE, ...engineOptions], {
      lines: 20,
      only: (line) => !/^Compared|SourceKey|^ +by tenants/.test(line),
    });
    const plan = readPlanFile(stage.folder);
    const { count } = plan.unchanged;
    stage.hold(
      plan.verdict === 'clear' && changedStacks(plan).join() === STACK && count > 0,
      `one stack changes, and the other ${count} are byte-identical in both states`,
    );
    await prove(stage);
  },
};

function editBrand(folder: string): void {
  edit(folder, `${STACK}/tenant.yaml`, "primary: '#0b3d91'", "primary: '#5b1a8b'");
  edit(folder, `${STACK}/tenant.yaml`, 'title: On now', 'title: Tonight live');
  edit(folder, `${STACK}/brand/theme.css`, '--radius: 2px', '--radius: 14px');
}

async function prove(stage: Stage): Promise<void> {
  stage.say(
    'Bytes show who is not changed. The proof shows that nobody else can be reached: each grant, origin, key and name in the template lies in the tenant’s own namespace, or falls under a named rule.',
  );
  const rules = ['own-items', 'own-media', 'media-origin', 'no-foreign-name', 'no-ties'];
  await stage.run(['prove', id], {
    only: (line) => /^(Isolated|Proved|RULE)/.test(line) || rules.some((rule) => line.startsWith(`${rule} `)),
  });
}
