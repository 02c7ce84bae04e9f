import { saysDedication } from '../dedication/dedication-document';
import type { Fleet } from '../fleet/fleet';
import { problemList } from '../report/problem-list';
import { agreedPlan, readJson } from './agreed-plan';
import type { DedicationToApply } from './apply-dedication';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import type { LoadedFleet } from './load-fleet';
import { makeChanges } from './make-changes';
import { openOperations } from './operations';

export interface ApplyOptions extends EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
  /** Of a dedication: the last step to carry out. @default all of them */
  readonly until?: string;
  /** Of a dedication: name of a role in both accounts that may read and write the data. */
  readonly dataRole?: string;
}

/** `multiplex apply <plan.json>`: makes what was planned and approved, to the byte, and exits with 1 when not all of it. */
export async function apply(file: string, options: ApplyOptions, host: Host): Promise<ExitCode> {
  const { json } = options;
  const value = readJson(host.cwd, file);
  const make = saysDedication(value)
    ? await dedicationMaker(value, file, options)
    : planMaker(value, file, options);
  if (make === undefined) {
    host.stderr('--until and --data-role are for a plan that multiplex dedicate wrote.\n');
    return EXIT.usage;
  }
  const loaded = await loadFleet(host, options.fleet);
  if (loaded.fleet === undefined) {
    host.stderr(problemList(loaded.diagnostics));
    return EXIT.no;
  }
  const operations = await openOperations(loaded.rootFolder, loaded.fleet.name, options, host);
  try {
    return await make({ loaded: { ...loaded, fleet: loaded.fleet }, operations, json }, host);
  } finally {
    await operations.close();
  }
}

/** Makes what a document says. */
type Maker = (
  request: Pick<DedicationToApply, 'json' | 'operations'> & {
    readonly loaded: LoadedFleet & { readonly fleet: Fleet };
  },
  host: Host,
) => Promise<ExitCode>;

/** Undefined where an option is given that is for another kind of document. */
function planMaker(value: unknown, file: string, { until, dataRole }: ApplyOptions): Maker | undefined {
  const plan = agreedPlan(value, file);
  return until === undefined && dataRole === undefined
    ? (request, host) => makeChanges({ ...request, plan, purpose: 'apply' }, host)
    : undefined;
}

async function dedicationMaker(
  value: unknown,
  file: string,
  { until, dataRole }: ApplyOptions,
): Promise<Maker> {
  const { applyDedication, readAgreedDedication } = await import('./apply-dedication');
  const dedication = readAgreedDedication(value, file);
  const given = {
    ...(until === undefined ? {} : { until }),
    ...(dataRole === undefined ? {} : { dataRole }),
  };
  return (request, host) => applyDedication({ ...request, ...given, file, dedication }, host);
}
