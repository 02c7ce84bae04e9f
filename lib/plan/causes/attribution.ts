import type { TemplateChanges } from '../resource-changes';
import type { Cause } from '../plan-document';
import type { ConfigurationKey } from './configuration-key';

/** Most keys of one stack that are tried one by one. Beyond it, all are named for everything. */
export const KEYS_TRIED_MAX = 24;

/** What a set of keys, taken alone, changes in a stack; undefined when what came together does not go together. */
type TryKeys = (keys: readonly ConfigurationKey[]) => Promise<TemplateChanges | undefined>;

export interface Attempts {
  /** The state before with these keys as they are after. */
  readonly forward: TryKeys;
  /** The state after with these keys as they were: what it changes in the state after. */
  readonly backward: TryKeys;
}

/** Which keys change which parts of a stack. */
export interface Attribution {
  readonly causes: readonly Cause[];
  /** Ids of the causes of a change, by the part that changes. */
  readonly causesOf: (part: ChangedPart) => readonly string[];
}

/** A property of a resource, a resource as a whole, or a part of the template that is no resource. */
interface ChangedPart {
  /** Empty for what is no resource. */
  readonly logicalId: string;
  readonly path: string;
}

/** Finds out by rendering what each key changes by itself. What none explains is the work of several together. */
export async function attributeChanges(
  keys: readonly ConfigurationKey[],
  changes: TemplateChanges,
  attempts: Attempts,
): Promise<Attribution> {
  const [only, ...others] = keys;
  if (only !== undefined && others.length === 0) {
    return allBy(only, changes);
  }
  const parts = partsOf(changes);
  const effects = await effectsOf(keys, parts, attempts);
  const explained = new Set([...effects.values()].flatMap((effect) => [...effect]));
  const rest = [...parts.keys()].filter((part) => !explained.has(part));
  // A key that shows nothing by itself may still do so with others; one that shows something is fully known.
  const silent = keys.filter(({ id }) => (effects.get(id)?.size ?? 0) === 0);
  const program = keys.filter(({ isProgram }) => isProgram === true);
  const suspects = [program, silent, keys].find((some) => some.length > 0) ?? [];
  const together = rest.length === 0 ? [] : suspects;
  const named = new Set(together.map(({ id }) => id));
  const of = (part: string): readonly string[] =>
    explained.has(part)
      ? keys.filter(({ id }) => effects.get(id)?.has(part)).map(({ id }) => id)
      : [...named];
  return {
    causes: keys.map((key) => {
      const effect = effects.get(key.id) ?? new Set<string>();
      const touched = [...effect, ...(named.has(key.id) ? rest : [])].map(
        (part) => parts.get(part)?.logicalId ?? '',
      );
      return causeOf(key, effect.size > 0 ? 'alone' : named.has(key.id) ? 'together' : 'none', touched);
    }),
    causesOf: (part) => of(nameOf(part)),
  };
}

/** Of a single key, everything is the work. */
function allBy(key: ConfigurationKey, { resources, ...sections }: TemplateChanges): Attribution {
  const changes = resources.length + Object.values(sections).flat().length;
  const touched = resources.map(({ logicalId }) => logicalId);
  return {
    causes: [causeOf(key, changes > 0 ? 'alone' : 'none', touched)],
    causesOf: () => [key.id],
  };
}

function causeOf(
  { id, file, key, before, after }: ConfigurationKey,
  effect: Cause['effect'],
  touched: readonly string[],
): Cause {
  return {
    id,
    file,
    ...(key === undefined ? {} : { key }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    effect,
    resources: [...new Set(touched)].filter((logicalId) => logicalId !== '').sort(),
  };
}

async function effectsOf(
  keys: readonly ConfigurationKey[],
  parts: ReadonlyMap<string, ChangedPart>,
  attempts: Attempts,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const effects = new Map<string, ReadonlySet<string>>();
  if (keys.length > KEYS_TRIED_MAX) {
    return effects;
  }
  const unsound: ConfigurationKey[] = [];
  const seen = (changes: TemplateChanges): ReadonlySet<string> =>
    new Set([...partsOf(changes).keys()].filter((part) => parts.has(part)));
  for (const key of keys) {
    const forward = await attempts.forward([key]);
    const backward = forward === undefined ? await attempts.backward([key]) : undefined;
    const found = forward ?? backward;
    if (found === undefined) {
      unsound.push(key);
    } else {
      effects.set(key.id, seen(found));
    }
  }
  if (unsound.length > 0) {
    const joint = (await attempts.forward(unsound)) ?? (await attempts.backward(unsound));
    const parted = joint === undefined ? new Set<string>() : seen(joint);
    unsound.forEach(({ id }) => effects.set(id, parted));
  }
  return effects;
}

/** Every part that changes, by its name. Of what is added or removed, the whole is one part. */
function partsOf({
  resources,
  parameters,
  outputs,
  conditions,
  others,
}: TemplateChanges): ReadonlyMap<string, ChangedPart> {
  const parts = [
    ...resources.flatMap(({ logicalId, properties }) => [
      ...(properties.length === 0 ? [{ logicalId, path: '' }] : []),
      ...properties.map(({ path }) => ({ logicalId, path })),
    ]),
    ...[...parameters, ...outputs, ...conditions, ...others].map(({ path }) => ({ logicalId: '', path })),
  ];
  return new Map(parts.map((part) => [nameOf(part), part]));
}

/** Items of a list move when others come or go, so an item stands for any of its list. */
function nameOf({ logicalId, path }: ChangedPart): string {
  return `${logicalId} ${path.replace(/\[[0-9]+\]/g, '[]')}`;
}
