import { createHash } from 'node:crypto';

import { slotsOf, withSlots } from './slots';
import type { Json, Slot, SlotKind } from './slots';
import type { Mark } from './stencil';

/** An input of a shape with a mark in the place of each value, so that what became of the value can be found. */
export interface MarkedInput {
  readonly slots: readonly Slot[];
  /** One for each slot, in their order. */
  readonly marks: readonly Mark[];
  readonly input: Json;
}

/** A number nobody configures, of which every numeric mark is a little more. */
const NUMBER_MARK_BASE = 7_310_000_000;
const NUMBER_MARKS = 100_000_000;

/**
 * Marks are ids, so that they may stand wherever an id may. Each follows from the place of its value alone: what a
 * release gives for a marked input stays the same when inputs get further values that it does not know.
 */
export function markedInput(input: Json): MarkedInput {
  const slots = slotsOf(input);
  const marks = slots.map(({ kind, path }) => ({ kind, mark: markOf(kind, path) }));
  return {
    slots,
    marks,
    input: withSlots(input, slots, ({ kind }, index) => markValue(kind, marks[index]?.mark ?? '')),
  };
}

/** What stands for the value at `path`. */
export function markOf(kind: SlotKind, path: readonly string[]): string {
  const digest = createHash('sha256').update(path.join('/')).digest();
  return kind === 'number'
    ? String(NUMBER_MARK_BASE + (digest.readUInt32BE(0) % NUMBER_MARKS))
    : `zq${digest.toString('hex', 0, 5)}qz`;
}

/** The mark as a value of its kind. */
export function markValue(kind: SlotKind, mark: string): Json {
  switch (kind) {
    case 'number':
      return Number(mark);
    case 'list':
      return [mark];
    case 'text':
    case 'whole':
      return mark;
  }
}
