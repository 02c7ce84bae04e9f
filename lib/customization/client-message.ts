import type { Json } from '../plan/value-changes';
import type { Interaction, PropertyFate, PropertyInteraction, UpgradedKey } from './customization-report';
import { keyWords, placeWords, valueWords } from './plain-words';

/** Most places that a paragraph names. */
const PLACES_NAMED = 3;

/** What a client is told of an upgrade, a paragraph for each key that it meets; in words for who runs the brand. */
export function clientMessage(upgrade: {
  readonly release: string;
  readonly keys: readonly UpgradedKey[];
}): readonly string[] {
  return upgrade.keys
    .filter(({ interactions }) => interactions.length > 0)
    .map((key) => paragraph(key, upgrade.release));
}

function paragraph(key: UpgradedKey, release: string): string {
  const { interactions } = key;
  const sentences = [
    ...interactions.map((interaction) => wholeSentence(interaction, key, release)),
    ...defaultSentence(key),
    ...FATES.map((fate) => placesSentence(fate, interactions)),
  ].filter((sentence) => sentence !== '');
  return [`Your setting ${keyWords(key.key)} is ${valueWords(key.own)}.`, ...sentences, whatToDo(key)].join(
    ' ',
  );
}

/** Of what is about the key as a whole. */
function wholeSentence(
  interaction: Interaction,
  { oldDefault, newDefault }: UpgradedKey,
  release: string,
): string {
  switch (interaction.kind) {
    case 'refused':
      return `Release ${release} does not accept it: ${interaction.problems.join(' ')}`;
    case 'left-behind':
      return `That is the standard of today, which changes from ${valueWords(oldDefault)} to ${valueWords(newDefault)} with release ${release}. Since yours is written out, it will not follow.`;
    case 'untried':
      return `Release ${release} cannot do without it, so what it changes there could not be compared.`;
    case 'property':
      return '';
  }
}

function defaultSentence({ interactions, own, oldDefault, newDefault }: UpgradedKey): readonly string[] {
  const isMoved =
    oldDefault !== undefined &&
    newDefault !== undefined &&
    JSON.stringify(oldDefault) !== JSON.stringify(newDefault);
  return isMoved && interactions.every(({ kind }) => kind === 'property')
    ? [
        `The standard changes from ${valueWords(oldDefault)} to ${valueWords(newDefault)} with the update; yours stays at ${valueWords(own)}.`,
      ]
    : [];
}

const FATES: readonly PropertyFate[] = [
  'overtaken',
  'altered',
  'newly-shaped',
  'no-longer-shaped',
  'default-moved',
];

function placesSentence(fate: PropertyFate, interactions: readonly Interaction[]): string {
  const places = interactions.filter(
    (interaction): interaction is PropertyInteraction =>
      interaction.kind === 'property' && interaction.what === fate,
  );
  if (places.length === 0) {
    return '';
  }
  const named = places
    .slice(0, PLACES_NAMED)
    .map((place) => `${placeWords(place)}${fate === 'altered' ? change(place) : ''}`);
  const more = places.length - named.length;
  const list = `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
  switch (fate) {
    case 'altered':
      return `The update changes what it made: ${list}.`;
    case 'newly-shaped':
      return `From the update on it also decides: ${list}.`;
    case 'no-longer-shaped':
      return `From the update on it no longer decides: ${list}.`;
    case 'overtaken':
      return `The update puts something in front of it that may take its requests: ${list}.`;
    case 'default-moved':
      return `The update changes what others have in its place, and you keep yours: ${list}.`;
  }
}

function change({ before, after }: PropertyInteraction): string {
  return before === undefined && after === undefined
    ? ''
    : ` (from ${valueWords(simple(before))} to ${valueWords(simple(after))})`;
}

/** What is made of parts says nothing to people. */
function simple(value: Json | undefined): Json | undefined {
  return typeof value === 'object' ? undefined : value;
}

function whatToDo({ interactions, newDefault }: UpgradedKey): string {
  const kinds = new Set(
    interactions.map((interaction) =>
      interaction.kind === 'property' ? interaction.what : interaction.kind,
    ),
  );
  if (kinds.has('refused')) {
    return 'Please tell us before the update what it shall be; until then we cannot update you.';
  }
  if (kinds.has('left-behind')) {
    return `Please tell us whether you want to follow the standard${newDefault === undefined ? '' : ` (${valueWords(newDefault)})`} or keep yours.`;
  }
  if (kinds.has('no-longer-shaped')) {
    return 'Please tell us before the update if you rely on it.';
  }
  if (kinds.has('overtaken') || kinds.has('altered') || kinds.has('newly-shaped') || kinds.has('untried')) {
    return 'Please try this on your test site before the update, and tell us if anything is not as you need it.';
  }
  return 'You need to do nothing; tell us if you would rather have the new standard.';
}
