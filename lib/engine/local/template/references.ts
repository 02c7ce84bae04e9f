import type { Json } from '../../../plan/value-changes';
import { Refused } from './refused';
import { jsonText } from './template';
import type { Template, TemplateResource } from './template';

const VARIABLE = /\$\{([^!}][^}]*)\}/g;

/** Stands among references for a condition by its name, and for the mappings as a whole. */
export const CONDITION_MARK = '?';
export const MAPPINGS_MARK = '%';

/** Names that a resource refers to, of resources and of parameters, pseudo parameters included. */
function referencesOf({
  Properties: properties,
  DependsOn: named = [],
}: TemplateResource): ReadonlySet<string> {
  const found = new Set(typeof named === 'string' ? [named] : named);
  collect(properties, found);
  return found;
}

/** Names that a value refers to. */
export function referencesIn(value: Json): ReadonlySet<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

/**
 * Logical ids, each behind those that it refers to, and otherwise as the template has them.
 *
 * @throws Refused when resources depend on each other in a circle, or on what is not there.
 */
export function inOrder(template: Template, isThere: (logicalId: string) => boolean): readonly string[] {
  const ordered = new Set<string>();
  const route: string[] = [];
  const visit = (logicalId: string): void => {
    if (ordered.has(logicalId)) {
      return;
    }
    if (route.includes(logicalId)) {
      const circle = [...route.slice(route.indexOf(logicalId)), logicalId];
      throw new Refused(`Circular dependency between resources: ${circle.join(' → ')}`);
    }
    route.push(logicalId);
    const resource = template.Resources[logicalId];
    for (const name of resource === undefined ? [] : referencesOf(resource)) {
      if (Object.hasOwn(template.Resources, name)) {
        visit(name);
      } else if (!isKnown(name, template)) {
        throw new Refused(
          `Template format error: Unresolved resource dependencies [${name}] in ${logicalId}`,
        );
      }
    }
    route.pop();
    ordered.add(logicalId);
  };
  Object.keys(template.Resources).forEach(visit);
  return [...ordered].filter(isThere);
}

function isKnown(name: string, template: Template): boolean {
  return Object.hasOwn(template.Parameters, name) || /^(AWS::|[?%])/.test(name);
}

function collect(value: Json | undefined, found: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach((member) => collect(member, found));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (key === 'Ref' && typeof member === 'string') {
        found.add(member);
      } else if (key === 'Fn::GetAtt') {
        found.add(attributeOwner(member));
      } else if (key === 'Fn::Sub') {
        collectVariables(member, found);
      } else if (key === 'Fn::FindInMap') {
        found.add(MAPPINGS_MARK);
        collect(member, found);
      } else if (key === 'Fn::If' && Array.isArray(member)) {
        found.add(`${CONDITION_MARK}${jsonText(member[0])}`);
        collect(member.slice(1), found);
      } else {
        collect(member, found);
      }
    }
  }
}

function attributeOwner(member: Json): string {
  const path: Json | undefined = Array.isArray(member) ? member[0] : member;
  return jsonText(path).split('.')[0] ?? '';
}

function collectVariables(member: Json, found: Set<string>): void {
  const [text, given]: readonly (Json | undefined)[] = Array.isArray(member) ? member : [member];
  collect(given, found);
  const own = typeof given === 'object' && given !== null ? Object.keys(given) : [];
  for (const [, name = ''] of jsonText(text).matchAll(VARIABLE)) {
    const owner = name.trim().split('.')[0] ?? '';
    if (!own.includes(name.trim())) {
      found.add(owner);
    }
  }
}
