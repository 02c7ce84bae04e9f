import { DOCUMENTS } from './resources/provisioned';
import { isList, isMapping, member } from './template';
import type { Value } from './template';

/** The route to a part of a template: keys of mappings, and indexes of lists. */
export type Route = readonly (string | number)[];

/** What all templates of a shape have in common: the same object for all of them. */
export interface Frame {
  /** The template with an empty text in each place that holds a value, alone or among other text. */
  readonly template: Value;
  /** Those places. */
  readonly places: readonly Route[];
}

/** How a template was made: what is said of its frame need not be looked for in each template again. */
export interface Stamped {
  readonly frame: Frame;
  /** What stands in each place of the frame. */
  readonly filled: readonly Value[];
}

/** The part at the route; undefined where there is none. */
export function partAt(template: Value, route: Route): Value | undefined {
  let part: Value | undefined = template;
  for (const key of route) {
    if (typeof key === 'number') {
      part = isList(part) ? part[key] : undefined;
    } else {
      part = isMapping(part) ? part[key] : undefined;
    }
  }
  return part;
}

/** Properties of a resource that hold what the client wrote. */
export function documentsOf(resource: Value | undefined): readonly string[] {
  const type = member(resource, 'Type');
  return typeof type === 'string' && Object.hasOwn(DOCUMENTS, type) ? (DOCUMENTS[type] ?? []) : [];
}

/** Whether the part belongs to what the client wrote. */
export function isOfDocument({ template }: Frame, [section, id = '', key, property = '']: Route): boolean {
  return (
    section === 'Resources' &&
    key === 'Properties' &&
    documentsOf(partAt(template, ['Resources', id])).includes(String(property))
  );
}

/** Whether the frame says of every resource what it is, and of each property whose it is, whatever the values are. */
export function isRegular({ template, places }: Frame): boolean {
  const resources = member(template, 'Resources');
  return (
    isMapping(resources) &&
    Object.values(resources).every((one) => isMapping(one) && isMapping(one['Properties'] ?? {})) &&
    places.every(
      ([section, _id, key, property]) =>
        section !== undefined &&
        (section !== 'Resources' ||
          (key !== undefined && key !== 'Type' && (key !== 'Properties' || property !== undefined))),
    )
  );
}
