import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import { nextStepFor } from '../diagnostics/suggest';
import { ProblemError } from '../diagnostics/problem-error';
import { compareReleases } from '../fleet/release-version';
import { pinRelease } from '../fleet/pin-release';
import type { Fleet } from '../fleet/fleet';
import { findBaseCommit } from '../history/base-commit';
import { movedStates } from '../history/moved-states';
import { recordedVersions } from '../ledger/stack-versions';
import { planText } from '../report/plan-text';
import { problemList } from '../report/problem-list';
import { requireClear } from './agreed-plan';
import { withDeployed } from './deployed-states';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import type { LoadedFleet } from './load-fleet';
import { makeChanges } from './make-changes';
import { openOperations } from './operations';
import type { Operations } from './operations';
import { parseComparisonOptions, planStates } from './plan-request';
import type { ComparisonOptions, ParsedOptions } from './plan-request';
import { selectStacks } from './select-stacks';

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

export interface RollbackOptions extends EngineOptions, Omit<ComparisonOptions, 'scope' | 'base'> {
  readonly json: boolean;
  /** @default the release that the ledger says it ran before */
  readonly to?: string;
}

/**
 * `multiplex rollback <tenant>`: puts one tenant on a release that it ran before, at once and whatever the hour, and pins
 * it there. Exits with 1 when it was refused or did not go well.
 */
export async function rollback(name: string, options: RollbackOptions, host: Host): Promise<ExitCode> {
  const parsed = parseComparisonOptions(options);
  if (parsed.kind === 'wrong') {
    host.stderr(`${parsed.message}\n`);
    return EXIT.usage;
  }
  const loaded = await loadFleet(host, options.fleet);
  const { fleet } = loaded;
  if (fleet === undefined) {
    host.stderr(problemList(loaded.diagnostics));
    return EXIT.no;
  }
  const selected = selectStacks(fleet, [name]);
  if (selected.kind === 'unknown') {
    host.stderr(`${selected.message}\n`);
    return EXIT.usage;
  }
  const releases = [...loaded.catalogues.keys()];
  if (options.to !== undefined && !releases.includes(options.to)) {
    host.stderr(`"${options.to}" is not a release of this project. ${nextStepFor(options.to, releases)}\n`);
    return EXIT.usage;
  }
  const [stack = ''] = selected.displayNames;
  const operations = await openOperations(loaded.rootFolder, fleet.name, options, host);
  try {
    const request = { stack, options, parsed, loaded: { ...loaded, fleet }, operations };
    return await putBack(request, host);
  } finally {
    await operations.close();
  }
}

interface PutBack {
  readonly stack: string;
  readonly options: RollbackOptions;
  readonly parsed: Extract<ParsedOptions, { kind: 'options' }>;
  readonly loaded: LoadedFleet & { readonly fleet: Fleet };
  readonly operations: Operations;
}

async function putBack(
  { stack, options, parsed, loaded, operations }: PutBack,
  host: Host,
): Promise<ExitCode> {
  const { rootFolder, catalogues } = loaded;
  const to = await releaseToGoTo(stack, options.to, operations);
  const { Workshop } = await import('../render/render-fleet');
  const maker = new Workshop(join(rootFolder, CACHE_FOLDER));
  const moved = movedStates({ ...loaded, maker }, new Map([[stack, to]]));
  if (moved.kind === 'unsound') {
    host.stderr(problemList(moved.diagnostics));
    return EXIT.no;
  }
  const commit = findBaseCommit(rootFolder, 'HEAD');
  const states = { ...moved, rootFolder, catalogues, commit, maker };
  const deployed = await withDeployed(states, operations, (one) => one === stack);
  const planned = await planStates(deployed, { ...parsed, scope: [stack] });
  if (planned.kind === 'wrong') {
    host.stderr(`${planned.message}\n`);
    return EXIT.usage;
  }
  const { plan } = planned;
  (options.json ? host.stderr : host.stdout)(planText(plan, host.hasColors ?? false));
  const id = stack.slice(stack.indexOf('/') + 1);
  requireClear(plan, stack, `Go back all the same: npx multiplex rollback ${id} --to ${to}`);
  const done = await makeChanges({ plan, purpose: 'rollback', loaded, operations, json: options.json }, host);
  if (done === EXIT.fine) {
    const file = pinRelease(rootFolder, stack, to);
    host.stderr(file === undefined ? '' : `${file} pins ${to} now. Next: commit it.\n`);
  }
  return done;
}

/** The older release that is asked for, or whichever it ran before. */
async function releaseToGoTo(
  stack: string,
  asked: string | undefined,
  { ledger }: Operations,
): Promise<string> {
  const { version, before } = (await recordedVersions(ledger.read())).get(stack) ?? {};
  if (asked !== undefined) {
    if (version !== undefined && asked !== before?.release && compareReleases(asked, version.release) > 0) {
      throw neverRan(stack, version.release, asked);
    }
    return asked;
  }
  if (before === undefined) {
    throw new ProblemError([
      diagnostic({
        code: 'APPLY-007',
        place: { file: stack },
        message: 'the ledger knows of no other release that it ran before.',
        next: `Say which one: npx multiplex rollback ${stack.slice(stack.indexOf('/') + 1)} --to <release>`,
      }),
    ]);
  }
  return before.release;
}

function neverRan(stack: string, present: string, asked: string): ProblemError {
  const id = stack.slice(stack.indexOf('/') + 1);
  return new ProblemError([
    diagnostic({
      code: 'APPLY-009',
      place: { file: stack },
      message: `it runs ${present}, and never ran ${asked}, which is newer.`,
      next: `Move it forward by a roll-out: npx multiplex rollout start --to ${asked} --only ${id}`,
      value: asked,
    }),
  ]);
}
