import type { CellInput, TenantInput } from '../blueprint/input';
import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import type { GoldenShape } from './golden-shape';
import type { CarriedOutputs } from './shapes-file';
import type { ShapeOutput } from './shape-output';
import { SilentFeatures } from './silent-features';

/** A stack to be rendered, with marks in the place of values. */
export type MarkedStack =
  | { readonly kind: 'cell'; readonly input: CellInput }
  | { readonly kind: 'tenant'; readonly input: TenantInput };

/** What a release needs to have at hand for its shapes to be found. */
interface Recorded {
  readonly golden: readonly GoldenShape[];
  readonly catalogue: FeatureCatalogue;
  /** Reads `shapes.json`; undefined when it is not there or cannot be used. */
  readonly read: () => CarriedOutputs | undefined;
}

/**
 * The shapes that a release carries with it, each found by its input. Marks follow from where values are, so that the
 * marked inputs of all stacks of a shape are equal. Whatever is not exactly as it was recorded is not found, and is
 * synthesised.
 */
export class CarriedShapes {
  private readonly golden: ReadonlyMap<string, string>;
  private readonly silent: SilentFeatures;
  private readonly read: () => CarriedOutputs | undefined;
  private outputs: { readonly found: CarriedOutputs | undefined } | undefined;

  constructor({ golden, catalogue, read }: Recorded) {
    this.golden = new Map(golden.map((shape) => [keyOf(shape), shape.digest]));
    this.silent = new SilentFeatures(golden, catalogue);
    this.read = read;
  }

  /** What the release gave for stacks like this one when it was cut; undefined when it carries none. */
  outputOf(stack: MarkedStack): ShapeOutput | undefined {
    const digest = this.golden.get(
      keyOf(stack.kind === 'cell' ? stack : { kind: stack.kind, input: this.silent.without(stack.input) }),
    );
    if (digest === undefined) {
      return undefined;
    }
    this.outputs ??= { found: this.read() };
    return this.outputs.found?.outputOf(digest);
  }
}

function keyOf({ kind, input }: MarkedStack): string {
  return `${kind} ${JSON.stringify(input)}`;
}
