import { html } from '../markup';
import type { Markup, Part } from '../markup';
import { planHeadline } from '../plan-headline';
import { plural } from '../plural';
import { utcTime } from '../utc-time';
import { ringsInOrder } from './fleet-section';
import type { PageContent } from './page-content';
import { sharesOf } from './shares';

/** The answers first: how many there are, on which releases, and what is under way. */
export function overviewMarkup(content: PageContent): Markup {
  const { fleet } = content;
  const releases = sharesOf(fleet.tenants.map(({ release }) => release)).toReversed();
  return html`<div class="tiles">
    ${tile('fleet', 'Tenants', fleet.tenants.length, `in ${plural(fleet.cells.length, 'cell')}, ${plural(ringsInOrder(fleet).length, 'ring')}`)}
    ${tile('fleet', 'Releases', releases.length, releases.map(({ name, count }) => `${count} on ${name}`).join(', '))}
    ${planTile(content)} ${rolloutTile(content)} ${ledgerTile(content)}
  </div>`;
}

function tile(section: string, title: string, value: Part, says: Part): Markup {
  return html`<a class="tile-link" href="#${section}">
    <span class="tile-title">${title}</span><strong>${value}</strong><span class="tile-says">${says}</span>
  </a> `;
}

function planTile({ plan }: PageContent): Markup {
  return plan.kind === 'absent'
    ? tile('plan', 'Blast radius', '–', 'no plan is shown')
    : tile('plan', 'Blast radius', plan.plan.changed.length, planHeadline(plan.plan));
}

function rolloutTile({ rollouts }: PageContent): Markup {
  const [latest] = rollouts.kind === 'absent' ? [] : rollouts.timelines;
  return latest === undefined
    ? tile('rollouts', 'Roll-out', '–', 'none so far')
    : tile('rollouts', 'Roll-out', latest.to, latest.sentence);
}

function ledgerTile({ ledger }: PageContent): Markup {
  if (ledger.kind === 'absent') {
    return tile('ledger', 'Ledger', '–', 'nothing recorded so far');
  }
  const last = ledger.lines.at(-1);
  const at = last?.kind === 'entry' ? `the last at ${utcTime(last.entry.at)}` : '';
  const verdict = ledger.check.faults.length === 0 ? 'The chain is whole' : 'The chain is broken';
  return tile('ledger', 'Ledger entries', ledger.lines.length, `${verdict}${at === '' ? '' : `, ${at}`}`);
}
