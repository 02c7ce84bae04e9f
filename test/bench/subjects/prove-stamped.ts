// Proves every tenant of a fleet, and writes how many milliseconds of a processor one takes, its template parsed already.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadFleet } from '../../../lib/cli/load-fleet';
import { FleetProver } from '../../../lib/isolation/prove-fleet';
import { violationsOf } from '../../../lib/isolation/proof';
import { tenantSubject } from '../../../lib/isolation/subject';
import type { Template } from '../../../lib/isolation/template';
import { Workshop } from '../../../lib/render/render-fleet';
import { tenantInputs } from '../../../lib/render/stack-input';

const MICROSECONDS_PER_MILLISECOND = 1_000;

async function main(folder: string, figureFile: string): Promise<void> {
  const { fleet, rootFolder } = await loadFleet({ cwd: process.cwd() }, folder);
  if (fleet === undefined) {
    throw new Error('the fleet has an error');
  }
  const workshop = new Workshop(join(rootFolder, '.multiplex'));
  const inputOf = tenantInputs(fleet, rootFolder);
  const prover = new FleetProver(fleet.tenants.map((tenant) => tenantSubject(inputOf(tenant))));
  let microseconds = 0;
  for (const tenant of fleet.tenants) {
    const { template } = await workshop.renderTenant(tenant.release, inputOf(tenant));
    const parsed = JSON.parse(template) as Template;
    const subject = tenantSubject(inputOf(tenant));
    const start = process.cpuUsage();
    const proof = prover.prove(parsed, subject);
    const { user, system } = process.cpuUsage(start);
    microseconds += user + system;
    if (violationsOf(proof).length > 0) {
      throw new Error(`${proof.subject} could reach others`);
    }
  }
  writeFileSync(figureFile, String(microseconds / MICROSECONDS_PER_MILLISECOND / fleet.tenants.length));
}

void main(...(process.argv.slice(2) as [string, string])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
  process.exitCode = 1;
});
