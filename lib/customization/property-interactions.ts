import type { Json } from '../plan/value-changes';
import type { PropertyFate, PropertyInteraction } from './customization-report';
import { shownPath, wholesAround } from './fact-path';
import { patternsInFront } from './first-match';
import { partsOf, placeName } from './shaped-resources';
import type { PartFacts, TemplateFacts } from './template-facts';

/** One tenant without a key and with it, at the old release and at the new one. */
export type FourTemplates = readonly [
  oldWithout: TemplateFacts,
  oldWith: TemplateFacts,
  newWithout: TemplateFacts,
  newWith: TemplateFacts,
];

/** What stands at one place in the four templates, as JSON; undefined where nothing does. */
type FourValues = readonly (string | undefined)[];

interface KeyCollisions {
  readonly interactions: readonly PropertyInteraction[];
  /** Resources that the key shapes and of which the release changes nothing that the key does. */
  readonly harmless: readonly string[];
}

/**
 * Where a key and a release meet: in a property that the key shapes at either release, and that is not the same at both.
 * Where what a key makes is untouched, it is no matter what else the release changes in the same resource.
 *
 * @param isOwn Whether a value is, or holds, something of the tenant, so that it is not to be shown for others.
 * @param spokenFor Places by {@link placeName} that are told of another key.
 */
export function propertyInteractions(
  templates: FourTemplates,
  isOwn: (value: string) => boolean,
  spokenFor: ReadonlySet<string> = new Set(),
): KeyCollisions {
  const harmless: string[] = [];
  const interactions = partsOf(templates).flatMap((part) => {
    const texts = templates.map((template) => template.textOf(part));
    if (!isShaped(texts) || !isChanged(texts)) {
      return [];
    }
    const found = interactionsIn(part, templates, isOwn, spokenFor);
    if (found.length === 0 && part !== '') {
      harmless.push(part);
    }
    return found;
  });
  return { interactions, harmless };
}

function interactionsIn(
  part: string,
  templates: FourTemplates,
  isOwn: (value: string) => boolean,
  spokenFor: ReadonlySet<string>,
): readonly PropertyInteraction[] {
  const facts = templates.map((template) => template.factsOf(part));
  const wholes = templates.map((template) => template.wholesOf(part));
  const type = templates.flatMap((template) => template.typeOf(part) ?? []).at(-1) ?? '';
  const found = new Map<string, PropertyInteraction>();
  for (const path of [...new Set(facts.flatMap((one) => [...one.keys()]))].sort()) {
    const values = facts.map((one) => one.get(path));
    if (!isShaped(values) || !isChanged(values) || spokenFor.has(placeName(part, path))) {
      continue;
    }
    const [, before, , after] = values;
    const whole = wholeThatMoves(path, wholes);
    const [place, what] = whole === undefined ? [path, fateOf(values, path, wholes)] : whole;
    found.set(`${what} ${place}`, {
      kind: 'property',
      logicalId: part,
      type,
      path: shownPath(place),
      what,
      // Of a whole there is more than one value.
      ...(place !== path || before === undefined || isOwn(before) ? {} : { before: parsed(before) }),
      ...(place !== path || after === undefined || isOwn(after) ? {} : { after: parsed(after) }),
    });
  }
  return [...found.values(), ...overtaken(facts).map((one) => ({ ...one, logicalId: part, type }))];
}

/** Whether it is there, or as it is, because of the key, at either release. */
function isShaped([oldWithout, oldWith, newWithout, newWith]: FourValues): boolean {
  return oldWithout !== oldWith || newWithout !== newWith;
}

/** That everybody gets what the tenant has by its key is no change to the tenant. */
function isChanged([oldWithout, oldWith, newWithout, newWith]: FourValues): boolean {
  return oldWith !== newWith || (oldWithout !== newWithout && newWithout !== newWith);
}

function fateOf(values: FourValues, path: string, wholes: readonly ReadonlySet<string>[]): PropertyFate {
  const [oldWithout, oldWith, newWithout, newWith] = values;
  if (oldWithout !== oldWith && newWithout !== newWith) {
    return oldWith === newWith ? 'default-moved' : 'altered';
  }
  if (wholesAround(path).some((whole) => isMadeAtBoth(whole, wholes))) {
    return 'altered';
  }
  return newWithout === newWith ? 'no-longer-shaped' : 'newly-shaped';
}

/** The widest whole around a value that the key makes at one release only. */
function wholeThatMoves(
  path: string,
  wholes: readonly ReadonlySet<string>[],
): readonly [string, PropertyFate] | undefined {
  for (const whole of wholesAround(path)) {
    const [wasWithout, was, isWithout, is] = wholes.map((one) => one.has(whole));
    if (wasWithout === false && isWithout === false && was !== is) {
      const isInside = wholesAround(whole).some((outer) => isMadeAtBoth(outer, wholes));
      return [whole, isInside ? 'altered' : is === true ? 'newly-shaped' : 'no-longer-shaped'];
    }
  }
  return undefined;
}

/** Whether the key, and nothing else, makes it at both releases: what differs inside is a change of it. */
function isMadeAtBoth(whole: string, wholes: readonly ReadonlySet<string>[]): boolean {
  const [oldWithout, oldWith, newWithout, newWith] = wholes.map((one) => one.has(whole));
  return oldWith === true && newWith === true && oldWithout === false && newWithout === false;
}

/** Behaviours that the key makes and that the release puts others in front of, which take some of their requests. */
function overtaken(facts: readonly PartFacts[]): readonly Omit<PropertyInteraction, 'logicalId' | 'type'>[] {
  const [oldWithout, oldWith, newWithout, newWith] = facts.map(patternsInFront);
  return [...(newWith ?? [])].flatMap(([route, inFront]) => {
    const isOfKey = oldWithout?.has(route) === false && newWithout?.has(route) === false;
    const added = inFront.filter((pattern) => oldWith?.get(route)?.includes(pattern) === false);
    return isOfKey && added.length > 0
      ? [{ kind: 'property', path: shownPath(route), what: 'overtaken', after: added }]
      : [];
  });
}

function parsed(value: string): Json {
  return JSON.parse(value) as Json;
}
