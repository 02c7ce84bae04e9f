import { html } from '../markup';
import type { Markup } from '../markup';
import { recordText } from '../audit-text';
import { plural } from '../plural';
import { utcTime } from '../utc-time';
import { filterMarkup } from './filter';
import type { LedgerCheck, LedgerLine, PageContent } from './page-content';
import { absentMarkup, badge, tableMarkup } from './section';
import type { Section, Tone } from './section';

/** More would be slow to look at; `multiplex audit` has all of them. */
const ENTRIES_SHOWN_MAX = 2000;

/** Who did what, when: the latest first. */
export function ledgerSection({ ledger }: PageContent): Section {
  return {
    id: 'ledger',
    title: 'Ledger',
    body: ledger.kind === 'absent' ? absentMarkup(ledger) : ledgerMarkup(ledger.lines, ledger.check),
  };
}

function ledgerMarkup(lines: readonly LedgerLine[], check: LedgerCheck): Markup {
  const shown = lines.slice(-ENTRIES_SHOWN_MAX).toReversed();
  const kinds = [...new Set(shown.map(kindOf))].toSorted();
  const hidden = lines.length - shown.length;
  return html`${checkMarkup(lines.length, check)}
  ${
    hidden === 0
      ? ''
      : html`<p>
          The latest ${shown.length} entries are shown; <code>npx multiplex audit</code> has ${hidden} earlier
          ones.
        </p>`
  }
  ${filterMarkup({
    table: 'entries',
    label: 'Find entries',
    nouns: 'entries',
    total: shown.length,
    choices: [{ key: 'kind', values: kinds }],
  })}
  ${tableMarkup({
    id: 'entries',
    caption: `The ledger, ${plural(shown.length, 'entry', 'entries')}, the latest first`,
    headings: ['No.', 'When (UTC)', 'What', 'Says', 'Who'],
    rows: shown.map(lineRow),
  })}`;
}

function checkMarkup(entries: number, { head, faults }: LedgerCheck): Markup {
  if (faults.length > 0) {
    return html`<div class="alarm">
      <p>
        <strong>The ledger is not whole.</strong> Compare with a backup of the table; docs/ledger.md says how.
      </p>
      <ul>
        ${faults.map(({ seq, message }) => html`<li>Entry ${seq}: ${message}</li> `)}
      </ul>
    </div>`;
  }
  return entries === 0
    ? html`<p>The ledger is empty.</p>`
    : html`<p>
        ${badge('good', 'whole')} ${plural(entries, 'entry', 'entries')}, each chained to the one before it.
        Its head, to compare with later: <code class="wrap">${head.seq}:${head.digest}</code>
      </p>`;
}

function kindOf(line: LedgerLine): string {
  if (line.kind === 'unreadable') {
    return 'unreadable';
  }
  const { record } = line.entry;
  return record.kind === 'outcome' ? record.outcome.kind : record.kind;
}

const TONES: Readonly<Record<string, Tone>> = {
  succeeded: 'good',
  failed: 'bad',
  stuck: 'bad',
  unreadable: 'bad',
  'not-started': 'careful',
  intent: 'note',
};

function lineRow(line: LedgerLine): Markup {
  const kind = kindOf(line);
  const what = badge(TONES[kind] ?? 'plain', kind);
  if (line.kind === 'unreadable') {
    return html`<tr data-kind="${kind}">
      <td class="number">${line.seq}</td>
      <td></td>
      <td>${what}</td>
      <td class="says">It cannot be read; multiplex audit --verify says more.</td>
      <td></td>
    </tr> `;
  }
  const { seq, at, actor, record } = line.entry;
  const author = [actor.author, actor.commit?.slice(0, 12)].flatMap((part) => part ?? []).join(', ');
  return html`<tr data-kind="${kind}" id="entry-${seq}">
    <td class="number">${seq}</td>
    <td><time datetime="${utcTime(at).replace(' ', 'T')}">${utcTime(at)}</time></td>
    <td>${what}</td>
    <td class="says">${recordText(record)}</td>
    <td>${actor.caller}${author === '' ? '' : html`<br /><small>${author}</small>`}</td>
  </tr> `;
}
