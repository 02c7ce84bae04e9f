import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import type { Plan } from '../plan/plan-document';
import { stackKind } from '../render/stack-name';
import { planText } from '../report/plan-text';
import { requireClear } from './agreed-plan';
import { withDeployed } from './deployed-states';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import { makeChanges } from './make-changes';
import { openOperations } from './operations';
import { parseComparisonOptions, planStates } from './plan-request';
import type { ComparisonOptions } from './plan-request';
import { statesToCompare } from './plan-states';
import { allStacks, selectStacks } from './select-stacks';

export interface DeployOptions extends EngineOptions, Omit<ComparisonOptions, 'scope' | 'base'> {
  readonly json: boolean;
}

/**
 * `multiplex deploy <tenant>`: plans the tenant's own configuration against what is deployed, and makes the change when
 * nothing speaks against it. The roles that it is deployed with are a stack for itself, `access/<tenant>`: who may change
 * a tenant must not thereby change who may. Exits with 1 when it was refused or did not go well.
 */
export async function deploy(name: string, options: DeployOptions, host: Host): Promise<ExitCode> {
  const parsed = parseComparisonOptions(options);
  if (parsed.kind === 'wrong') {
    host.stderr(`${parsed.message}\n`);
    return EXIT.usage;
  }
  const found = await statesToCompare({ ...options, deployed: true }, host);
  if (found.kind === 'unsound') {
    return EXIT.no;
  }
  const selected = selectStacks(allStacks(found.fleet), [name]);
  if (selected.kind === 'unknown') {
    host.stderr(`${selected.message}\n`);
    return EXIT.usage;
  }
  const [stack = ''] = selected.displayNames;
  const operations = await openOperations(found.rootFolder, found.fleet.name, options, host);
  try {
    const deployed = await withDeployed(found, operations, (one) => one === stack);
    const planned = await planStates(deployed, { ...parsed, scope: [stack] });
    if (planned.kind === 'wrong') {
      host.stderr(`${planned.message}\n`);
      return EXIT.usage;
    }
    const { plan } = planned;
    (options.json ? host.stderr : host.stdout)(planText(plan, host.hasColors ?? false));
    requireSameRelease(plan);
    requireClear(plan, stack, `Change the tenant, or run npx multiplex deploy ${name}`);
    // What the work tree says is known to be sound; all of it is read only now that something is to be done.
    const loaded = await loadFleet(host, options.fleet);
    return await makeChanges({ plan, purpose: 'deploy', loaded, operations, json: options.json }, host);
  } finally {
    await operations.close();
  }
}

/** @throws ProblemError when a stack would take another release; roles have none of their own. */
function requireSameRelease({ moves }: Plan): void {
  const problems = moves.flatMap(({ before, after, stacks }) =>
    stacks
      .filter((stack) => stackKind(stack) !== 'access')
      .map((stack) =>
        diagnostic({
          code: 'APPLY-006',
          place: { file: stack },
          message: `it runs ${before} and its file pins ${after}.`,
          next: `Pin ${before} and run npx multiplex rollout start --to ${after}, or npx multiplex rollback ${stack.slice(stack.indexOf('/') + 1)} --to ${after}.`,
          value: after,
        }),
      ),
  );
  if (problems.length > 0) {
    throw new ProblemError(problems);
  }
}
