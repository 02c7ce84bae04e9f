import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { invariant } from '../../lib/diagnostics/invariant';
import { cellSubject, tenantSubject } from '../../lib/isolation/subject';
import type { Subject } from '../../lib/isolation/subject';
import { renderFleet } from '../../lib/render/render-fleet';
import { tenantInput } from '../../lib/render/stack-input';
import { PROJECT, exampleFleet } from '../render/example-fleet';
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
  const cacheFolder = mkdtempSync(join(tmpdir(), 'multiplex-cache-'));
  try {
    const rendered = await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder });
    const subjects = new Map<string, Subject>([
      ...fleet.cells.map((cell) => [`cells/${cell.id}`, cellSubject({ fleet: fleet.name, cell })] as const),
      ...fleet.tenants.map(
        (tenant) => [`tenants/${tenant.id}`, tenantSubject(tenantInput(fleet, tenant, PROJECT))] as const,
      ),
    ]);
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
  } finally {
    rmSync(cacheFolder, { recursive: true });
  }
}
