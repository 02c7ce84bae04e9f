import type { Plan, Reach, Refusal, StackChange } from '../plan/plan-document';
import { codeCell, codeText, htmlText, plainMarkdown } from './markdown-text';
import { planHeadline, planValue, refusalLine } from './plan-headline';
import { plural } from './plural';

/** GitHub refuses a comment with more characters than this. */
export const COMMENT_CHARACTERS_MAX = 65_536;

/** How a comment of ours is found again, to be edited in place of adding one. */
const MARKER = '<!-- multiplex plan -->';

const SIGNS = { added: '＋', changed: '～', 'may-be-replaced': '？', replaced: '！', removed: '－' } as const;

/** Room for the last lines, which say what was left out. */
const END_CHARACTERS = 400;

/** A plan as a comment on a pull request. What does not fit is left out, from the details up, and that is said. */
export function planMarkdown(plan: Plan): string {
  const { changed, refusals } = plan;
  const head = `${MARKER}\n### ${plainMarkdown(planHeadline(plan))}\n\n${facts(plan)}`;
  const room = new Room(COMMENT_CHARACTERS_MAX - END_CHARACTERS - head.length);
  const refused = room.all(refusals.map(refusalItem), 'refusal');
  // Whoever comes late in a long plan is at least named.
  const names = changed.map(({ stack, kind }) => `- \`${stack}\` ${kind}\n`);
  const reserved = Math.min(room.left / 2, names.join('').length);
  const details = new Room(room.left - reserved).some(changed.map(stackDetails));
  const listed = new Room(reserved).all(names.slice(details.length), 'stack');
  return [
    head,
    refused === '' ? '' : `#### Refusals\n\n${refused}\n`,
    details.join(''),
    listed === '' ? '' : `\nWithout details, for want of room; \`plan.json\` has them:\n\n${listed}`,
    `\n<sub>Plan <code>${plan.digest}</code></sub>\n`,
  ].join('');
}

/** Takes texts as long as there is room. */
class Room {
  left: number;

  constructor(left: number) {
    this.left = left;
  }

  some(texts: readonly string[]): readonly string[] {
    const taken: string[] = [];
    for (const text of texts) {
      if (text.length > this.left) {
        break;
      }
      this.left -= text.length;
      taken.push(text);
    }
    return taken;
  }

  /** And how many more there are. */
  all(texts: readonly string[], noun: string): string {
    const line = (more: number): string => `- and ${plural(more, `more ${noun}`)}\n`;
    this.left -= line(texts.length).length;
    const taken = this.some(texts);
    const more = texts.length - taken.length;
    return `${taken.join('')}${more > 0 ? line(more) : ''}`;
  }
}

function facts(plan: Plan): string {
  const { base, scope, unchanged, moves, notes } = plan;
  const counted = refusalLine(plan);
  return [
    ...(counted === undefined ? [] : [`**${counted}**`]),
    `Compared with ${plainMarkdown(base.why)}. Scope: ${scope.declared.length === 0 ? 'nothing' : scope.declared.slice(0, 12).map(codeText).join(', ')}${scope.declared.length > 12 ? ` and ${scope.declared.length - 12} more` : ''} (${scope.by === 'option' ? 'declared' : 'by the changed files'}).`,
    ...moves.map(
      ({ before, after, stacks }) =>
        `Release ${codeText(before)} → ${codeText(after)}: taken by ${plural(stacks.length, 'stack')}.`,
    ),
    ...notes.map(plainMarkdown),
    `${plural(unchanged.count, 'stack')} unchanged: ${codeText(unchanged.digest)}.`,
  ]
    .map((line) => `${line}\n\n`)
    .join('');
}

function refusalItem({ refusal, code: number, stack, place, message, next, reason }: Refusal): string {
  const where = place === stack ? codeText(stack) : `${codeText(stack)} ${codeText(place)}`;
  const end = reason === undefined ? plainMarkdown(next) : `Overridden: ${plainMarkdown(reason)}`;
  return `- **${number} ${refusal}**${reason === undefined ? '' : ' (overridden)'} ${where}: ${plainMarkdown(message)} ${end}\n`;
}

function stackDetails({ stack, kind, release, resources, causes, reach }: StackChange): string {
  const verb = kind === 'changed' ? 'changes' : `is ${kind}`;
  const move =
    release.before !== undefined && release.after !== undefined && release.before !== release.after
      ? `, release ${release.before} → ${release.after}`
      : '';
  const rows =
    kind === 'changed'
      ? resources.map(
          ({ logicalId, type, change, properties, causes: by }) =>
            `| ${SIGNS[change]} ${change} | ${codeCell(logicalId)}<br>${codeCell(type)} | ${properties.slice(0, 6).map(propertyCell).join('<br>')}${properties.length > 6 ? `<br>and ${properties.length - 6} more` : ''} | ${by.map(codeCell).join('<br>')} |\n`,
        )
      : [];
  const table =
    rows.length === 0 ? '' : `| | resource | what | by |\n| --- | --- | --- | --- |\n${rows.join('')}\n`;
  const because = causes
    .filter(({ effect }) => effect !== 'none')
    .map(({ id, before, after, effect }) => {
      const values =
        before === undefined && after === undefined
          ? ''
          : `: ${codeText(planValue(before))} → ${codeText(planValue(after))}`;
      return `- ${codeText(id)}${values}${effect === 'together' ? ' (with others)' : ''}\n`;
    });
  return `<details><summary>${htmlText(stack)} ${verb}${htmlText(move)}: ${plural(resources.length, 'resource')}</summary>\n\n${because.join('')}\n${table}${reachLine(reach)}\n\n</details>\n\n`;
}

function propertyCell({
  path,
  before,
  after,
}: StackChange['resources'][number]['properties'][number]): string {
  return `${codeCell(path.replace(/^Properties\./, ''))}: ${codeCell(planValue(before))} → ${codeCell(planValue(after))}`;
}

function reachLine(reach: Reach): string {
  if (reach.kind === 'tenant') {
    const { cell: where, reads, altered } = reach;
    const what =
      altered.length === 0
        ? 'alters none of them'
        : `of which the cell alters ${altered.map(codeText).join(', ')}`;
    return `Reads ${plural(reads.length, 'value')} of ${codeText(where)}, ${altered.length === 0 ? 'and ' : ''}${what}.`;
  }
  if (reach.kind === 'access') {
    return `Is what ${codeText(reach.tenant)} is deployed with, and nobody else.`;
  }
  const touched = reach.tenants.filter(({ altered }) => altered.length > 0);
  const named = touched.slice(0, 12).map(({ stack }) => codeText(stack));
  return `Reaches ${plural(reach.tenants.length, 'tenant')} of the cell; what they read is altered for ${touched.length}${named.length === 0 ? '' : `: ${named.join(', ')}`}${touched.length > named.length ? ` and ${touched.length - named.length} more` : ''}.`;
}
