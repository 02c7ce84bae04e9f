import type { EdgeAnswer } from '../edge/edge-data-plane';
import type { TenantLine } from '../tenant-line';
import { html } from '../../report/markup';
import type { Markup } from '../../report/markup';
import { pageAnswer } from './page';

/** Most tenants on one page; a fleet has thousands. */
export const TENANTS_A_PAGE = 60;

/** One page of the fleet's tenants. */
export interface FleetListing {
  readonly fleet: string;
  /** Tenants in the fleet. */
  readonly total: number;
  /** Tenants whose id holds the text that was searched for. */
  readonly found: number;
  /** What was searched for; empty for all. */
  readonly search: string;
  /** Counts from 1. */
  readonly page: number;
  readonly lines: readonly TenantLine[];
  readonly urlOf: (id: string) => string;
}

/** The page at `http://localhost:PORT/`. */
export function fleetPage(listing: FleetListing): EdgeAnswer {
  const { fleet, total, search, lines, urlOf } = listing;
  return pageAnswer({
    status: 200,
    title: `Preview of ${fleet}`,
    body: html`<header class="top">
        <h1>${fleet}</h1>
        <p>
          ${total} tenants, as they would look after a deployment of the files as they are.
          <a href="/limits">What an edge would do and this does not</a>
        </p>
        <form role="search" action="/">
          <label for="q">Find a tenant</label
          ><input id="q" name="q" type="search" value="${search}" autocomplete="off" /><button>Find</button>
        </form>
      </header>
      <main>
        ${lines.length === 0 ? html`<p>No tenant has “${search}” in its id.</p>` : ''}
        <ul class="tenants">
          ${lines.map((line) => tenantCard(line, urlOf(line.id)))}
        </ul>
        ${pager(listing)}
      </main>`,
  });
}

function tenantCard({ id, fields }: TenantLine, url: string): Markup {
  const about = [fields.tier, fields.cell, fields.ring, fields.release].filter((word) => word !== undefined);
  return html`<li>
    <a href="${url}"
      >${swatches(fields.branding?.colors)}<strong>${fields.name ?? id}</strong><span>${id}</span
      ><span>${about.join(' · ')}</span></a
    >
  </li> `;
}

/** The colours are attributes of a drawing: the policy of these pages takes no style that is not in its own file. */
function swatches(colors: NonNullable<TenantLine['fields']['branding']>['colors']): Markup {
  const shown = colors === undefined ? [] : [colors.background, colors.primary, colors.accent, colors.text];
  return html`<svg viewBox="0 0 4 1" preserveAspectRatio="none" aria-hidden="true">
    ${shown.map((color, index) => html`<rect x="${index}" width="1" height="1" fill="${color}" />`)}
  </svg>`;
}

function pager({ page, found, search }: FleetListing): Markup {
  const last = Math.max(1, Math.ceil(found / TENANTS_A_PAGE));
  const link = (to: number, says: string): Markup =>
    to < 1 || to > last
      ? html``
      : html`<a href="/?${new URLSearchParams({ q: search, page: String(to) }).toString()}">${says}</a>`;
  return last === 1
    ? html``
    : html`<nav class="pager" aria-label="Pages">
        ${link(page - 1, 'Previous')}<span>Page ${page} of ${last}</span>${link(page + 1, 'Next')}
      </nav> `;
}
