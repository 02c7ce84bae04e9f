import type { Shape } from '../render/shape/shape';
import { markOf, markValue } from '../render/shape/marked-input';
import type { SlotKind } from '../render/shape/slots';
import { cutStencil, stamp, StampValues } from '../render/shape/stencil';
import type { Mark, Stencil } from '../render/shape/stencil';
import { mapping, text } from './refusals/compared-stack';
import type { Template } from './refusals/compared-stack';
import { resourceChanges } from './resource-changes';
import type { TemplateChanges } from './resource-changes';
import type { StackSide, StampedFrom } from './stack-pair';
import type { Json } from './value-changes';

/** What differs between two templates, and as much of both as can be refused for it. */
export interface ComparedTemplates {
  /** Whole templates, or at least every resource that differs or that others are judged by. */
  readonly before: Template;
  readonly after: Template;
  readonly changes: TemplateChanges;
}

/** Compares two whole templates. */
export function compareTemplates(before: Template, after: Template): ComparedTemplates {
  return { before, after, changes: resourceChanges(before, after) };
}

/** More would be a fleet whose changes all differ, of which nothing is gained by keeping them. */
const PARSED_MAX = 1_000;

/** A comparison of two shapes, to be stamped with the values of a stack. */
interface PairStencil {
  readonly before: Stencil;
  readonly after: Stencil;
  readonly changes: Stencil;
}

/**
 * Compares stacks that were stamped from shapes. Of stacks that go from one shape to another with the same values changed,
 * marks are compared in place of values, once for all, and the outcome is stamped. Values pass into a template
 * unchanged, so equal marks are equal values; where other marks turn out to be equal values, or a change is inside a
 * value, the templates themselves are compared.
 */
export class ShapeChanges {
  private readonly pairs = new Map<string, PairStencil | undefined>();
  /** Most stacks of a pair come out the same, and a fleet has many. */
  private readonly parsed = new Map<string, TemplateChanges>();

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
    const differing = differingSlots(before, after);
    const stencil =
      differing === undefined ? undefined : this.stencilOf(before.shape, after.shape, differing);
    if (stencil === undefined) {
      return undefined;
    }
    const values = new StampValues([...before.values, ...after.values]);
    const changes = this.parse(stamp(stencil.changes, values));
    return hasVoidChange(changes)
      ? undefined
      : {
          before: JSON.parse(stamp(stencil.before, values)) as Template,
          after: JSON.parse(stamp(stencil.after, values)) as Template,
          changes,
        };
  }

  private stencilOf(before: Shape, after: Shape, differing: readonly number[]): PairStencil | undefined {
    const key = `${before.id} ${after.id} ${differing.join(',')}`;
    if (!this.pairs.has(key)) {
      this.pairs.set(key, cutPair(before, after, new Set(differing)));
    }
    return this.pairs.get(key);
  }

  private parse(stamped: string): TemplateChanges {
    const known = this.parsed.get(stamped);
    if (known !== undefined) {
      return known;
    }
    if (this.parsed.size === PARSED_MAX) {
      this.parsed.clear();
    }
    const parsed = JSON.parse(stamped) as TemplateChanges;
    this.parsed.set(stamped, parsed);
    return parsed;
  }
}

/**
 * Slots of the later shape that the earlier one does not have with the same value, by their index; undefined when one of
 * them holds more than a text or a number, and so changes in its parts.
 */
function differingSlots(before: StampedFrom, after: StampedFrom): readonly number[] | undefined {
  const had = slotsByPath(before);
  const differing: number[] = [];
  for (const [index, { path, kind }] of after.shape.slots.entries()) {
    const key = path.join('/');
    const earlier = had.get(key);
    had.delete(key);
    if (earlier?.kind !== kind || !isSameValue(earlier.value, after.values[index])) {
      if (hasParts(kind) || (earlier !== undefined && hasParts(earlier.kind))) {
        return undefined;
      }
      differing.push(index);
    }
  }
  return [...had.values()].some(({ kind }) => hasParts(kind)) ? undefined : differing;
}

interface SlotValue {
  readonly kind: SlotKind;
  readonly value: Json | undefined;
}

function slotsByPath({ shape, values }: StampedFrom): Map<string, SlotValue> {
  return new Map(
    shape.slots.map(({ path, kind }, index) => [path.join('/'), { kind, value: values[index] }]),
  );
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
  const ids = idsToJudge(was, is);
  const stencil = {
    before: cutStencil(JSON.stringify({ Resources: picked(was, ids) }, undefined, 1), marks),
    after: cutStencil(JSON.stringify({ Resources: picked(is, ids) }, undefined, 1), marks),
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

/** Types by which others are judged: a host that one resource loses may be of another as well. */
const JUDGED_BY: ReadonlySet<string> = new Set([
  'AWS::CloudFront::Distribution',
  'AWS::Route53::RecordSet',
  'AWS::SSM::Parameter',
]);

/** Resources that differ, and those that others are judged by. */
function idsToJudge(was: Template, is: Template): ReadonlySet<string> {
  const [before, after] = [mapping(was['Resources']), mapping(is['Resources'])];
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return new Set(
    ids.filter(
      (id) =>
        JSON.stringify(before[id]) !== JSON.stringify(after[id]) ||
        JUDGED_BY.has(text(mapping(before[id])['Type'])) ||
        JUDGED_BY.has(text(mapping(after[id])['Type'])),
    ),
  );
}

function picked(template: Template, ids: ReadonlySet<string>): Template {
  return Object.fromEntries(Object.entries(mapping(template['Resources'])).filter(([id]) => ids.has(id)));
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
