import { join } from 'node:path';

import { dedicationDigest, parseDedication } from '../dedication/dedication-document';
import type { Dedication, Place, StackStep, StepId } from '../dedication/dedication-document';
import { runDedication, tenantTarget } from '../dedication/run-dedication';
import type { DedicationRun } from '../dedication/run-dedication';
import { fleetOfStep } from '../dedication/standing-fleet';
import type { TenantData } from '../dedication/tenant-data';
import { diagnostic } from '../diagnostics/diagnostic';
import type { Problem } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import type { Fleet } from '../fleet/fleet';
import { fleetStacks } from '../history/fleet-stacks';
import { manifestDigest } from '../plan/stack-pair';
import type { RenderedStack } from '../render/rendered-stack';
import { dedicationLine, dedicationSummary } from '../report/dedication-text';
import { utcTime } from '../report/utc-time';
import type { Renderer } from '../rollout/runner/renderer';
import { agreedChanges } from './agreed-plan';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import { ExportFolder } from './export-folder';
import type { Host } from './host';
import type { LoadedFleet } from './load-fleet';
import { fleetHeld } from './make-changes';
import type { Operations } from './operations';

export interface DedicationToApply {
  readonly file: string;
  readonly dedication: Dedication;
  readonly loaded: Pick<LoadedFleet, 'rootFolder'> & { readonly fleet: Fleet };
  readonly operations: Operations;
  /** The last step to carry out. @default all of them */
  readonly until?: string;
  /** Name of a role in both accounts that may read and write the data. */
  readonly dataRole?: string;
  readonly json: boolean;
}

/** What can be made again, and what was exported, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

/**
 * Reads a dedication that `multiplex dedicate` wrote, out of its JSON.
 *
 * @throws ProblemError when it is none, was edited since, or is refused.
 */
export function readAgreedDedication(value: unknown, file: string): Dedication {
  const parsed = parseDedication(value);
  if (parsed.kind === 'no-dedication') {
    throw refused({
      code: 'APPLY-001',
      place: { file },
      message: `the file is no dedication of this version: ${parsed.why}.`,
      next: 'Write one: npx multiplex dedicate <tenant>',
    });
  }
  const { dedication } = parsed;
  const digest = dedicationDigest(dedication);
  if (digest !== dedication.digest) {
    throw refused({
      code: 'APPLY-002',
      place: { file },
      message: `the dedication says that its digest is ${dedication.digest.slice(0, 12)}, and it is ${digest.slice(0, 12)}.`,
      next: 'Plan it again; a plan is not edited.',
      value: dedication.digest,
    });
  }
  if (dedication.verdict === 'refused') {
    throw refused({
      code: 'APPLY-003',
      place: { file },
      message: 'the dedication is refused.',
      next: 'Plan it again with what it says about its refusals.',
    });
  }
  return dedication;
}

/** Carries a clear dedication out, and tells of each step. Exits with 1 when not all that was asked for is done. */
export async function applyDedication(request: DedicationToApply, host: Host): Promise<ExitCode> {
  const { dedication, operations, json, until } = request;
  const step = dedication.steps.find(({ id }) => id === until)?.id;
  if (until !== undefined && step === undefined) {
    host.stderr(`--until takes a step of the plan: ${dedication.steps.map(({ id }) => id).join(', ')}.\n`);
    return EXIT.usage;
  }
  const renderer = await stepRenderer(request);
  const stop = new AbortController();
  void host.untilStopped?.().then(() => {
    host.stderr('Stopping: what runs is waited for.\n');
    stop.abort();
  });
  const run = await runDedication({
    ...operations,
    dedication,
    renderer,
    changesOf: agreedChanges,
    data: opened(request),
    file: new ExportFolder(exportFolder(request), host.cwd),
    stop: stop.signal,
    ...(step === undefined ? {} : { until: step }),
    onProgress: (progress) =>
      json ? host.stdout(`${JSON.stringify(progress)}\n`) : host.stderr(dedicationLine(progress)),
  });
  return told(run, request, step, host);
}

function told(
  run: DedicationRun,
  { dedication, json, operations }: DedicationToApply,
  until: StepId | undefined,
  host: Host,
): ExitCode {
  switch (run.kind) {
    case 'held':
      throw fleetHeld(run.owner, `until ${utcTime(run.until)} unless it goes on`);
    case 'lost':
      throw fleetHeld('another process', `which took it from ${operations.owner} in the middle`);
    default:
      host.stdout(
        json
          ? `${JSON.stringify({ kind: 'ended', dedication: dedication.digest, run })}\n`
          : dedicationSummary(dedication, run, until),
      );
      return run.kind === 'done' ? EXIT.fine : EXIT.no;
  }
}

/** Each place is opened once. */
function opened({
  dedication,
  operations,
  dataRole,
}: DedicationToApply): (place: Place) => Promise<TenantData> {
  const known = new Map<string, Promise<TenantData>>();
  return (place) => {
    const data = known.get(place.cell) ?? operations.tenantData(tenantTarget(dedication, place), dataRole);
    known.set(place.cell, data);
    return data;
  };
}

function exportFolder({ loaded, dedication }: DedicationToApply): string {
  const name = `${dedication.tenant}-${dedication.digest.slice(0, 12)}`;
  return join(loaded.rootFolder, CACHE_FOLDER, 'dedications', name);
}

/**
 * What the steps deploy, by digest.
 *
 * @throws ProblemError when the files do not render it.
 */
async function stepRenderer({ dedication, loaded, file }: DedicationToApply): Promise<Renderer> {
  const { fleet, rootFolder } = loaded;
  const tenant = fleet.tenants.find(({ id }) => id === dedication.tenant);
  if (tenant?.cell !== dedication.to.cell) {
    throw otherFiles(file, `tenants/${dedication.tenant} is not in cells/${dedication.to.cell}`);
  }
  const { Workshop } = await import('../render/render-fleet');
  const maker = new Workshop(join(rootFolder, CACHE_FOLDER));
  const stacks = new Map<string, RenderedStack>();
  for (const step of dedication.steps.filter((one): one is StackStep => one.kind === 'stack')) {
    const state = fleetStacks(fleetOfStep(fleet, dedication, step.id), rootFolder, maker);
    for (const { stack, template, manifest } of step.plan.changed) {
      const { rendered } = await state.render(stack);
      if (rendered.digest !== template.after || manifestDigest(rendered) !== manifest.after) {
        throw otherFiles(file, `step ${step.id} of the plan is for another template of ${stack}`);
      }
      stacks.set(rendered.digest, rendered);
    }
  }
  return { render: (_stack, version) => Promise.resolve(stacks.get(version.digest)) };
}

function otherFiles(file: string, what: string): ProblemError {
  return refused({
    code: 'APPLY-004',
    place: { file },
    message: `the files are not those that were planned: ${what}.`,
    next: 'Check out the commit that was planned, or plan the move again from the commit before it.',
  });
}

function refused(problem: Problem): ProblemError {
  return new ProblemError([diagnostic(problem)]);
}
