import { POLICY_KEYS } from './refusals/grants';
import { hostPartOf } from './refusals/hosts';
import { mapping, text, valueAt } from './refusals/compared-stack';
import type { Template } from './refusals/compared-stack';
import { DESCRIPTIONS, protectedPaths } from './refusals/protections';
import type { Json } from './value-changes';

/** As much of two templates as a change from one to the other can be refused for. */
export interface JudgedParts {
  readonly before: Template;
  readonly after: Template;
}

/** A value of the contract may change with the resource that it speaks of, though it is written the same. */
const CONTRACT = 'AWS::SSM::Parameter';

/** What is judged of a resource beside its properties. */
const ATTRIBUTES: readonly string[] = ['Type', 'DeletionPolicy', 'UpdateReplacePolicy'];

const ALL_POLICY: ReadonlySet<string> = new Set(['AWS::Lambda::Permission']);

/**
 * The parts of two templates that judging a change looks at: what is the same on both sides of a resource takes nothing
 * away and allows nothing new. Hosts and policies are the exception. A host that one resource loses may be of another as
 * well, and a grant may be covered by another policy of its holder, so that these are left out all together or not at all.
 */
export function judgedParts(was: Template, is: Template): JudgedParts {
  const [had, has] = [mapping(was['Resources']), mapping(is['Resources'])];
  const areHostsSame = same(hostParts(had), hostParts(has));
  const [before, after]: [Record<string, Json>, Record<string, Json>] = [{}, {}];
  for (const [id, resource] of Object.entries(had)) {
    const part = partOf(resource, has[id], areHostsSame);
    if (part !== undefined) {
      before[id] = part;
    }
  }
  for (const [id, resource] of Object.entries(has)) {
    const part = partOf(resource, had[id], areHostsSame);
    if (part !== undefined) {
      after[id] = part;
    }
  }
  return { before: { Resources: before }, after: { Resources: after } };
}

/** What is judged of a resource, with what it is on the other side; undefined where that is nothing. */
function partOf(value: Json, counterpart: Json | undefined, areHostsSame: boolean): Json | undefined {
  const [own, other] = [mapping(value), mapping(counterpart)];
  const type = text(own['Type']);
  if (type === CONTRACT || (!areHostsSame && hostPartOf(type, mapping(own['Properties'])) !== undefined)) {
    return value;
  }
  if (same(value, counterpart)) {
    return undefined;
  }
  const attributes = Object.entries(own).filter(([key]) => ATTRIBUTES.includes(key));
  const isWhole = counterpart === undefined || type !== text(other['Type']);
  return {
    ...Object.fromEntries(attributes),
    Properties: differingProperties(
      type,
      mapping(own['Properties']),
      isWhole ? {} : mapping(other['Properties']),
    ),
  };
}

function differingProperties(type: string, own: Template, other: Template): Template {
  const isOfPolicy = (key: string): boolean => ALL_POLICY.has(type) || POLICY_KEYS.includes(key);
  const arePoliciesSame = [...Object.keys(own), ...Object.keys(other)].every(
    (key) => !isOfPolicy(key) || same(own[key], other[key]),
  );
  const policies = arePoliciesSame ? [] : Object.entries(own).filter(([key]) => isOfPolicy(key));
  return [...protectedPaths(type), ...DESCRIPTIONS]
    .filter((path) => !same(valueAt(own, path), valueAt(other, path)))
    .reduce(
      (kept, path) => withValueAt(kept, path.split('.'), valueAt(own, path)),
      Object.fromEntries(policies),
    );
}

function withValueAt(
  value: Template,
  [key = '', ...rest]: readonly string[],
  part: Json | undefined,
): Template {
  if (part === undefined) {
    return value;
  }
  return { ...value, [key]: rest.length === 0 ? part : withValueAt(mapping(value[key]), rest, part) };
}

function hostParts(resources: Template): Json {
  return Object.entries(resources).flatMap(([id, resource]) => {
    const part = hostPartOf(text(mapping(resource)['Type']), mapping(mapping(resource)['Properties']));
    return part === undefined ? [] : [[id, part]];
  });
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
