import type { ShapeInput } from './golden-shape';
import type { Blueprint } from './release';
import type { ShapeOutput } from './shape-output';

/** Synthesises a shape with a blueprint. */
export type ShapeSynthesis = (blueprint: Blueprint, shape: ShapeInput) => ShapeOutput;
