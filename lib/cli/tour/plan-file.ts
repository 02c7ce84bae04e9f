import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { invariant } from '../../diagnostics/invariant';
import { parsePlan } from '../../plan/plan-document';
import type { Plan } from '../../plan/plan-document';

/** The file that commands of the tour write plans to. */
export const PLAN_FILE = 'plan.json';

/** Reads the plan that a command has just written. */
export function readPlanFile(folder: string): Plan {
  const parsed = parsePlan(JSON.parse(readFileSync(join(folder, PLAN_FILE), 'utf8')));
  invariant(parsed.kind === 'plan', 'multiplex plan --out writes a plan');
  return parsed.plan;
}

/** Names of the stacks that a plan changes. */
export function changedStacks({ changed }: Plan): readonly string[] {
  return changed.map(({ stack }) => stack);
}
