import type { Plan, Refusal, StackChange } from '../../plan/plan-document';
import { html } from '../markup';
import type { Markup } from '../markup';
import { planHeadline, refusalLine } from '../plan-headline';
import { plural } from '../plural';
import { blastRadius } from './blast-radius';
import type { BlastRadius, Impact } from './blast-radius';
import type { PageContent } from './page-content';
import { cellPicture, IMPACTS } from './radius-picture';
import { absentMarkup, badge, stackLink, tableMarkup } from './section';
import type { Section } from './section';
import { changeMarkup } from './change-markup';

/** What a change touches, drawn; what it provably does not, and why. */
export function planSection({ plan, fleet }: PageContent): Section {
  return {
    id: 'plan',
    title: 'Blast radius',
    body:
      plan.kind === 'absent'
        ? absentMarkup(plan)
        : planMarkup(
            plan.plan,
            plan.source,
            blastRadius(fleet, plan.plan),
            new Set(fleet.tenants.map(({ id }) => id)),
          ),
  };
}

function planMarkup(plan: Plan, source: string, radius: BlastRadius, tenants: ReadonlySet<string>): Markup {
  return html`<p class="lead">
      ${plan.verdict === 'clear' ? badge('good', 'clear') : badge('bad', 'refused')} ${planHeadline(plan)}
      ${refusalLine(plan) ?? ''}
    </p>
    <p class="faint">${source} Plan <code title="${plan.digest}">${plan.digest.slice(0, 12)}</code>.</p>
    ${plan.notes.map((note) => html`<p class="faint">${note}</p> `)}
    ${plan.refusals.length === 0 ? '' : refusalsMarkup(plan.refusals)} ${legend(radius)}
    <div class="radii">${radius.cells.map(cellPicture)}</div>
    ${changesMarkup(plan.changed, tenants)} ${proofMarkup(plan, radius, tenants)}`;
}

function legend({ cells }: BlastRadius): Markup {
  const used = new Set(cells.flatMap(({ impact, tenants }) => [impact, ...tenants.map((one) => one.impact)]));
  return html`<ul class="legend" aria-label="Signs of the pictures">
    ${(Object.keys(IMPACTS) as Impact[])
      .filter((impact) => used.has(impact))
      .map(
        (impact) =>
          html`<li><span class="key ${impact}">${IMPACTS[impact].sign}</span> ${IMPACTS[impact].says}</li> `,
      )}
  </ul>`;
}

function refusalsMarkup(refusals: readonly Refusal[]): Markup {
  return html`<ul class="refusals">
    ${refusals.map(
      ({ refusal, code, stack, place, message, next, reason }) =>
        html`<li class="${reason === undefined ? 'stands' : 'passed'}">
          <strong>${code} ${refusal}</strong>${reason === undefined ? '' : ' (overridden)'}
          <code>${place === stack ? stack : `${stack} ${place}`}</code><br />
          ${message} ${reason === undefined ? next : html`<em>Reason: ${reason}</em>`}
        </li> `,
    )}
  </ul>`;
}

function changesMarkup(changed: readonly StackChange[], tenants: ReadonlySet<string>): Markup {
  return changed.length === 0
    ? html``
    : html`<h3>What changes</h3>
        ${changed.map((change) => changeMarkup(change, tenants))}`;
}

/** Why the others are untouched: their bytes, what they read, and what the changed ones may do. */
function proofMarkup(plan: Plan, radius: BlastRadius, tenants: ReadonlySet<string>): Markup {
  const { unchanged, changed, refusals } = plan;
  const isolation = refusals.filter(({ refusal }) => refusal === 'isolation-broken');
  const isDrawn = radius.identical === unchanged.count;
  const others = radius.cells.flatMap(({ tenants: of }) => of).filter(({ change }) => change === undefined);
  return html`<h3>What is proven untouched, and why</h3>
    <ul class="proof">
      <li>
        ${plural(unchanged.count, 'stack')} (${countsOf(unchanged)}): template and manifest are the same, byte
        by byte. Digest of all of them:
        <code class="wrap">${unchanged.digest}</code>
        ${
          isDrawn
            ? ''
            : html`<strong
                >The pictures draw ${radius.identical}: this plan is of another state of the fleet.</strong
              >`
        }
      </li>
      <li>
        ${
          isolation.length === 0
            ? changed.length === 0
              ? 'Nothing is granted anew to anybody.'
              : `No ${changed.length === 1 ? 'permission of the stack that changes' : 'permission of the stacks that change'} reaches another tenant: each was held against every other stack of the fleet.`
            : `${plural(isolation.length, 'permission')} would reach another tenant; the plan is refused.`
        }
      </li>
      <li>${contractText(changed)}</li>
    </ul>
    ${
      others.length === 0
        ? ''
        : html`<details>
            <summary>Why each of ${plural(others.length, 'tenant')} is untouched</summary>
            ${tableMarkup({
              id: 'untouched',
              caption: 'Tenants that the plan does not change',
              headings: ['Tenant', 'Impact', 'Why'],
              rows: others.map(
                ({ stack, impact, why }) =>
                  html`<tr>
                    <th scope="row">${stackLink(stack, tenants)}</th>
                    <td>
                      <span class="key ${impact}">${IMPACTS[impact].sign}</span> ${IMPACTS[impact].says}
                    </td>
                    <td>${why}</td>
                  </tr> `,
              ),
            })}
          </details>`
    }`;
}

function countsOf({ tenants, access, cells }: Plan['unchanged']): string {
  const roles = access === undefined ? [] : [`the roles of ${plural(access, 'tenant')}`];
  return [plural(tenants, 'tenant'), ...roles, plural(cells, 'cell')].join(', ');
}

function contractText(changed: readonly StackChange[]): string {
  const reached = changed.flatMap(({ reach }) =>
    reach.kind === 'cell' ? reach.tenants.filter(({ altered }) => altered.length > 0) : [],
  );
  const cells = changed.filter(({ reach }) => reach.kind === 'cell').length;
  if (cells === 0) {
    return 'No cell changes, so nothing that tenants share does.';
  }
  return reached.length === 0
    ? `${plural(cells, 'cell')} changed; nothing that its tenants read of it is altered.`
    : `${plural(cells, 'cell')} changed; what ${plural(reached.length, 'tenant')} read is altered: ${someOf(reached.map(({ stack }) => stack))}.`;
}

/** Most stacks that a sentence names; the table below has all of them. */
const NAMED_MAX = 12;

function someOf(stacks: readonly string[]): string {
  const more = stacks.length - NAMED_MAX;
  return `${stacks.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
