import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { firstLine } from '../diagnostics/first-line';
import { ProblemError } from '../diagnostics/problem-error';
import { carriedDifferences } from './carried-differences';
import type { ShapeAgain } from './carried-differences';
import { describeBlueprint } from './compiled-blueprint';
import type { CompiledBlueprint } from './compiled-blueprint';
import { bringBack, editedFile, misstated } from './difference';
import type { Difference } from './difference';
import type { GoldenShape } from './golden-shape';
import { blueprintRuntime } from './open-release';
import { readEditedFiles, readGolden, readReleaseFile, readShapeTexts, releasePath } from './read-release';
import type { CdkInUse } from './release';
import { FILES } from './release-file';
import type { ReleaseFile } from './release-file';
import type { ShapeOutput } from './shape-output';
import type { ShapeSynthesis } from './shape-synthesis';
import { silentDifferences } from './silent-differences';
import { unvouched } from './unvouched';
import { verifySources } from './verify-sources';
import type { SourcesVerdict } from './verify-sources';

/** What came out when all of a release that can be made again was made again. */
export interface Verification {
  readonly version: string;
  readonly differences: readonly Difference[];
  /** Shapes that were synthesised again. */
  readonly shapes: number;
  readonly sources: SourcesVerdict;
}

export interface VerifyRequest {
  readonly version: string;
  /** Absolute path. */
  readonly projectFolder: string;
  readonly synthesize: ShapeSynthesis;
}

/** Makes a release again, as far as that can be done here, and names everything that differs from what it records. */
export async function verifyRelease(request: VerifyRequest): Promise<Verification> {
  const { version, projectFolder } = request;
  let about: ReleaseFile;
  try {
    about = readReleaseFile(projectFolder, version);
  } catch (error) {
    if (error instanceof ProblemError) {
      return {
        version,
        differences: error.diagnostics.map((problem) => ({ problem })),
        shapes: 0,
        sources: { kind: 'not-compared', why: 'its release.json cannot be read' },
      };
    }
    throw error;
  }
  const files = readEditedFiles(projectFolder, about).map((file) => editedFile(version, file));
  const { cdk, load } = blueprintRuntime(about, projectFolder);
  const blueprint = tryLoad(version, load);
  const shapes =
    blueprint.kind === 'loaded'
      ? allShapeDifferences({ ...request, cdk, blueprint: blueprint.value }, about)
      : NO_SHAPES;
  const { verdict, differences: ofSources } = await verifySources(about, projectFolder);
  return {
    version,
    differences: [
      ...files,
      ...(blueprint.kind === 'loaded'
        ? statedDifferences(request, about, cdk, blueprint.value)
        : [{ problem: blueprint.problem }]),
      ...shapes.differences,
      ...ofSources,
    ],
    shapes: shapes.count,
    sources: verdict,
  };
}

type Loaded =
  | { readonly kind: 'loaded'; readonly value: CompiledBlueprint }
  | { readonly kind: 'broken'; readonly problem: Diagnostic };

function tryLoad(version: string, load: () => CompiledBlueprint): Loaded {
  try {
    return { kind: 'loaded', value: load() };
  } catch (error) {
    const broken = diagnostic({
      code: 'RELEASE-003',
      place: { file: `${releasePath(version)}/${FILES.blueprint}` },
      message: `the blueprint of release ${version} cannot be loaded: ${firstLine(error)}.`,
      next: bringBack(version),
      value: FILES.blueprint,
    });
    return { kind: 'broken', problem: saidBy(error) ?? broken };
  }
}

/** What `release.json` says of the blueprint; with other packages it may word the same things otherwise. */
function statedDifferences(
  { version }: VerifyRequest,
  about: ReleaseFile,
  cdk: CdkInUse,
  blueprint: CompiledBlueprint,
): readonly Difference[] {
  const stated = { features: about.features, contract: about.contract };
  const isSaid =
    cdk.kind === 'other' || JSON.stringify(describeBlueprint(blueprint)) === JSON.stringify(stated);
  return isSaid ? [] : [misstated(version, 'features and contract are not those of its blueprint')];
}

export interface ShapesRequest extends VerifyRequest {
  readonly cdk: CdkInUse;
  readonly blueprint: CompiledBlueprint;
}

/** The same of everything that is recorded of shapes. */
function allShapeDifferences(request: ShapesRequest, about: ReleaseFile): ShapesVerification {
  const { version, projectFolder, cdk } = request;
  const ofShapes = shapeDifferences(request);
  // Whatever differs already differs here as well; and another CDK may word what is beside a template otherwise.
  if (ofShapes.differences.length > 0 || cdk.kind === 'other') {
    return ofShapes;
  }
  const golden = readGolden(projectFolder, version) ?? [];
  const ofSilent = silentDifferences({ ...request, golden, catalogue: about.features });
  const texts = readShapeTexts(projectFolder, version);
  const ofCarried =
    texts === undefined ? [] : carriedDifferences({ version, ...texts, shapes: ofShapes.again });
  return { ...ofShapes, differences: [...ofSilent, ...ofCarried] };
}

/** Of a blueprint that cannot be loaded. */
const NO_SHAPES: ShapesVerification = { count: 0, differences: [], again: [] };

interface ShapesVerification {
  readonly count: number;
  readonly differences: readonly Difference[];
  /** Those that came out as they are recorded. */
  readonly again: readonly ShapeAgain[];
}

/** Synthesises every shape of a release again, and names those that come out otherwise. */
export function shapeDifferences(request: ShapesRequest): ShapesVerification {
  // That a file is not as it was recorded is said elsewhere.
  const shapes = readGolden(request.projectFolder, request.version) ?? [];
  const again: ShapeAgain[] = [];
  const differences: Difference[] = [];
  for (const shape of shapes) {
    const made = makeAgain(request, shape);
    if ('problem' in made) {
      differences.push(made);
    } else {
      again.push(made);
    }
  }
  return { count: shapes.length, differences, again };
}

function makeAgain(
  { version, synthesize, cdk, blueprint }: ShapesRequest,
  shape: GoldenShape,
): ShapeAgain | Difference {
  const { name, digest: expected } = shape;
  let output: ShapeOutput;
  try {
    output = synthesize(blueprint, shape);
  } catch (error) {
    const problem = saidBy(error) ?? shapeProblem(version, name, `fails: ${firstLine(error)}`);
    return { problem, shape: name, expected };
  }
  const { digest: actual } = output;
  if (actual === expected) {
    return { name, output };
  }
  const made = { displayName: name, digest: actual };
  const problem =
    unvouched({ version, golden: new Set([expected]), cdk }, made) ??
    shapeProblem(version, name, `comes out as ${actual}, and ${expected} is recorded`);
  return { problem, shape: name, expected, actual };
}

function shapeProblem(version: string, name: string, what: string): Diagnostic {
  return diagnostic({
    code: 'RELEASE-003',
    place: { file: `${releasePath(version)}/${FILES.golden}` },
    message: `the shape “${name}” of release ${version} ${what}.`,
    next: bringBack(version),
    value: name,
  });
}

/** The problem that an error carries out, where it is one of the world's. */
function saidBy(error: unknown): Diagnostic | undefined {
  return error instanceof ProblemError ? error.diagnostics[0] : undefined;
}
