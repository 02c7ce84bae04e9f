import type { ChangeGroup, ReleaseChanges } from '../plan/release-changes';
import type { PropertyChange, ResourceChange, ResourceChangeKind } from '../plan/resource-changes';
import { traitsOf } from '../plan/shape-traits';
import type { Traits } from '../plan/shape-traits';
import type { Json, ValueChange } from '../plan/value-changes';
import { plural } from './plural';

export interface ReleaseDiffReport {
  readonly before: string;
  readonly after: string;
  /** What the releases after `before`, up to `after`, say of themselves. */
  readonly notes: readonly { readonly version: string; readonly notes: readonly string[] }[];
  readonly changes: ReleaseChanges;
}

/** How much of a value is shown; the whole of it is in the JSON. */
const VALUE_SHOWN = 100;

/** Most shapes that are listed by name, where no few words tell them from the others. */
const SHAPES_LISTED = 5;

const KINDS: Readonly<Record<ResourceChangeKind, string>> = {
  added: '[+] added           ',
  changed: '[~] changed in place',
  'may-be-replaced': '[?] may be replaced ',
  replaced: '[!] replaced        ',
  removed: '[-] removed         ',
};

/** What an upgrade from one release to the other does, resource by resource, and to which kinds of stacks. */
export function releaseDiff({ before, after, notes, changes }: ReleaseDiffReport): string {
  const { compared, unchanged, added, removed, groups } = changes;
  const all = [...compared, ...added, ...removed];
  return [
    `From release ${before} to ${after}: ${counted(compared)} compared, ${unchanged.length} unchanged.\n`,
    ...notes.flatMap(({ version, notes: own }) => own.map((note) => `${version}: ${note}\n`)),
    ...groups.map((group) => `\n${groupText(group, compared)}`),
    ...onlyText(after, added, all),
    ...onlyText(before, removed, all),
    '',
  ].join('');
}

function groupText({ shapes, resources, others }: ChangeGroup, compared: readonly string[]): string {
  return [
    inWhich(shapes, compared),
    ...resources.map(resourceText),
    ...others.map((change) => `  ${changeText(change)}`),
  ].join('');
}

function resourceText({ logicalId, type, change, isRetained, properties }: ResourceChange): string {
  const kept = isRetained ? ' (the old one stays in the account)' : '';
  return [
    `  ${KINDS[change]}  ${type} ${logicalId}${kept}\n`,
    ...properties.map((property) => `        ${changeText(property)}`),
  ].join('');
}

function changeText(change: ValueChange | PropertyChange): string {
  const impact = 'impact' in change ? change.impact : 'changed';
  const why =
    impact === 'replaced' ? ' (replaces it)' : impact === 'may-be-replaced' ? ' (may replace it)' : '';
  const path = change.path.replace(/^Properties\./, '');
  return `${path}: ${valueText(change.before)} → ${valueText(change.after)}${why}\n`;
}

function valueText(value: Json | undefined): string {
  if (value === undefined) {
    return '(nothing)';
  }
  const text = JSON.stringify(value);
  return text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN)}…` : text;
}

function onlyText(version: string, shapes: readonly string[], all: readonly string[]): readonly string[] {
  const { words, names } = which(shapes, all);
  return shapes.length === 0 ? [] : [`\nOnly release ${version} has ${counted(shapes)}${words}.\n${names}`];
}

function inWhich(shapes: readonly string[], compared: readonly string[]): string {
  const kinds = kindsOf(shapes);
  const all = compared.filter((name) => kinds.has(kindOf(name)));
  if (shapes.length === all.length) {
    return `In all ${counted(shapes)}:\n`;
  }
  const { words, names } = which(shapes, all);
  return `In ${shapes.length} of ${counted(all)}${words}:\n${names}`;
}

/** In few words what tells the shapes from all others, or else lines with some of their names. */
function which(
  shapes: readonly string[],
  all: readonly string[],
): { readonly words: string; readonly names: string } {
  const own = traitsOf(shapes, all);
  if (own !== undefined) {
    return { words: ` (${traitsText(own)})`, names: '' };
  }
  const chosen = new Set(shapes);
  const others = traitsOf(
    all.filter((name) => !chosen.has(name)),
    all,
  );
  if (others !== undefined) {
    return { words: ` (all but those with ${traitsText(others)})`, names: '' };
  }
  const listed = shapes.slice(0, SHAPES_LISTED).map((name) => `  for ${name}\n`);
  const more = shapes.length - listed.length;
  return { words: '', names: `${listed.join('')}${more > 0 ? `  and ${more} more\n` : ''}` };
}

function traitsText({ present, absent }: Traits): string {
  return [...present, ...absent.map((part) => `no ${part}`)].join(', ');
}

/** `128 tenant shapes and 3 cell shapes`. */
function counted(shapes: readonly string[]): string {
  const parts = [...kindsOf(shapes)].map((kind) =>
    plural(shapes.filter((name) => kindOf(name) === kind).length, `${kind} shape`),
  );
  return parts.length === 0 ? 'no shapes' : parts.join(' and ');
}

function kindsOf(shapes: readonly string[]): ReadonlySet<string> {
  return new Set(shapes.map(kindOf));
}

/** A shape's name begins with what it is a shape of. */
function kindOf(name: string): string {
  return name.slice(0, name.indexOf(' '));
}
