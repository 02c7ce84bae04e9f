import type { RuleName } from '../../lib/isolation/rule-catalogue';

/** One fault that somebody could make in a blueprint, and what the proof must say of it. */
export interface Planting {
  readonly name: string;
  /** What the proof is of. */
  readonly stack: string;
  readonly plant: (edit: Edit) => void;
  /** The rule that must be named. */
  readonly rule: RuleName;
  /** A part of the reason that must be given. */
  readonly says: string;
}

/** A planting without its stack, as one line of a table. */
export type Row = readonly [name: string, plant: Planting['plant'], rule: RuleName, says: string];

export function plantingsIn(stack: string, rows: readonly Row[]): readonly Planting[] {
  return rows.map(([name, plant, rule, says]) => ({ name, stack, plant, rule, says }));
}

/** Sets a property of the first resource of the type. */
export function property(type: string, path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.property(type, path, value);
  };
}

/** Removes a property of the first resource of the type. */
export function without(type: string, path: string): Planting['plant'] {
  return (edit) => {
    edit.remove(type, path);
  };
}

/** Adds a resource. */
export function added(type: string, properties: Editable = {}): Planting['plant'] {
  return (edit) => {
    edit.add(type, properties);
  };
}

/** Anything of a parsed template, which a planting may change. */
export type Editable = string | number | boolean | null | Editable[] | { [key: string]: Editable };

export interface EditableTemplate {
  [key: string]: Editable;
}

/** Edits a template in place. A path is keys joined by dots; a resource is found by its type. */
export class Edit {
  readonly template: EditableTemplate;

  constructor(template: EditableTemplate) {
    this.template = template;
  }

  /** Logical id of the first resource of the type. */
  idOf(type: string): string {
    const resources = this.find('Resources');
    const [id] = Object.entries(resources as object).find(
      ([, resource]) => (resource as { Type: string }).Type === type,
    ) ?? [undefined];
    if (id === undefined) {
      throw new Error(`there is no ${type}`);
    }
    return id;
  }

  set(path: string, value: Editable): void {
    const [parent, key] = this.parentOf(path);
    (parent as Record<string, Editable>)[key] = value;
  }

  /** Sets a property of the first resource of the type. */
  property(type: string, path: string, value: Editable): void {
    this.set(`Resources.${this.idOf(type)}.Properties.${path}`, value);
  }

  remove(type: string, path: string): void {
    const [parent, key] = this.parentOf(`Resources.${this.idOf(type)}.Properties.${path}`);
    if (!Object.hasOwn(parent as object, key)) {
      throw new Error(`there is no ${path} to remove`);
    }
    delete (parent as Record<string, Editable>)[key];
  }

  push(type: string, path: string, value: Editable): void {
    const list = this.find(`Resources.${this.idOf(type)}.Properties.${path}`);
    (list as Editable[]).push(value);
  }

  add(type: string, properties: Editable): void {
    this.set('Resources.Planted', { Type: type, Properties: properties });
  }

  find(path: string): Editable {
    return path
      .split('.')
      .filter((key) => key !== '')
      .reduce<Editable>((value, key) => {
        const part = (value as Record<string, Editable>)[key];
        if (part === undefined) {
          throw new Error(`there is no ${key} in ${path}`);
        }
        return part;
      }, this.template);
  }

  private parentOf(path: string): [Editable, string] {
    const keys = path.split('.');
    const key = keys.pop() ?? '';
    return [this.find(keys.join('.')), key];
  }
}

/** The stack with every feature, in a shared cell. */
export const TENANT = 'tenants/northlight-canary';

/** A stack with domains of its own. */
export const OWN_DOMAINS = 'tenants/vela-stream';

export const CELL = 'cells/us-1';

export const ACCOUNT = '111122223333';
