import { createHash } from 'node:crypto';

import type { RenderedStack } from '../rendered-stack';
import { markedInput } from './marked-input';
import { slotValues } from './slots';
import type { Json, Slot } from './slots';
import { cutStencil, stamp } from './stencil';
import type { Mark, Stencil } from './stencil';

/** A kind of stack, made once by real synthesis with marks in place of values, and stamped for each stack of its kind. */
export interface Shape {
  readonly slots: readonly Slot[];
  readonly template: Stencil;
  /** The other texts. The template's own digest is one more value in them, after those of the slots. */
  readonly assets: Stencil;
  readonly artifacts: Stencil;
  /** What is no text of its own, as JSON. */
  readonly facts: Stencil;
}

/** Real synthesis of one input: the reference for what a shape gives. */
export type Synthesize = (input: Json) => RenderedStack;

type Facts = Omit<RenderedStack, 'template' | 'digest' | 'assets' | 'artifacts'>;

/** Synthesises the shape of `input` once, with marks. */
export function makeShape(input: Json, synthesize: Synthesize): Shape {
  const { slots, marks, input: marked } = markedInput(input);
  const { template, digest, assets, artifacts, ...facts } = synthesize(marked);
  const withDigest: readonly Mark[] = [...marks, { kind: 'text', mark: digest }];
  return {
    slots,
    template: cutStencil(template, marks),
    assets: cutStencil(assets, withDigest),
    artifacts: cutStencil(artifacts, withDigest),
    facts: cutStencil(JSON.stringify(facts), marks),
  };
}

/** The stack of one input, which must be of this shape. */
export function stampShape(shape: Shape, input: Json): RenderedStack {
  const values = slotValues(input, shape.slots);
  const template = stamp(shape.template, values);
  const digest = createHash('sha256').update(template).digest('hex');
  const withDigest = [...values, digest];
  return {
    ...(JSON.parse(stamp(shape.facts, values)) as Facts),
    template,
    digest,
    assets: stamp(shape.assets, withDigest),
    artifacts: stamp(shape.artifacts, withDigest),
  };
}
