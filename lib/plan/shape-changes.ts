import type { Shape } from '../render/shape/shape';
import { markOf, markValue } from '../render/shape/marked-input';
import type { SlotKind } from '../render/shape/slots';
import { cutStencil, stamp, StampValues } from '../render/shape/stencil';
import type { Mark, Stencil } from '../render/shape/stencil';
import { judgedParts } from './judged-parts';
import type { Template } from './refusals/compared-stack';
import { resourceChanges } from './resource-changes';
import type { TemplateChanges } from './resource-changes';
import type { StackSide, StampedFrom } from './stack-pair';
import type { Json } from './value-changes';

/** What differs between two templates, and as much of both as can be refused for it. */
export interface ComparedTemplates {
  /** Whole templates, or at least all of them that a change can be refused for. */
  readonly before: Template;
  readonly after: Template;
  readonly changes: TemplateChanges;
}

/** Compares two whole templates. */
export function compareTemplates(before: Template, after: Template): ComparedTemplates {
  return { before, after, changes: resourceChanges(before, after) };
}

/** More would be a fleet whose changes all differ, of which nothing is gained by keeping them. */
const COMPARED_MAX = 1_000;

/** A comparison of two shapes, to be stamped with the values of a stack. */
interface PairStencil {
  readonly before: Stencil;
  readonly after: Stencil;
  readonly changes: Stencil;
}

/** Two shapes, side by side. */
interface ShapePair {
  readonly slots: readonly SlotPair[];
  /** By the indexes of the slots whose values differ; undefined where a comparison is not for all values. */
  readonly stencils: Map<string, PairStencil | undefined>;
}

/**
 * Compares stacks that were stamped from shapes. Of stacks that go from one shape to another with the same values changed,
 * marks are compared in place of values, once for all, and the outcome is stamped. Values pass into a template
 * unchanged, so equal marks are equal values; where other marks turn out to be equal values, or a change is inside a
 * value, the templates themselves are compared.
 */
export class ShapeChanges {
  private readonly pairs = new Map<string, ShapePair>();
  /** Most stacks of a pair come out the same, and a fleet has many. */
  private readonly compared = new Map<string, ComparedTemplates | undefined>();

  /** Stacks that come out the same have the very same object. */
  compare(before: StackSide, after: StackSide): ComparedTemplates {
    return (
      this.compareShapes(before.stamped, after.stamped) ??
      compareTemplates(templateOf(before), templateOf(after))
    );
  }

  private compareShapes(
    before: StampedFrom | undefined,
    after: StampedFrom | undefined,
  ): ComparedTemplates | undefined {
    if (before === undefined || after === undefined || before.shape.id === '' || after.shape.id === '') {
      return undefined;
    }
    const pair = this.pairOf(before.shape, after.shape);
    const differing = differingSlots(pair.slots, before.values, after.values);
    const stencil =
      differing === undefined ? undefined : stencilOf(pair, before.shape, after.shape, differing);
    return stencil === undefined
      ? undefined
      : this.stamped(stencil, new StampValues([...before.values, ...after.values]));
  }

  private pairOf(before: Shape, after: Shape): ShapePair {
    const key = `${before.id} ${after.id}`;
    const pair = this.pairs.get(key) ?? { slots: slotPairs(before, after), stencils: new Map() };
    this.pairs.set(key, pair);
    return pair;
  }

  private stamped(stencil: PairStencil, values: StampValues): ComparedTemplates | undefined {
    const texts = [stencil.before, stencil.after, stencil.changes].map((part) => stamp(part, values));
    const key = texts.join('\0');
    if (!this.compared.has(key)) {
      if (this.compared.size === COMPARED_MAX) {
        this.compared.clear();
      }
      this.compared.set(key, parsedComparison(texts));
    }
    return this.compared.get(key);
  }
}

/** Undefined when what is said to change does not. */
function parsedComparison([before = '', after = '', stamped = '']: readonly string[]):
  | ComparedTemplates
  | undefined {
  const changes = JSON.parse(stamped) as TemplateChanges;
  return hasVoidChange(changes)
    ? undefined
    : { before: JSON.parse(before) as Template, after: JSON.parse(after) as Template, changes };
}

function stencilOf(
  { stencils }: ShapePair,
  before: Shape,
  after: Shape,
  differing: readonly number[],
): PairStencil | undefined {
  const key = differing.join(',');
  if (!stencils.has(key)) {
    stencils.set(key, cutPair(before, after, new Set(differing)));
  }
  return stencils.get(key);
}

/** The slots of one place in two shapes, by their indexes. */
interface SlotPair {
  /** Undefined where the earlier shape has none of the same kind. */
  readonly before: number | undefined;
  /** Undefined where the later shape has none. */
  readonly after: number | undefined;
  /** Whether one of them holds more than a text or a number, and so changes in its parts. */
  readonly hasParts: boolean;
}

function slotPairs(before: Shape, after: Shape): readonly SlotPair[] {
  const had = new Map(before.slots.map(({ path, kind }, index) => [path.join('/'), { kind, index }]));
  const pairs = after.slots.map(({ path, kind }, index): SlotPair => {
    const key = path.join('/');
    const earlier = had.get(key);
    had.delete(key);
    return {
      before: earlier?.kind === kind ? earlier.index : undefined,
      after: index,
      hasParts: hasParts(kind) || (earlier !== undefined && hasParts(earlier.kind)),
    };
  });
  const gone = [...had.values()].map(({ kind, index }): SlotPair => ({
    before: index,
    after: undefined,
    hasParts: hasParts(kind),
  }));
  return [...pairs, ...gone];
}

/**
 * Slots of the later shape that the earlier one does not have with the same value, by their index; undefined when one of
 * them changes in its parts.
 */
function differingSlots(
  pairs: readonly SlotPair[],
  was: StampedFrom['values'],
  is: StampedFrom['values'],
): readonly number[] | undefined {
  const differing: number[] = [];
  for (const pair of pairs) {
    const { before, after } = pair;
    if (before === undefined || after === undefined || !isSameValue(was[before], is[after])) {
      if (pair.hasParts) {
        return undefined;
      }
      if (after !== undefined) {
        differing.push(after);
      }
    }
  }
  return differing;
}

function hasParts(kind: SlotKind): boolean {
  return kind === 'whole' || kind === 'list';
}

function isSameValue(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** Undefined when the outcome would not be the same for all values. */
function cutPair(before: Shape, after: Shape, differing: ReadonlySet<number>): PairStencil | undefined {
  const had = before.slots.map(({ kind, path }): Mark => ({ kind, mark: markOf(kind, path) }));
  const has = after.slots.map(({ kind, path }, index): Mark => ({
    kind,
    mark: markOf(kind, differing.has(index) ? ['after', ...path] : path),
  }));
  const [was, is] = [markedTemplate(before, had), markedTemplate(after, has)];
  const marks = [...had, ...has.map((mark, index) => (differing.has(index) ? mark : UNUSED))];
  const changes = JSON.stringify(resourceChanges(was, is), undefined, 1);
  const parts = judgedParts(was, is);
  const stencil = {
    before: cutStencil(JSON.stringify(parts.before, undefined, 1), marks),
    after: cutStencil(JSON.stringify(parts.after, undefined, 1), marks),
    changes: cutStencil(changes, marks),
  };
  return isForAllValues(stencil, marks) ? stencil : undefined;
}

/** Stands where the same mark stands for a value of both shapes. */
const UNUSED: Mark = { kind: 'text', mark: 'zqunusedqz' };

function markedTemplate({ template, slots }: Shape, marks: readonly Mark[]): Template {
  const values = slots.map(({ kind }, index) => markValue(kind, marks[index]?.mark ?? ''));
  return JSON.parse(stamp(template, new StampValues(values))) as Template;
}

/** Whether every mark stands where its value can be put: not in a path, and of a list not in the place of an item. */
function isForAllValues({ changes }: PairStencil, marks: readonly Mark[]): boolean {
  const isWhole = changes.holes.every(
    ({ value, fills }) => marks[value]?.kind !== 'list' || fills === 'value',
  );
  const anyMark = new RegExp(marks.map(({ mark }) => mark).join('|') || '(?!)');
  const marked = stamp(changes, new StampValues(marks.map(({ mark }) => mark)));
  return isWhole && namesIn(JSON.parse(marked) as TemplateChanges).every((name) => !anyMark.test(name));
}

function namesIn({ resources, ...sections }: TemplateChanges): readonly string[] {
  return [
    ...resources.flatMap(({ logicalId, type, properties }) => [
      logicalId,
      type,
      ...properties.map(({ path }) => path),
    ]),
    ...Object.values(sections).flatMap((changes) => changes.map(({ path }) => path)),
  ];
}

/** Whether something is said to change that comes out as it was. */
function hasVoidChange({ resources, ...sections }: TemplateChanges): boolean {
  return [...resources.map(({ properties }) => properties), ...Object.values(sections)]
    .flat()
    .some(
      ({ before, after }) =>
        before !== undefined && after !== undefined && JSON.stringify(before) === JSON.stringify(after),
    );
}

function templateOf({ rendered }: StackSide): Template {
  return JSON.parse(rendered.template) as Template;
}
