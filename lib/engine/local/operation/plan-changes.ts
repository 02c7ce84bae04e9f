import type { Json } from '../../../plan/value-changes';
import type { StackView } from '../resources/stack-view';
import type { Parameters } from '../state/stack-record';
import { CONDITION_MARK, inOrder, MAPPINGS_MARK, referencesIn } from '../template/references';
import { Refused } from '../template/refused';
import type { Template } from '../template/template';
import type { Replacement, ReplacementRules } from './replacement-rule';

/** What an operation does to one resource, as a change set says it. */
export interface ResourceAction {
  readonly logicalId: string;
  readonly type: string;
  readonly action: 'Add' | 'Modify' | 'Remove';
  /** Of `Modify`: whether another resource takes its place. */
  readonly replacement?: Replacement;
  /** Of `Modify`: names of the properties that differ. */
  readonly properties: readonly string[];
}

/**
 * The change set from one state of a stack to another: what is added and modified, each behind what it refers to, and
 * then what is removed, in the opposite order.
 *
 * @throws Refused when CloudFormation would not take the template.
 */
export function planChanges(
  before: StackView,
  after: StackView,
  rules: ReplacementRules,
): readonly ResourceAction[] {
  const { template } = after.state;
  const order = inOrder(template, (logicalId) => after.wants(after.resource(logicalId)));
  const wanted = new Set(order);
  const moved = movedNames(before, after);
  const actions: ResourceAction[] = [];
  const retyped: string[] = [];
  for (const logicalId of order) {
    const { Type: type } = after.resource(logicalId);
    const record = before.state.resources.get(logicalId);
    if (record === undefined) {
      actions.push({ logicalId, type, action: 'Add', properties: [] });
      continue;
    }
    if (record.type !== type) {
      retyped.push(logicalId);
      continue;
    }
    const modification = modify(logicalId, before.state.template, template, moved, rules);
    if (modification !== undefined) {
      actions.push(modification);
    }
    if (modification?.replacement === 'True') {
      moved.add(logicalId);
    }
  }
  if (retyped.length > 0) {
    throw new Refused(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${retyped.join(', ')}]`,
    );
  }
  return [...actions, ...removals(before, wanted)];
}

/** In the opposite order of their making. */
function removals(before: StackView, wanted: ReadonlySet<string>): readonly ResourceAction[] {
  const { template, resources } = before.state;
  return inOrder(template, (logicalId) => resources.has(logicalId) && !wanted.has(logicalId))
    .toReversed()
    .map((logicalId) => ({
      logicalId,
      type: before.resource(logicalId).Type,
      action: 'Remove',
      properties: [],
    }));
}

function modify(
  logicalId: string,
  before: Template,
  after: Template,
  moved: ReadonlySet<string>,
  rules: ReplacementRules,
): ResourceAction | undefined {
  const old = before.Resources[logicalId]?.Properties ?? {};
  const { Type: type = '', Properties: wanted = {} } = after.Resources[logicalId] ?? {};
  const properties = changedProperties(old, wanted, moved);
  if (properties.length === 0) {
    return undefined;
  }
  const replacements = properties.map((name) => rules.replacementBy(type, name));
  const replacement =
    (['True', 'Conditional'] as const).find((each) => replacements.includes(each)) ?? 'False';
  return { logicalId, type, action: 'Modify', replacement, properties };
}

type Values = Readonly<Record<string, Json>>;

function changedProperties(before: Values, after: Values, moved: ReadonlySet<string>): readonly string[] {
  const names = Object.keys(after).filter(
    (name) => !isEqual(before[name], after[name]) || refersTo(after[name], moved),
  );
  return [...names, ...Object.keys(before).filter((name) => !Object.hasOwn(after, name))];
}

function refersTo(value: Json | undefined, moved: ReadonlySet<string>): boolean {
  return moved.size > 0 && value !== undefined && [...referencesIn(value)].some((name) => moved.has(name));
}

/** Names whose value is another one although references to them are written the same. */
function movedNames(before: StackView, after: StackView): Set<string> {
  const { parameters, template } = after.state;
  const moved = new Set(changedKeys(before.state.parameters, parameters));
  for (const name of Object.keys(template.Conditions)) {
    if (!(name in before.state.template.Conditions) || before.condition(name) !== after.condition(name)) {
      moved.add(`${CONDITION_MARK}${name}`);
    }
  }
  if (!isEqual(before.state.template.Mappings, template.Mappings)) {
    moved.add(MAPPINGS_MARK);
  }
  return moved;
}

function changedKeys(before: Parameters, after: Parameters): readonly string[] {
  return Object.keys(after).filter((name) => name in before && !isEqual(before[name], after[name]));
}

/** Whether two values say the same; members of an object may stand in any order. */
function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) {
    return true;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return false;
  }
  const [left, right] = [Object.entries(a), Object.keys(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.length &&
    left.every(([key, value]) => Object.hasOwn(b, key) && isEqual(value, Reflect.get(b, key)))
  );
}
