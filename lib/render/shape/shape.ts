import { createHash } from 'node:crypto';

import type { RenderedStack } from '../rendered-stack';
import { slotValues, slotsOf, withSlots } from './slots';
import type { Json, Slot, SlotKind } from './slots';
import { cutStencil, stamp } from './stencil';
import type { Mark, Stencil } from './stencil';

/** A kind of stack, made once by real synthesis with marks in place of values, and stamped for each stack of its kind. */
export interface Shape {
  readonly slots: readonly Slot[];
  readonly template: Stencil;
  /** All of the stack but its template. The template's own digest is one more value, after those of the slots. */
  readonly rest: Stencil;
}

/** Real synthesis of one input: the reference for what a shape gives. */
export type Synthesize = (input: Json) => RenderedStack;

type Rest = Pick<
  RenderedStack,
  | 'displayName'
  | 'stackName'
  | 'resourceCount'
  | 'stackArtifact'
  | 'assetsArtifact'
  | 'manifestVersion'
  | 'assets'
>;

/** Synthesises the shape of `input` once, with marks. */
export function makeShape(input: Json, synthesize: Synthesize): Shape {
  const slots = slotsOf(input);
  const marks = slots.map(({ kind }, index) => ({ kind, mark: markOf(kind, index) }));
  const marked = withSlots(input, slots, ({ kind }, index) => markValue(kind, marks[index]));
  const { template, digest, ...rest } = synthesize(marked);
  return {
    slots,
    template: cutStencil(template, marks),
    rest: cutStencil(JSON.stringify(rest, undefined, 1), [...marks, { kind: 'text', mark: digest }]),
  };
}

/** The stack of one input, which must be of this shape. */
export function stampShape(
  { slots, template: stencil, rest: restStencil }: Shape,
  input: Json,
): RenderedStack {
  const values = slotValues(input, slots);
  const template = stamp(stencil, values);
  const digest = createHash('sha256').update(template).digest('hex');
  const rest = JSON.parse(stamp(restStencil, [...values, digest])) as Rest;
  return { ...rest, template, digest };
}

/** Marks are ids, so that they may stand wherever an id may; a number's mark is a number nobody configures. */
function markOf(kind: SlotKind, index: number): string {
  return kind === 'number' ? String(7_310_000_000 + index) : `zq${String(index).padStart(3, '0')}qz`;
}

function markValue(kind: SlotKind, mark: Mark | undefined): Json {
  const text = mark?.mark ?? '';
  switch (kind) {
    case 'number':
      return Number(text);
    case 'list':
      return [text];
    case 'text':
    case 'whole':
      return text;
  }
}
