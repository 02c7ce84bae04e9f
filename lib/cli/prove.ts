import { join } from 'node:path';

import type { Fleet } from '../fleet/fleet';
import type { FleetStack } from '../isolation/prove-fleet';
import type { Proof } from '../isolation/proof';
import type { Subject, SubjectForm } from '../isolation/subject';
import { symbolicFleet } from '../isolation/symbolic-fleet';
import type { Template } from '../isolation/template';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import type { RenderedStack } from '../render/rendered-stack';
import { problemList } from '../report/problem-list';
import { ProofCount, proofSummary, verdictText } from '../report/proof-summary';
import type { ProofReport, ProvedVerdict } from '../report/proof-summary';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { fleetSubjects } from './fleet-subjects';
import { loadFleet } from './load-fleet';
import { allStacks, selectStacks } from './select-stacks';

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

export interface ProveOptions {
  readonly fleet: string;
  readonly json: boolean;
  /** Whether every verdict is printed, and not only violations. */
  readonly witness: boolean;
}

/** `multiplex prove [stack]`: proves isolation, and exits with 1 when a rule is missing for something. */
export async function prove(name: string | undefined, options: ProveOptions, host: Host): Promise<ExitCode> {
  const { rootFolder, fleet, diagnostics } = await loadFleet(host, options.fleet);
  host.stderr(problemList(diagnostics));
  if (fleet === undefined) {
    return EXIT.no;
  }
  const selection = selectStacks(allStacks(fleet), name === undefined ? [] : [name]);
  if (selection.kind === 'unknown') {
    host.stderr(`${selection.message}\n`);
    return EXIT.usage;
  }
  const about = name === undefined ? undefined : selection.displayNames[0];
  const concerned = about === undefined ? fleet : stacksAbout(fleet, about);
  const marked = symbolicFleet(concerned);
  const count = new ProofCount();
  const witness: ProvedVerdict[] = [];
  for (const proof of await proofs({ fleet, concerned, marked }, rootFolder)) {
    count.add(proof);
    if (options.witness) {
      witness.push(...proof.verdicts.map((verdict) => ({ subject: proof.subject, ...verdict })));
    }
  }
  const report: ProofReport = {
    ok: count.violations().length === 0,
    ...(about === undefined ? {} : { about }),
    stacks: { tenants: concerned.tenants.length, cells: concerned.cells.length },
    shapes: marked.tenants.length + marked.cells.length,
    everyone: fleet.tenants.length,
    rules: count.rules(),
    violations: count.violations(),
  };
  host.stdout(
    options.json
      ? json(report, options, witness)
      : `${witness.map(verdictText).join('\n')}${proofSummary(report)}`,
  );
  return report.ok ? EXIT.fine : EXIT.no;
}

function json(report: ProofReport, { witness }: ProveOptions, verdicts: readonly ProvedVerdict[]): string {
  return `${JSON.stringify({ ...report, ...(witness ? { verdicts } : {}) }, undefined, 2)}\n`;
}

/** One stack, and with a tenant the cell that it stands in: a neighbour could come in through the cell. */
function stacksAbout(fleet: Fleet, about: string): Fleet {
  const tenants = fleet.tenants.filter(({ id }) =>
    [tenantDisplayName(id), accessDisplayName(id)].includes(about),
  );
  const cells = fleet.cells.filter(
    ({ id }) => cellDisplayName(id) === about || tenants.some(({ cell }) => cell === id),
  );
  return { ...fleet, cells, tenants };
}

interface Fleets {
  /** Everyone who is there. */
  readonly fleet: Fleet;
  /** Those whose stacks are proved. */
  readonly concerned: Fleet;
  /** One of each of their shapes, with marks. */
  readonly marked: Fleet;
}

async function proofs({ fleet, concerned, marked }: Fleets, rootFolder: string): Promise<Iterable<Proof>> {
  const { renderFleet } = await import('../render/render-fleet');
  const { proveFleet } = await import('../isolation/prove-fleet');
  const options = { rootFolder, cacheFolder: join(rootFolder, CACHE_FOLDER) };
  const subjects = (of: Fleet, form: SubjectForm): readonly Subject[] => fleetSubjects(of, form, rootFolder);
  const only = subjects(concerned, 'concrete').map(displayName);
  const stacks = provable(subjects(concerned, 'concrete'), await renderFleet(fleet, { ...options, only }));
  const shapes = provable(subjects(marked, 'symbolic'), await renderFleet(marked, options));
  return (function* inTurn(): Generator<Proof> {
    yield* proveFleet(stacks, subjects(fleet, 'concrete'));
    yield* proveFleet(shapes, subjects(marked, 'symbolic'));
  })();
}

function displayName(subject: Subject): string {
  switch (subject.kind) {
    case 'access':
      return accessDisplayName(subject.tenant);
    case 'cell':
      return cellDisplayName(subject.cell.id);
    case 'tenant':
      return tenantDisplayName(subject.tenant);
  }
}

function provable(subjects: readonly Subject[], rendered: readonly RenderedStack[]): readonly FleetStack[] {
  const templates = new Map(rendered.map((stack) => [stack.displayName, stack.template]));
  return subjects.map((subject) => ({
    subject,
    // A template that was just rendered is an object.
    template: () => JSON.parse(templates.get(displayName(subject)) ?? '{}') as Template,
  }));
}
