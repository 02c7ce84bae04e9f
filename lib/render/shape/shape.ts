import { hash } from 'node:crypto';

import { invariant } from '../../diagnostics/invariant';
import type { RenderedStack } from '../rendered-stack';
import { markedInput } from './marked-input';
import type { MarkedInput } from './marked-input';
import { slotValues } from './slots';
import type { Json, Slot } from './slots';
import { cutStencil, stamp, StampValues } from './stencil';
import type { Mark, Stencil } from './stencil';

/** A kind of stack, made once by real synthesis with marks in place of values, and stamped for each stack of its kind. */
export interface Shape {
  /** Tells the shape from every other, those of other releases and other code included. */
  readonly id: string;
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

/** A shape, and the stack of marked values that it was cut from. */
export interface MadeShape {
  readonly shape: Shape;
  readonly marked: RenderedStack;
}

interface EncodedStack {
  readonly stack: RenderedStack;
  /** The stack's template as UTF-8. */
  readonly templateBytes: Buffer;
}

/** Synthesises the shape of `input` once, with marks. */
export function makeShape(input: Json, synthesize: Synthesize): MadeShape {
  const marks = markedInput(input);
  const marked = synthesize(marks.input);
  return { shape: cutShape(marks, marked), marked };
}

/** Cuts a shape from the stack of marked values. */
export function cutShape({ slots, marks }: MarkedInput, marked: RenderedStack, id = ''): Shape {
  const { template, digest, assets, artifacts, ...facts } = marked;
  const withDigest: readonly Mark[] = [...marks, { kind: 'text', mark: digest }];
  return {
    id,
    slots,
    template: cutStencil(template, marks),
    assets: cutStencil(assets, withDigest),
    artifacts: cutStencil(artifacts, withDigest),
    facts: cutStencil(JSON.stringify(facts), marks),
  };
}

/** The stack of one input, which must be of this shape. */
export function stampShape(shape: Shape, input: Json): RenderedStack {
  return stampWith(shape, input, (template) => hash('sha256', template));
}

/** The same, for whoever writes it: a template is long, and is encoded once for its digest and its file. */
export function stampBytes(shape: Shape, input: Json): EncodedStack {
  let templateBytes: Buffer | undefined;
  const stack = stampWith(shape, input, (template) => {
    templateBytes = Buffer.from(template);
    return hash('sha256', templateBytes);
  });
  invariant(templateBytes !== undefined, 'the digest of a template is that of its bytes');
  return { stack, templateBytes };
}

function stampWith(shape: Shape, input: Json, digestOf: (template: string) => string): RenderedStack {
  const values = slotValues(input, shape.slots);
  const ofTemplate = new StampValues(values);
  const template = stamp(shape.template, ofTemplate);
  const digest = digestOf(template);
  const withDigest = new StampValues([...values, digest]);
  return {
    ...(JSON.parse(stamp(shape.facts, ofTemplate)) as Facts),
    template,
    digest,
    assets: stamp(shape.assets, withDigest),
    artifacts: stamp(shape.artifacts, withDigest),
  };
}
