import type { TemplateChanges } from '../resource-changes';
import type { StackPair } from '../stack-pair';
import type { Json } from '../value-changes';

/**
 * A stack that both states have, as its templates say it and as they differ. Of the templates, at least as much is there
 * as a change can be refused for.
 */
export interface ComparedStack {
  readonly pair: StackPair;
  readonly stack: string;
  readonly before: Template;
  readonly after: Template;
  readonly changes: TemplateChanges;
}

export type Template = Readonly<Record<string, Json>>;

export interface Resource {
  readonly type: string;
  readonly properties: Template;
  /** The whole of it, with `DeletionPolicy` and the like. */
  readonly whole: Template;
}

/** The resources of a template by logical id. */
export function resourcesOf(template: Template): ReadonlyMap<string, Resource> {
  return new Map(
    Object.entries(mapping(template['Resources'])).map(([id, value]) => {
      const whole = mapping(value);
      return [id, { type: text(whole['Type']), properties: mapping(whole['Properties']), whole }];
    }),
  );
}

export function mapping(value: Json | undefined): Template {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Template) : {};
}

/** A list, or the one value that stands for it; empty where there is none. */
export function list(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** A text as it is, and anything else as JSON. */
export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

/** The value at a path of keys joined by dots. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((found, key) => (found === undefined ? undefined : mapping(found)[key]), value);
}
