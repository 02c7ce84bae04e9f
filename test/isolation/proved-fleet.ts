import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { invariant } from '../../lib/diagnostics/invariant';
import { accessSubject, cellSubject, tenantSubject } from '../../lib/isolation/subject';
import type { Subject, SubjectForm } from '../../lib/isolation/subject';
import { renderFleet } from '../../lib/render/render-fleet';
import type { Fleet, Tenant } from '../../lib/fleet/fleet';
import { accessInput, tenantInput } from '../../lib/render/stack-input';
import { symbolicFleet } from '../../lib/isolation/symbolic-fleet';
import { PROJECT, exampleFleet, withAccess } from '../render/example-fleet';
import type { EditableTemplate } from './planting';

/** A stack of a fleet, ready to be proved. */
export interface RenderedSubject {
  readonly displayName: string;
  readonly subject: Subject;
  /** A copy of its own for whoever asks, so that it may be edited. */
  readonly template: () => EditableTemplate;
}

/** Every stack of the example fleet, by what `cdk` calls it. */
export async function exampleStacks(): Promise<ReadonlyMap<string, RenderedSubject>> {
  const { fleet } = await exampleFleet();
  return withCache((cacheFolder) => stacksOf(fleet, 'concrete', cacheFolder));
}

/**
 * Every stack of the example fleet with roles of their own for its tenants, as `with roles: cells/us-1`, and of each kind
 * one with marks in place of values, as `any access`.
 */
export async function stacksWithAccess(): Promise<ReadonlyMap<string, RenderedSubject>> {
  const fleet = withAccess((await exampleFleet()).fleet);
  return withCache(async (cacheFolder) => {
    const concrete = await stacksOf(fleet, 'concrete', cacheFolder);
    const symbolic = await stacksOf(symbolicFleet(fleet), 'symbolic', cacheFolder);
    return new Map([
      ...[...concrete].map(([name, stack]) => [`with roles: ${name}`, stack] as const),
      ...[...symbolic.values()].map((stack) => [`any ${stack.subject.kind}`, stack] as const),
    ]);
  });
}

async function withCache<Result>(work: (cacheFolder: string) => Promise<Result>): Promise<Result> {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'multiplex-cache-'));
  try {
    return await work(cacheFolder);
  } finally {
    rmSync(cacheFolder, { recursive: true });
  }
}

async function stacksOf(
  fleet: Fleet,
  form: SubjectForm,
  cacheFolder: string,
): Promise<ReadonlyMap<string, RenderedSubject>> {
  const rendered = await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder });
  const subjects = subjectsOf(fleet, form);
  return new Map(
    rendered.map(({ displayName, template }) => {
      const subject = subjects.get(displayName);
      invariant(subject !== undefined, `${displayName} is of the fleet`);
      return [
        displayName,
        { displayName, subject, template: () => JSON.parse(template) as EditableTemplate },
      ];
    }),
  );
}

function subjectsOf(fleet: Fleet, form: SubjectForm): ReadonlyMap<string, Subject> {
  const accessOf = (tenant: Tenant): readonly (readonly [string, Subject])[] => {
    const cell = fleet.cells.find(({ id }) => id === tenant.cell);
    const input = cell === undefined ? undefined : accessInput(fleet, cell, tenant);
    return input === undefined ? [] : [[`access/${tenant.id}`, accessSubject(input, form)]];
  };
  return new Map<string, Subject>([
    ...fleet.cells.map(
      (cell) => [`cells/${cell.id}`, cellSubject({ fleet: fleet.name, cell }, form)] as const,
    ),
    ...fleet.tenants.flatMap(accessOf),
    ...fleet.tenants.map(
      (tenant) => [`tenants/${tenant.id}`, tenantSubject(tenantInput(fleet, tenant, PROJECT), form)] as const,
    ),
  ]);
}
