import { diagnosticJson } from '../diagnostics/render';
import { fleetSummary } from '../report/fleet-summary';
import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';

export interface ValidateOptions {
  readonly fleet: string;
  readonly json: boolean;
}

/** `multiplex validate`: reports every problem of every file, and exits with 1 when one of them is an error. */
export async function validate(options: ValidateOptions, host: Host): Promise<ExitCode> {
  const { fleet, diagnostics } = await loadFleet(host, options.fleet);
  const ok = fleet !== undefined;
  if (options.json) {
    const counts = ok ? { fleet: fleet.name, cells: fleet.cells.length, tenants: fleet.tenants.length } : {};
    const report = { ok, ...counts, diagnostics: diagnostics.map(diagnosticJson) };
    host.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    host.stderr(problemList(diagnostics));
    host.stdout(ok ? fleetSummary(fleet) : '');
  }
  return ok ? EXIT.fine : EXIT.no;
}
