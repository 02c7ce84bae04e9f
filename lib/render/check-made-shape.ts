import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TemplateFault } from '../blueprint/validate-template';
import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { listText } from '../diagnostics/suggest';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import { releasePath } from '../release/read-release';
import type { Release } from '../release/release';
import { unvouched } from '../release/unvouched';
import type { RenderedStack } from './rendered-stack';

/** A shape that was just made by real synthesis. */
export interface ShapeMade {
  /** SHA-256 of the template with marks for values. */
  readonly markedDigest: string;
  /** The first stack that is of this shape. A rule may know what a domain looks like, which a mark does not. */
  readonly first: RenderedStack;
}

/**
 * Checks a shape once, for all stacks that will be stamped from it: that its release may give it, and that its template
 * is one that CloudFormation takes. What a release was checked for when it was cut is not checked again.
 *
 * @throws ProblemError when none of its stacks may be rendered.
 */
export async function checkMadeShape(release: Release, { markedDigest, first }: ShapeMade): Promise<void> {
  const refusal = unvouched(release, { displayName: first.displayName, digest: markedDigest });
  if (refusal !== undefined) {
    throw new ProblemError([refusal]);
  }
  if (release.golden.has(markedDigest)) {
    return;
  }
  const faults = await templateFaults(first.template);
  if (faults.length > 0) {
    throw new ProblemError(faults.map((fault) => templateProblem(release.version, first.displayName, fault)));
  }
}

async function templateFaults(template: string): Promise<readonly TemplateFault[]> {
  const { findTemplateFaults } = await import('../blueprint/validate-template');
  const folder = mkdtempSync(join(tmpdir(), 'multiplex-'));
  try {
    const path = join(folder, 'shape.template.json');
    writeFileSync(path, template);
    return findTemplateFaults(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function templateProblem(version: string, displayName: string, fault: TemplateFault): Diagnostic {
  const { rule, description, resources } = fault;
  const isNext = version === NEXT_RELEASE;
  const where = resources.length === 0 ? '' : ` at ${listText(resources)}`;
  return diagnostic({
    code: 'RENDER-001',
    place: { file: isNext ? 'lib/blueprint' : releasePath(version) },
    message: `the template of ${displayName} breaks rule ${rule} of the CDK${where}: ${description}.`,
    next: isNext ? 'Correct the blueprint.' : 'Correct the blueprint, cut a release, and pin that.',
    value: rule,
  });
}
