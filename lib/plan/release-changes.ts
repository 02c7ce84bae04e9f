import { resourceChanges } from './resource-changes';
import type { ResourceChange, TemplateChanges } from './resource-changes';
import type { Json, ValueChange } from './value-changes';

/** A kind of stack in two releases, by its name; one of the templates is missing where only one release has the kind. */
export interface ShapePair {
  /** Says what tells it from the others. */
  readonly name: string;
  readonly before?: Readonly<Record<string, Json>>;
  readonly after?: Readonly<Record<string, Json>>;
}

/** What one release changes in another, over all kinds of stacks. Plain data. */
export interface ReleaseChanges {
  /** Every kind that both have. */
  readonly compared: readonly string[];
  /** Kinds that come out as the same bytes. */
  readonly unchanged: readonly string[];
  /** Kinds that only the later release has, and those that only the earlier one had. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Each change with all the kinds that it is made in; the widest first. */
  readonly groups: readonly ChangeGroup[];
}

/** Changes that are made in exactly the same kinds of stacks. */
export interface ChangeGroup {
  readonly shapes: readonly string[];
  readonly resources: readonly ResourceChange[];
  /** Changes of other parts of the template; paths begin with the name of the part. */
  readonly others: readonly ValueChange[];
}

type Change =
  | { readonly kind: 'resource'; readonly change: ResourceChange }
  | { readonly kind: 'other'; readonly change: ValueChange };

/** Compares kind by kind, and says of each change in which of them it is made. */
export function releaseChanges(pairs: readonly ShapePair[]): ReleaseChanges {
  const shapesOf = new Map<string, string[]>();
  const compared: string[] = [];
  const unchanged: string[] = [];
  for (const { name, before, after } of pairs) {
    if (before === undefined || after === undefined) {
      continue;
    }
    compared.push(name);
    const changes = before === after ? [] : changesOf(resourceChanges(before, after));
    if (changes.length === 0) {
      unchanged.push(name);
    }
    for (const change of changes) {
      const key = JSON.stringify(change);
      shapesOf.set(key, [...(shapesOf.get(key) ?? []), name]);
    }
  }
  return {
    compared,
    unchanged,
    added: pairs.flatMap(({ name, before }) => (before === undefined ? [name] : [])),
    removed: pairs.flatMap(({ name, after }) => (after === undefined ? [name] : [])),
    groups: groupsOf(shapesOf),
  };
}

/** One entry a property, since stacks that change a resource in much the same way may still differ in one. */
function changesOf({
  resources,
  parameters,
  outputs,
  conditions,
  others,
}: TemplateChanges): readonly Change[] {
  return [
    ...resources.flatMap((change) =>
      change.properties.length === 0
        ? [{ kind: 'resource', change } as const]
        : change.properties.map((property): Change => ({
            kind: 'resource',
            change: { ...change, properties: [property] },
          })),
    ),
    ...[...parameters, ...outputs, ...conditions, ...others].map((change): Change => ({
      kind: 'other',
      change,
    })),
  ];
}

function groupsOf(shapesOf: ReadonlyMap<string, readonly string[]>): readonly ChangeGroup[] {
  const groups = new Map<string, { shapes: readonly string[]; changes: Change[] }>();
  for (const [key, shapes] of shapesOf) {
    const id = shapes.join('\n');
    const group = groups.get(id) ?? { shapes, changes: [] };
    group.changes.push(JSON.parse(key) as Change);
    groups.set(id, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.shapes.length - a.shapes.length)
    .map(({ shapes, changes }) => ({
      shapes,
      resources: joined(changes.flatMap((entry) => (entry.kind === 'resource' ? [entry.change] : []))),
      others: changes.flatMap((entry) => (entry.kind === 'other' ? [entry.change] : [])),
    }));
}

/** The properties of one resource together again. */
function joined(changes: readonly ResourceChange[]): readonly ResourceChange[] {
  const resources = new Map<string, ResourceChange>();
  for (const change of changes) {
    const key = `${change.logicalId} ${change.type} ${change.change} ${change.isRetained}`;
    const before = resources.get(key)?.properties ?? [];
    resources.set(key, { ...change, properties: [...before, ...change.properties] });
  }
  return [...resources.values()];
}
