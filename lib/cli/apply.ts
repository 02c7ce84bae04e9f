import { problemList } from '../report/problem-list';
import { readAgreedPlan } from './agreed-plan';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import { makeChanges } from './make-changes';
import { openOperations } from './operations';

export interface ApplyOptions extends EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
}

/** `multiplex apply <plan.json>`: makes what was planned and approved, to the byte, and exits with 1 when not all of it. */
export async function apply(file: string, options: ApplyOptions, host: Host): Promise<ExitCode> {
  const plan = readAgreedPlan(host.cwd, file);
  const loaded = await loadFleet(host, options.fleet);
  if (loaded.fleet === undefined) {
    host.stderr(problemList(loaded.diagnostics));
    return EXIT.no;
  }
  const operations = await openOperations(loaded.rootFolder, loaded.fleet.name, options, host);
  try {
    return await makeChanges({ plan, purpose: 'apply', loaded, operations, json: options.json }, host);
  } finally {
    await operations.close();
  }
}
