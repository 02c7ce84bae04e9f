import { breaks, holds, inside } from '../proof';
import type { At } from '../proof';
import { isMapping } from '../template';
import type { Mapping, Value } from '../template';
import { examineMembers } from './property-rule';
import type { PropertyRules } from './property-rule';

/** What of one type of resource is examined. */
export interface TypeRule {
  /** What the resource can reach beyond itself, in a few words; it is on the page about the rules. */
  readonly reaches: string;
  /** Every property that it may have. */
  readonly properties: PropertyRules;
  /** Properties that it must have. @default none */
  readonly required?: readonly string[];
}

export type TypeRules = Readonly<Record<string, TypeRule>>;

/** What CloudFormation keeps beside the properties and that decides nothing but the order and the end of a resource. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
]);

/** Examines one resource; `at` is its place. Something is recorded of every resource. */
export function examineResource(resource: Value, types: TypeRules, at: At): void {
  const type = isMapping(resource) ? resource['Type'] : undefined;
  if (!isMapping(resource) || typeof type !== 'string') {
    breaks(at, 'known-type', 'it is no resource with a type');
    return;
  }
  const rule = Object.hasOwn(types, type) ? types[type] : undefined;
  if (rule === undefined) {
    const { kind } = at.scope.subject;
    breaks(at, 'known-type', `no rule examines ${type} in a ${kind}’s stack; write one for it`, {
      target: type,
    });
    return;
  }
  const before = at.verdicts.length;
  for (const key of Object.keys(resource)) {
    if (!ATTRIBUTES.has(key)) {
      breaks(
        inside(at, key),
        'known-property',
        `no rule examines the attribute ${key}; write one, or leave it out`,
      );
    }
  }
  examineProperties(resource['Properties'] ?? {}, rule, inside(at, 'Properties'));
  if (at.verdicts.length === before) {
    holds(at, 'own-settings', 'its settings refer to its own stack at most', { target: type });
  }
}

function examineProperties(properties: Value, rule: TypeRule, at: At): void {
  if (!isMapping(properties)) {
    breaks(at, 'known-property', 'the properties are no mapping');
    return;
  }
  for (const key of missing(properties, rule)) {
    breaks(at, 'known-property', `${key} is missing`);
  }
  examineMembers(properties, rule.properties, at);
}

function missing(properties: Mapping, { required = [] }: TypeRule): readonly string[] {
  return required.filter((key) => !Object.hasOwn(properties, key));
}
