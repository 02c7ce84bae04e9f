import { printable } from '../diagnostics/printable';
import type { Cause, Plan, PlannedResource, Reach, Refusal, StackChange } from '../plan/plan-document';
import { planHeadline, planValue, refusalLine } from './plan-headline';
import { plural } from './plural';

/** Most stacks that are shown in full on a terminal, and most properties of one resource. */
const STACKS_SHOWN = 20;
const PROPERTIES_SHOWN = 8;

/** How much of a digest is shown to people. */
const DIGEST_SHOWN = 12;

const CHANGES: Readonly<Record<PlannedResource['change'], { readonly sign: string; readonly color: Color }>> =
  {
    added: { sign: '[+] added             ', color: 'green' },
    changed: { sign: '[~] changed in place  ', color: 'yellow' },
    'may-be-replaced': { sign: '[?] may be replaced   ', color: 'red' },
    replaced: { sign: '[!] replaced          ', color: 'red' },
    removed: { sign: '[-] removed           ', color: 'red' },
  };

type Color = 'bold' | 'green' | 'yellow' | 'red';

const CODES: Readonly<Record<Color, number>> = { bold: 1, red: 31, green: 32, yellow: 33 };

type Paint = (color: Color, text: string) => string;

/** A plan for a terminal: the answer first, then what speaks against it, then every change with its causes. */
export function planText(plan: Plan, hasColors: boolean): string {
  const paint: Paint = (color, text) => (hasColors ? `\u001B[${CODES[color]}m${text}\u001B[0m` : text);
  const { changed, refusals, moves, notes, unchanged, digest } = plan;
  const shown = changed.slice(0, STACKS_SHOWN);
  const counted = refusalLine(plan);
  return [
    `${paint('bold', planHeadline(plan))}\n`,
    ...(counted === undefined ? [] : [`${paint('red', counted)}\n`]),
    ...notes.map((note) => `${note}\n`),
    ...moves.map(
      ({ before, after, stacks }) =>
        `Release ${before} → ${after}: taken by ${plural(stacks.length, 'stack')}.\n`,
    ),
    ...refusals.map((refusal) => refusalText(refusal, paint)),
    ...shown.map((change) => stackText(change, paint)),
    ...(changed.length > shown.length
      ? [`\nand ${changed.length - shown.length} more stacks; --json has all of them.\n`]
      : []),
    `\nPlan ${digest.slice(0, DIGEST_SHOWN)}; unchanged ${unchanged.count}, digest ${unchanged.digest.slice(0, DIGEST_SHOWN)}.\n`,
  ].join('');
}

function refusalText({ refusal, code, stack, place, message, next, reason }: Refusal, paint: Paint): string {
  const where = place === stack ? stack : `${stack} ${place}`;
  const head = `${code} ${refusal}`;
  return reason === undefined
    ? `\n${paint('red', head)} ${printable(where)}\n  ${message}\n  ${next}\n`
    : `\n${paint('yellow', `${head}, overridden`)} ${printable(where)}\n  ${message}\n  Reason: ${printable(reason)}\n`;
}

function stackText(
  { stack, kind, release, resources, others, causes, reach, assets }: StackChange,
  paint: Paint,
): string {
  const at = release.before === release.after ? `release ${release.after ?? ''}` : '';
  const move = at === '' ? [release.before, release.after].filter(Boolean).join(' → ') : at;
  return [
    `\n${paint('bold', stack)} ${kind === 'changed' ? 'changes' : `is ${kind}`} (${move})\n`,
    ...causes.filter(({ effect }) => effect !== 'none').map(causeText),
    ...(kind === 'changed'
      ? resources.map((resource) => resourceText(resource, paint))
      : [`  ${plural(resources.length, 'resource')}\n`]),
    ...others.map(({ path, before, after }) => `  ${path}: ${planValue(before)} → ${planValue(after)}\n`),
    ...(assets.added.length === 0 ? [] : [`  publishes ${plural(assets.added.length, 'new archive')}\n`]),
    ...(kind === 'removed' ? [] : [reachText(reach)]),
    ...unheard(causes),
  ].join('');
}

function causeText({ id, before, after, effect }: Cause): string {
  const values =
    before === undefined && after === undefined ? '' : ` ${planValue(before)} → ${planValue(after)}`;
  return `  because of ${printable(id)}${values}${effect === 'together' ? ' (with others)' : ''}\n`;
}

function unheard(causes: readonly Cause[]): readonly string[] {
  const none = causes.filter(({ effect }) => effect === 'none').map(({ id }) => printable(id));
  return none.length === 0 ? [] : [`  changes nothing here: ${none.join(', ')}\n`];
}

function resourceText(
  { logicalId, type, change, isRetained, properties, causes }: PlannedResource,
  paint: Paint,
): string {
  const { sign, color } = CHANGES[change];
  const more = properties.length - PROPERTIES_SHOWN;
  return [
    `  ${paint(color, sign)}${type} ${logicalId}${isRetained ? ' (the old one stays in the account)' : ''}\n`,
    ...properties
      .slice(0, PROPERTIES_SHOWN)
      .map(
        ({ path, before, after }) =>
          `        ${path.replace(/^Properties\./, '')}: ${planValue(before)} → ${planValue(after)}\n`,
      ),
    ...(more > 0 ? [`        and ${more} more\n`] : []),
    ...(causes.length === 0 ? [] : [`        by ${causes.map(shortCause).join(', ')}\n`]),
  ].join('');
}

/** The key without its file, which is said above. */
function shortCause(id: string): string {
  return printable(id.slice(id.indexOf(': ') === -1 ? 0 : id.indexOf(': ') + 2));
}

function reachText(reach: Reach): string {
  if (reach.kind === 'tenant') {
    const { cell, reads, altered } = reach;
    return altered.length === 0
      ? `  reads ${plural(reads.length, 'value')} of ${cell} and alters none of them\n`
      : `  reads ${plural(reads.length, 'value')} of ${cell}, of which ${cell} alters ${altered.join(', ')}\n`;
  }
  if (reach.kind === 'access') {
    return `  is what ${reach.tenant} is deployed with, and nobody else\n`;
  }
  const { tenants } = reach;
  const touched = tenants.filter(({ altered }) => altered.length > 0);
  const list = touched.slice(0, PROPERTIES_SHOWN).map(({ stack, why }) => `        ${stack}: ${why}\n`);
  const more = touched.length - list.length;
  return [
    `  reaches ${plural(tenants.length, 'tenant')} of the cell; what they read is altered for ${touched.length}\n`,
    ...list,
    ...(more > 0 ? [`        and ${more} more\n`] : []),
  ].join('');
}
