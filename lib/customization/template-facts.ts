import type { JsonMapping } from '../plan/causes/fleet-source';
import { isMapping } from '../plan/value-changes';
import type { Json } from '../plan/value-changes';
import { wholesOf } from './fact-path';
import { openedValue } from './opened-value';

/** Every single value of a part of a template, as JSON, by the route to it. */
export type PartFacts = ReadonlyMap<string, string>;

/** What tells an item of a list from the others, in this order. */
const NAMING_FIELDS = ['Id', 'PathPattern', 'Sid', 'HeaderName', 'Key', 'Name', 'AttributeName', 'EventType'];

/** Said of an item that has no name in its route: what it is tells it from the others. */
const UNNAMED = '[=';

/** What is filled in by CloudFormation, and so is one value. */
const REFERENCE = /^(Ref|Fn::.+)$/;

/** What a resource is for people and tools and changes nothing. */
const WITHOUT_EFFECT = 'Metadata';

/** Stands for the release that a template is of, which is in every one and says nothing of what changes. */
const OWN_RELEASE = '"<release>"';

/**
 * A template as single values. The routes of items in lists do not depend on their place, so that what stands in front of
 * an item does not matter.
 */
export class TemplateFacts {
  readonly #release: string;
  readonly #parts: ReadonlyMap<string, Json>;
  readonly #texts = new Map<string, string>();
  readonly #wholes = new Map<string, ReadonlySet<string>>();
  readonly #facts = new Map<string, PartFacts>();

  /** @param text The template as it is deployed. */
  constructor(text: string, release: string) {
    this.#release = release;
    const { Resources: resources = {}, ...sections } = JSON.parse(text) as Record<string, JsonMapping>;
    this.#parts = new Map([...Object.entries(resources), ...Object.entries({ '': sections })]);
  }

  /** Logical ids of resources, and the empty one for whatever else a template holds. */
  get parts(): readonly string[] {
    return [...this.#parts.keys()];
  }

  /** `AWS::CloudFront::Distribution`; undefined for what is no resource, or is not there. */
  typeOf(part: string): string | undefined {
    const type = part === '' ? undefined : mappingOf(this.#parts.get(part))['Type'];
    return typeof type === 'string' ? type : undefined;
  }

  /** A text that is equal for equal parts; empty for one that is not there. */
  textOf(part: string): string {
    const known = this.#texts.get(part);
    if (known !== undefined) {
      return known;
    }
    const value = this.#parts.get(part);
    const text = value === undefined ? '' : JSON.stringify(value);
    this.#texts.set(part, text);
    return text;
  }

  /** Every whole that is there: mappings, lists and their items, by their routes. */
  wholesOf(part: string): ReadonlySet<string> {
    const wholes = this.#wholes.get(part) ?? wholesOf(this.factsOf(part).keys());
    this.#wholes.set(part, wholes);
    return wholes;
  }

  /** Every single value, by the route to it. */
  factsOf(part: string): PartFacts {
    const known = this.#facts.get(part);
    if (known !== undefined) {
      return known;
    }
    const { [WITHOUT_EFFECT]: _, ...value } = mappingOf(this.#parts.get(part));
    const facts = new Map<string, string>();
    const own = JSON.stringify(this.#release);
    walk(openedValue(value), '', (path, leaf) => {
      const text = JSON.stringify(leaf);
      facts.set(path, text === own ? OWN_RELEASE : text);
    });
    this.#facts.set(part, facts);
    return facts;
  }
}

function walk(value: Json, path: string, note: (path: string, leaf: Json) => void): void {
  if (isList(value)) {
    const seen = new Map<string, number>();
    value.forEach((item) => {
      const name = nameOf(item);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      walk(item, `${path}${name.slice(0, -1)}${count === 1 ? '' : `#${count}`}]`, note);
    });
    if (value.length === 0) {
      note(path, value);
    }
    return;
  }
  const entries = Object.entries(mappingOf(value));
  if (entries.length === 1 && REFERENCE.test(entries[0]?.[0] ?? '')) {
    note(path, value);
    return;
  }
  entries.forEach(([key, part]) => walk(part, path === '' ? key : `${path}.${key}`, note));
  if (entries.length === 0) {
    note(path, value);
  }
}

function nameOf(item: Json): string {
  const fields = mappingOf(item);
  const named = [fields, mappingOf(fields['properties'])].flatMap((mapping) =>
    [...NAMING_FIELDS, 'title'].flatMap((field) => {
      const name = mapping[field];
      return typeof name === 'string' ? [name] : [];
    }),
  )[0];
  return named === undefined ? `${UNNAMED}${JSON.stringify(JSON.stringify(item))}]` : `[${named}]`;
}

function mappingOf(value: Json | undefined): JsonMapping {
  return isMapping(value) ? value : {};
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
