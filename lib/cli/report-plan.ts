import { ProblemError } from '../diagnostics/problem-error';
import type { ShownPlan } from '../report/html/page-content';
import { readPlan } from './agreed-plan';
import type { Host } from './host';
import { parseComparisonOptions, planStates } from './plan-request';
import { statesToCompare } from './plan-states';
import type { ReportOptions } from './report-request';

/** How somebody would have a plan to show. */
const COMMAND = 'npx multiplex plan --deployed --out plan.json && npx multiplex report --plan plan.json';

/**
 * The plan that the page shows: the one of a file or, without one, that of the working tree. Where there is nothing to
 * compare with, the page says so.
 *
 * @throws ProblemError when the file is no plan, or `--base` cannot be had.
 */
export async function shownPlan(options: ReportOptions, host: Host): Promise<ShownPlan> {
  if (options.plan !== undefined) {
    const plan = readPlan(host.cwd, options.plan);
    return { kind: 'plan', plan, source: `The plan of ${options.plan}, which begins at ${plan.base.why}.` };
  }
  try {
    return await plannedHere(options, host);
  } catch (error) {
    if (error instanceof ProblemError && options.base === undefined) {
      const [problem] = error.diagnostics;
      return absent(problem === undefined ? 'It could not be planned.' : `Not planned: ${problem.message}`);
    }
    throw error;
  }
}

async function plannedHere(options: ReportOptions, host: Host): Promise<ShownPlan> {
  const compared = { fleet: options.fleet, ...(options.base === undefined ? {} : { base: options.base }) };
  const states = await statesToCompare(compared, { cwd: host.cwd, stderr: () => undefined });
  const parsed = parseComparisonOptions(compared);
  if (states.kind === 'unsound' || parsed.kind === 'wrong') {
    return absent('The working tree cannot be planned: it has problems.');
  }
  const planned = await planStates(states, parsed);
  return planned.kind === 'wrong'
    ? absent(planned.message)
    : {
        kind: 'plan',
        plan: planned.plan,
        source: `The working tree, compared with ${states.commit.why}.`,
      };
}

function absent(why: string): ShownPlan {
  return { kind: 'absent', why, command: COMMAND };
}
