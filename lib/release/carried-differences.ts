import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Difference } from './difference';
import { releasePath } from './read-release';
import { FILES, sha256 } from './release-file';
import { parseShapes, shapesText } from './shapes-file';
import type { ShapeOutput } from './shape-output';

/** A shape that was synthesised again, and came out as it was recorded. */
export interface ShapeAgain {
  readonly name: string;
  readonly output: ShapeOutput;
}

interface CarriedRequest {
  readonly version: string;
  /** Text of `golden.json`. */
  readonly golden: string;
  /** Text of `shapes.json`. */
  readonly carried: string;
  /** Every shape that the release recorded, in its order. */
  readonly shapes: readonly ShapeAgain[];
}

/** Names every shape that a release carries otherwise than it comes out. */
export function carriedDifferences({
  version,
  golden,
  carried,
  shapes,
}: CarriedRequest): readonly Difference[] {
  const expected = shapesText(
    golden,
    shapes.map(({ output }) => output),
  );
  if (carried === expected) {
    return [];
  }
  const outputs = parseShapes(golden, carried);
  if (outputs === undefined) {
    const problem = carriedProblem(version, `${FILES.shapes} of release ${version} was edited`);
    return [{ problem, expected: sha256(expected), actual: sha256(carried) }];
  }
  const different = shapes.flatMap(({ name, output }): readonly Difference[] => {
    const found = outputs.outputOf(output.digest);
    const what =
      found === undefined ? 'is not carried' : 'is carried with other packaging than it comes out with';
    const problem = carriedProblem(version, `the shape “${name}” of release ${version} ${what}`, name);
    return found?.packaging === output.packaging ? [] : [{ problem, shape: name }];
  });
  const otherwise = carriedProblem(
    version,
    `${FILES.shapes} of release ${version} is not as a cut writes it`,
  );
  return different.length > 0
    ? different
    : [{ problem: otherwise, expected: sha256(expected), actual: sha256(carried) }];
}

function carriedProblem(version: string, fault: string, value: string = FILES.shapes): Diagnostic {
  return diagnostic({
    code: 'RELEASE-006',
    place: { file: `${releasePath(version)}/${FILES.shapes}` },
    message: `${fault}.`,
    next: `Bring it back as it was committed: git checkout -- ${releasePath(version)}/${FILES.shapes}. Without it, shapes are synthesised, which takes longer.`,
    value,
  });
}
