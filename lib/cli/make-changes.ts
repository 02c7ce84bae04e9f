import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { findBaseCommit } from '../history/base-commit';
import { committedSnapshot, workTreeSnapshot } from '../history/fleet-snapshot';
import { VersionRenderer } from '../history/version-renderer';
import type { Plan } from '../plan/plan-document';
import { manifestDigest } from '../plan/stack-pair';
import { ownDeployerRoles } from '../render/deployer-roles';
import { changeLine, changesSummary, changesUnderWay, isFine } from '../report/change-text';
import { utcTime } from '../report/utc-time';
import type { AgreedChange } from '../rollout/runner/agreed-change';
import { applyChanges } from '../rollout/runner/apply-changes';
import type {
  ApplyChangesOptions,
  ChangeProgress,
  ChangeResult,
  ChangesApplied,
} from '../rollout/runner/apply-changes';
import type { StackTarget } from '../rollout/ports';
import { accessTarget } from '../rollout/stack-target';
import { agreedChanges } from './agreed-plan';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { LiveProgress } from './live-progress';
import type { LoadedFleet } from './load-fleet';
import { missingAccess } from './missing-access';
import type { Operations } from './operations';

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

export interface ChangesToMake {
  readonly plan: Plan;
  readonly purpose: ApplyChangesOptions['purpose'];
  readonly loaded: Pick<LoadedFleet, 'rootFolder' | 'files' | 'catalogues'>;
  readonly operations: Operations;
  readonly json: boolean;
}

type Results = Extract<ChangesApplied, { kind: 'done' }>['results'];

/**
 * Makes the changes of a clear plan, and tells of each as it happens. Exits with 1 when not all of them went well.
 *
 * @throws ProblemError when the files do not render what the plan says, or somebody else has the fleet.
 */
export async function makeChanges(request: ChangesToMake, host: Host): Promise<ExitCode> {
  const { plan, json } = request;
  const changes = agreedChanges(plan);
  const results =
    changes.length === 0 ? new Map<string, ChangeResult>() : await madeChanges(request, changes, host);
  host.stdout(
    json
      ? `${JSON.stringify({ kind: 'ended', plan: plan.digest, results: Object.fromEntries(results) })}\n`
      : changesSummary(results, changes.length),
  );
  return results.size === changes.length && [...results.values()].every(isFine) ? EXIT.fine : EXIT.no;
}

async function madeChanges(
  { plan, purpose, loaded, operations, json }: ChangesToMake,
  changes: readonly AgreedChange[],
  host: Host,
): Promise<Results> {
  const renderer = await versionRenderer(loaded);
  await requireAccess(await requireRendered(plan, changes, renderer), changes, operations);
  const live = new LiveProgress(host);
  const stop = new AbortController();
  void host.untilStopped?.().then(() => {
    live.tell('Stopping: nothing new is started, and what runs is waited for.\n');
    stop.abort();
  });
  const latest = new Map<string, ChangeProgress['kind']>();
  const applied = await applyChanges({
    ...operations,
    plan,
    purpose,
    changes,
    renderer,
    stop: stop.signal,
    onProgress: (progress) => {
      if (json) {
        host.stdout(`${JSON.stringify(progress)}\n`);
        return;
      }
      live.tell(changeLine(progress));
      if (progress.kind !== 'trouble') {
        latest.set(progress.stack, progress.kind);
        live.show(changesUnderWay(latest, changes.length));
      }
    },
  }).finally(() => live.end());
  return resultsOf(applied, operations);
}

/** Renders what the files say now or, where they were edited since, what is committed. */
export async function versionRenderer({
  rootFolder,
  files,
  catalogues,
}: ChangesToMake['loaded']): Promise<VersionRenderer> {
  const { Workshop } = await import('../render/render-fleet');
  const cacheFolder = join(rootFolder, CACHE_FOLDER);
  return new VersionRenderer({
    snapshots: [
      () => workTreeSnapshot(files, rootFolder),
      () => committedSnapshot(findBaseCommit(rootFolder, 'HEAD'), files, cacheFolder),
    ],
    catalogues,
    maker: new Workshop(cacheFolder),
  });
}

/** The tenants among the changes that are deployed with roles of their own. */
async function requireRendered(
  plan: Plan,
  changes: readonly AgreedChange[],
  renderer: VersionRenderer,
): Promise<readonly StackTarget[]> {
  const problems = [];
  const withOwnRoles: StackTarget[] = [];
  for (const [index, { target, to }] of changes.entries()) {
    const rendered = to === undefined ? undefined : await renderer.render(target.stack, to);
    const manifest = plan.changed[index]?.manifest.after;
    if (to !== undefined && (rendered === undefined || manifestDigest(rendered) !== manifest)) {
      problems.push(
        diagnostic({
          code: 'APPLY-004',
          place: { file: target.stack },
          message: `the files do not render the template ${to.digest.slice(0, 12)} at release ${to.release} that the plan names.`,
          next: 'Check out the commit that was planned, or plan again.',
          value: to.digest,
        }),
      );
    } else if (rendered !== undefined && ownDeployerRoles(rendered) !== undefined) {
      withOwnRoles.push(target);
    }
  }
  if (problems.length > 0) {
    throw new ProblemError(problems);
  }
  return withOwnRoles;
}

/** @throws ProblemError when a tenant has no roles to be deployed with, and the plan makes none. */
async function requireAccess(
  tenants: readonly StackTarget[],
  changes: readonly AgreedChange[],
  operations: Operations,
): Promise<void> {
  const planned = new Set(changes.flatMap(({ target, to }) => (to === undefined ? [] : [target.stack])));
  const needed = tenants.map(accessTarget).filter(({ stack }) => !planned.has(stack));
  const missing = await missingAccess(
    needed.map((target) => ({ target })),
    operations,
  );
  if (missing.length > 0) {
    throw new ProblemError(
      missing.map(({ stack, account }) =>
        diagnostic({
          code: 'APPLY-010',
          place: { file: stack },
          message: 'the roles that the tenant is deployed with are not there.',
          next: `Let whoever looks after account ${account} make them first: npx multiplex deploy ${stack}`,
          value: stack,
        }),
      ),
    );
  }
}

function resultsOf(applied: ChangesApplied, { owner }: Operations): Results {
  switch (applied.kind) {
    case 'done':
      return applied.results;
    case 'held':
      throw fleetHeld(applied.owner, `until ${utcTime(applied.until)} unless it goes on`);
    case 'lost':
      throw fleetHeld('another process', `which took it from ${owner} in the middle`);
  }
}

/** Somebody else has the fleet; `detail` goes on the sentence. */
export function fleetHeld(who: string, detail: string): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'APPLY-008',
      place: { file: 'ledger' },
      message: `${who} has the fleet, ${detail}.`,
      next: 'Wait until it is free and run the command again; multiplex audit shows what happens.',
    }),
  ]);
}
