import { EXIT } from '../exit-code';
import type { Chapter } from './chapter';
import { EXAMPLE } from './example';
import { lookAtStacks } from './local-state';
import { changedStacks, PLAN_FILE, readPlanFile } from './plan-file';
import { compareHoldings } from './sameness';
import { edit, editedLines } from './scratch-copy';

const { changed: id } = EXAMPLE;
const STACK = `tenants/${id}`;
const BEFORE = 'features: [additional-metrics, ads, dashboard, live-restart, payments]';
const AFTER = 'features: [additional-metrics, ads, dashboard, live-restart, payments, web-acl]';

export const REACH_TOO_FAR: Chapter = {
  title: 'A change that reaches too far is refused',
  tell: async (stage) => {
    stage.say(
      `Next, ${id} is to have a web ACL. Somebody gives it to the tier, which ${id} shares with others, and declares that only ${id} is meant.`,
    );
    const before = await lookAtStacks(stage.folder);
    edit(stage.folder, 'fleet.yaml', BEFORE, AFTER);
    stage.show('git diff --unified=0', editedLines(stage.folder));
    const { engineOptions } = stage;
    await stage.run(['plan', '--deployed', '--scope', STACK, '--out', PLAN_FILE, ...engineOptions], {
      only: (line) => /stacks change|refusal|^PLAN-|--scope/.test(line),
      ends: [EXIT.no],
    });
    const plan = readPlanFile(stage.folder);
    const others = changedStacks(plan).filter((stack) => stack !== STACK);
    stage.hold(
      plan.verdict === 'refused' &&
        others.length > 0 &&
        plan.scope.exceeded.map(({ stack }) => stack).join() === others.join(),
      `refused, because ${others.join(' and ')} would change as well`,
    );
    stage.say('Whoever takes that plan to the engine all the same:');
    await stage.run(['apply', PLAN_FILE, ...engineOptions], { ends: [EXIT.no] });
    const { different } = compareHoldings(before, await lookAtStacks(stage.folder));
    stage.hold(different.length === 0, 'nothing was changed, in any stack');
    edit(stage.folder, 'fleet.yaml', AFTER, BEFORE);
    stage.say('The tour takes the edit back.');
  },
};
