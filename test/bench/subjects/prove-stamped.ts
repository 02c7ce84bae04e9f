// Proves every tenant of a fleet, and writes how many milliseconds of a processor one takes, its template made already.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadFleet } from '../../../lib/cli/load-fleet';
import { FleetProver } from '../../../lib/isolation/prove-fleet';
import { violationsOf } from '../../../lib/isolation/proof';
import { tenantSubject } from '../../../lib/isolation/subject';
import type { Template } from '../../../lib/isolation/template';
import { Workshop } from '../../../lib/render/render-fleet';
import type { Shape } from '../../../lib/render/shape/shape';
import { ShapeTemplate } from '../../../lib/render/shape/shape-template';
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
  const shapes = new Map<Shape, ShapeTemplate>();
  let microseconds = 0;
  for (const tenant of fleet.tenants) {
    const subject = tenantSubject(inputOf(tenant));
    const { shape, values } = (await workshop.stampTenant(tenant.release, inputOf(tenant))).stamped;
    const shapeTemplate = shapes.get(shape) ?? ShapeTemplate.of(shape);
    if (shapeTemplate === undefined) {
      throw new Error('a shape has a value where no template can be filled');
    }
    shapes.set(shape, shapeTemplate);
    const filled = shapeTemplate.fill(values);
    const template = filled.template as Template;
    // Asking for the time takes a quarter of what a proof does.
    const before = microsecondsUsed();
    const start = microsecondsUsed();
    const proof = prover.prove(template, subject, filled);
    microseconds += microsecondsUsed() - start - (start - before);
    if (violationsOf(proof).length > 0) {
      throw new Error(`${proof.subject} could reach others`);
    }
  }
  writeFileSync(figureFile, String(microseconds / MICROSECONDS_PER_MILLISECOND / fleet.tenants.length));
}

function microsecondsUsed(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

void main(...(process.argv.slice(2) as [string, string])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
  process.exitCode = 1;
});
