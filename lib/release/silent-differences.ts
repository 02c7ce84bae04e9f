import { diagnostic } from '../diagnostics/diagnostic';
import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import { bringBack } from './difference';
import type { Difference } from './difference';
import type { GoldenShape } from './golden-shape';
import { releasePath } from './read-release';
import type { Blueprint } from './release';
import { FILES } from './release-file';
import type { ShapeSynthesis } from './shape-synthesis';
import { SilentFeatures } from './silent-features';

interface SilentRequest {
  readonly version: string;
  readonly golden: readonly GoldenShape[];
  readonly catalogue: FeatureCatalogue;
  readonly blueprint: Blueprint;
  readonly synthesize: ShapeSynthesis;
}

/**
 * Synthesises every tenant shape with all features on that show in no shape, and names those that come out otherwise: a
 * tenant with such a feature must not be rendered as one without.
 */
export function silentDifferences({
  version,
  golden,
  catalogue,
  blueprint,
  synthesize,
}: SilentRequest): readonly Difference[] {
  const silent = new SilentFeatures(golden, catalogue);
  return golden.flatMap((shape): readonly Difference[] => {
    const input = shape.kind === 'tenant' ? silent.withAll(shape.input) : undefined;
    if (input === undefined) {
      return [];
    }
    const { name, digest: expected } = shape;
    const { digest: actual } = synthesize(blueprint, { name, kind: 'tenant', input });
    const names = Object.keys(input.tenant.features);
    const problem = diagnostic({
      code: 'RELEASE-003',
      place: { file: `${releasePath(version)}/${FILES.golden}` },
      message: `the shape “${name}” of release ${version} comes out as ${actual} with features that no shape has (${names.join(', ')} are on), and ${expected} is recorded.`,
      next: bringBack(version),
      value: name,
    });
    return actual === expected ? [] : [{ problem, shape: name, expected, actual }];
  });
}
