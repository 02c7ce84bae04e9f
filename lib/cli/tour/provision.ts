import type { Chapter } from './chapter';
import { lookAtStacks } from './local-state';
import { changedStacks, PLAN_FILE, readPlanFile } from './plan-file';

export const PROVISION: Chapter = {
  title: 'A client is a stack',
  tell: async (stage) => {
    stage.say(
      'Each cell and each tenant is one CloudFormation stack. They are planned against what is deployed (nothing yet), and the plan is applied: that very plan, by its digest. The embedded engine takes the templates that AWS would get, and runs the release’s own provisioner.',
    );
    const { engineOptions } = stage;
    await stage.run(['plan', '--deployed', '--scope', 'fleet', '--out', PLAN_FILE, ...engineOptions], {
      lines: 9,
      only: (line) => /stacks are added|is added|resources|^ {2}reads|^Plan/.test(line),
    });
    const plan = readPlanFile(stage.folder);
    await stage.run(['apply', PLAN_FILE, ...engineOptions], {
      lines: 8,
      only: (line) => / is done$| as planned/.test(line),
    });
    const stacks = await lookAtStacks(stage.folder);
    stage.hold(
      plan.changed.every(({ stack, template }) => stacks.get(stack)?.digest === template.after),
      `${stacks.size} stacks are there, each with the template of the plan, digest for digest`,
    );
    const tenants = [...stacks].filter(([name]) => name.startsWith('tenants/'));
    const items = tenants.reduce((sum, [, { items: own }]) => sum + own.length, 0);
    const files = tenants.reduce((sum, [, { files: own }]) => sum + Object.keys(own).length, 0);
    stage.hold(
      changedStacks(plan).length === stacks.size && tenants.every(([, { items: own }]) => own.length > 0),
      `${tenants.length} tenants own ${items} items in their partitions and ${files} files in their buckets`,
    );
  },
};
