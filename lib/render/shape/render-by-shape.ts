import type { RenderedStack } from '../rendered-stack';
import { makeShape, stampShape } from './shape';
import type { Shape } from './shape';
import { shapeKey } from './slots';
import type { Json } from './slots';

/**
 * Renders stacks of one release and kind. Each shape is synthesised once; every stack of it is stamped. The inputs are
 * plain data, and what comes out is, byte for byte, what `synthesize` would give for each of them.
 */
export function renderByShape<Input extends object>(
  inputs: readonly Input[],
  synthesize: (input: Input) => RenderedStack,
): readonly RenderedStack[] {
  const shapes = new Map<string, Shape>();
  return inputs.map((input) => {
    // Inputs are plain data, and a marked one has the structure of the one it was made from.
    const data = input as Json;
    const key = shapeKey(data);
    const shape = shapes.get(key) ?? makeShape(data, (marked) => synthesize(marked as Input));
    shapes.set(key, shape);
    return stampShape(shape, data);
  });
}
