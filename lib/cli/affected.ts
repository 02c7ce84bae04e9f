import { affectedStacks } from '../plan/affected-stacks';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { plannedChange } from './plan';
import type { PlannedOptions } from './plan';

/** `multiplex affected`: the stacks to deploy, as lines or as a matrix for a workflow. Exits with 1 like `plan`. */
export async function affected(options: PlannedOptions, host: Host): Promise<ExitCode> {
  const planned = await plannedChange(options, host);
  if (planned.kind !== 'plan') {
    return planned.exitCode;
  }
  const { plan } = planned;
  const matrix = affectedStacks(plan);
  host.stdout(
    options.json ? `${JSON.stringify(matrix)}\n` : matrix.include.map(({ stack }) => `${stack}\n`).join(''),
  );
  if (plan.verdict === 'refused') {
    host.stderr('The plan is refused. Next: npx multiplex plan, with the same options\n');
  }
  return plan.verdict === 'clear' ? EXIT.fine : EXIT.no;
}
