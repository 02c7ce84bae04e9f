import type { Json } from './shape/slots';

/** One way in which a value can be built. */
interface Structure {
  readonly value: Json;
  /** What of the value could also be otherwise: optional keys that are there, and switches that are on. */
  readonly present: readonly string[];
}

const ANY_TEXT = 'any.example';

type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Every structure that the settings of a JSON Schema can have once defaults are filled in: an optional key is there or
 * not, a switch is on or off. The values stand for any: a text is one that could be a host.
 */
export function settingsStructures(schema: JsonSchema): readonly Structure[] {
  return structures(schema, []);
}

function structures(schema: JsonSchema, path: readonly string[]): readonly Structure[] {
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) {
    return (choices as JsonSchema[]).flatMap((choice) => structures(choice, path));
  }
  switch (schema['type']) {
    case 'object':
      return objectStructures(schema, path);
    case 'boolean':
      return [
        { value: false, present: [] },
        { value: true, present: [path.join('.')] },
      ];
    case 'number':
    case 'integer':
      return [{ value: 0, present: [] }];
    case 'array':
      return [{ value: [], present: [] }];
    default:
      return [{ value: ANY_TEXT, present: [] }];
  }
}

function objectStructures(schema: JsonSchema, path: readonly string[]): readonly Structure[] {
  const required = new Set(schema['required'] as readonly string[] | undefined);
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  return properties.reduce<readonly Structure[]>(
    (built, [key, property]) => {
      const isAlways = required.has(key) || 'default' in property;
      const here = [...path, key];
      const added = structures(property, here).map(({ value, present }) => ({
        value: { [key]: value },
        present: isAlways || present.length > 0 ? present : [here.join('.')],
      }));
      const ways = isAlways ? added : [{ value: {}, present: [] }, ...added];
      return built.flatMap((one) => ways.map((way) => merged(one, way)));
    },
    [{ value: {}, present: [] }],
  );
}

function merged(one: Structure, other: Structure): Structure {
  return {
    value: { ...(one.value as object), ...(other.value as object) },
    present: [...one.present, ...other.present],
  };
}
