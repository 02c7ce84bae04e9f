import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { listText } from '../diagnostics/suggest';
import type { ShapeInput } from '../release/golden-shape';
import type { Blueprint } from '../release/release';
import { synthesizeShape } from './golden-shapes';

/**
 * What the CDK's own rules find wrong with the templates of these stacks. A fault that is the same in many is reported
 * once, with the first of them.
 */
export async function findSampleFaults(
  blueprint: Blueprint,
  samples: readonly ShapeInput[],
): Promise<readonly Diagnostic[]> {
  const { findFaultsInTemplates } = await import('../blueprint/validate-template');
  const folder = mkdtempSync(join(tmpdir(), 'multiplex-'));
  try {
    const names = new Map(
      samples.map((sample, index) => {
        const path = join(folder, `sample-${index}.template.json`);
        writeFileSync(path, synthesizeShape(blueprint, sample).template);
        return [path, sample.name];
      }),
    );
    const problems = new Map<string, Diagnostic>();
    for (const fault of findFaultsInTemplates([...names.keys()])) {
      const { rule, description, resources, templatePaths } = fault;
      const where = resources.length === 0 ? '' : ` at ${listText([...new Set(resources)])}`;
      const name = templatePaths.map((path) => names.get(path)).find((found) => found !== undefined);
      const key = `${rule} ${description} ${where}`;
      const found = diagnostic({
        code: 'RENDER-001',
        place: { file: 'lib/blueprint' },
        message: `the shape “${name ?? 'any'}” breaks rule ${rule} of the CDK${where}: ${description}.`,
        next: 'Correct the blueprint.',
        value: rule,
      });
      problems.set(key, problems.get(key) ?? found);
    }
    return [...problems.values()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
