import { ID_LENGTH_MAX } from '../../fleet/schema/id';
import type { RenderedStack } from '../rendered-stack';
import { markOf } from './marked-input';
import { makeShape, stampShape } from './shape';
import type { Synthesize } from './shape';
import { slotsOf, withSlots } from './slots';
import type { Json, Slot } from './slots';

/** A place where a stamped stack differs from a synthesised one: the blueprint did not pass a value on as it was. */
export interface ShapeFault {
  readonly part: 'template' | 'manifest';
  /** Number of the first line that differs, from 1. */
  readonly line: number;
  readonly stamped: string;
  readonly synthesized: string;
}

/** Values that are free text, which a client may fill with anything; every other text has the form of an id. */
const FREE_TEXT: ReadonlySet<string> = new Set(['tenant.name']);

/** What trips whoever quotes, cuts, matches or resolves text, the mark of another value included. */
const ODD_TEXT = `"\\" \\n \${AWS::Region} {{x}} é 東京 <&> $& ${markOf('text', ['tenant', 'id'])} `.repeat(
  40,
);

/**
 * Holds a shape against real synthesis with two sets of values that differ in length, alphabet and order from the
 * marks and from each other. A blueprint that branches on a value, sorts by it, cuts, hashes or re-cases it gives
 * something else for at least one of them.
 */
export function checkShape(input: Json, synthesize: Synthesize): readonly ShapeFault[] {
  const { shape } = makeShape(input, synthesize);
  return [shortValue, longValue].flatMap((valueOf) => {
    const other = withSlots(input, slotsOf(input), valueOf);
    return stackFaults(stampShape(shape, other), synthesize(other));
  });
}

/** The first line that differs in the template, and in the rest of the stack; none when the two are the same bytes. */
export function stackFaults(stamped: RenderedStack, synthesized: RenderedStack): readonly ShapeFault[] {
  return [
    ...firstFault('template', stamped.template, synthesized.template),
    ...firstFault('manifest', manifestText(stamped), manifestText(synthesized)),
  ];
}

/** All of a stack but its template, in an order of its own. */
function manifestText(stack: RenderedStack): string {
  const rest = Object.entries(stack)
    .filter(([key]) => key !== 'template')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(rest), undefined, 1);
}

function firstFault(part: ShapeFault['part'], stamped: string, synthesized: string): readonly ShapeFault[] {
  if (stamped === synthesized) {
    return [];
  }
  const [left, right] = [stamped.split('\n'), synthesized.split('\n')];
  const index = left.findIndex((line, at) => line !== right[at]);
  const at = index === -1 ? left.length : index;
  return [{ part, line: at + 1, stamped: left[at] ?? '', synthesized: right[at] ?? '' }];
}

/** Short, and sorted before anything in a template and in the order of the slots. */
function shortValue({ kind, path }: Slot, index: number): Json {
  switch (kind) {
    case 'number':
      return index;
    case 'list':
      return [`a${index}`];
    case 'whole':
      return {};
    case 'text':
      return FREE_TEXT.has(path.join('.')) ? '!' : `a${index}`;
  }
}

/** Long, and sorted after anything in a template and against the order of the slots. */
function longValue({ kind, path }: Slot, index: number): Json {
  const id = `zz${99 - index}-`.padEnd(ID_LENGTH_MAX, 'y');
  switch (kind) {
    case 'number':
      return 987_654_321 - index;
    case 'list':
      return [id, 'a-second', ODD_TEXT];
    case 'whole':
      return { [ODD_TEXT.slice(0, 40)]: [ODD_TEXT, 1, true, { nested: [] }], empty: {} };
    case 'text':
      return FREE_TEXT.has(path.join('.')) ? ODD_TEXT : id;
  }
}
