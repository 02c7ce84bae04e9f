import type { Tenant } from '../../fleet/fleet';
import { html } from '../markup';
import type { Markup } from '../markup';
import { plural } from '../plural';
import type { PageContent } from './page-content';
import type { Section } from './section';
import { spanText, tenantSettings } from './tenant-differences';
import type { TenantSetting } from './tenant-differences';

/** Each tenant: what differs from its tier's defaults, and its brand. */
export function tenantsSection(content: PageContent): Section {
  return {
    id: 'configuration',
    title: 'Tenants’ configuration',
    body: html`<p class="lead">
        What each tenant has set itself, beside what its tier, its release or the fleet gives whoever sets
        nothing.
      </p>
      <p class="switches" hidden><button type="button" data-open="configuration">Open all</button></p>
      ${content.fleet.tenants.map((tenant) => tenantMarkup(content, tenant))}`,
  };
}

function tenantMarkup({ fleet, catalogues }: PageContent, tenant: Tenant): Markup {
  const { id, name, cell, tier, ring, release } = tenant;
  const settings = tenantSettings(fleet, tenant, catalogues);
  const differing = settings.filter(({ standard, own }) => standard !== own);
  const same = settings.filter(({ standard, own }) => standard === own);
  return html`<details class="tenant" id="tenant-${id}">
    <summary>
      <span class="who"
        >${swatches(tenant)}<strong><bdi>${name}</bdi></strong> <small>${id}</small></span
      >
      <span class="where">${[cell, tier, ring, release].join(' · ')}</span>
      <span class="differs"
        >${differing.length === 0 ? 'as its tier' : `differs in ${differing.length}`}</span
      >
    </summary>
    <div class="tenant-body">
      ${
        differing.length === 0
          ? html`<p>Everything is as the tier ${tier} and the fleet give it.</p>`
          : settingsTable(`What differs from the tier ${tier}`, differing, tier)
      }
      <details>
        <summary>
          ${plural(same.length, 'setting')} as the tier ${tier}, its release or the fleet gives them
        </summary>
        <p class="same">
          ${same.map(({ key, own }) => html`<span class="word"><code>${key}</code> ${own}</span> `)}
        </p>
      </details>
      ${brandMarkup(tenant)}
    </div>
  </details> `;
}

function settingsTable(caption: string, settings: readonly TenantSetting[], tier: string): Markup {
  return html`<table class="settings">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Setting</th>
        <th scope="col">Given by ${tier}, its release or the fleet</th>
        <th scope="col">Here</th>
      </tr>
    </thead>
    <tbody>
      ${settings.map(
        ({ key, standard, own }) =>
          html`<tr>
            <th scope="row"><code>${key}</code></th>
            <td>${standard === undefined ? html`<em>each tenant says it</em>` : standard}</td>
            <td><bdi>${own}</bdi></td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function brandMarkup({ branding, catalogue, contacts, owners, maintenance, brand }: Tenant): Markup {
  const { colors, logo, favicon, theme, homepage } = branding;
  return html`<dl>
    <dt>Colours</dt>
    <dd>
      ${Object.entries(colors).map(([use, color]) => html`<span class="color">${dot(color)}${use} <code>${color}</code></span> `)}
    </dd>
    <dt>Home screen</dt>
    <dd>
      ${homepage.map(({ title, category }) => html`<span class="word"><bdi>${title}</bdi> <small>${category}</small></span> `)}
    </dd>
    <dt>Categories</dt>
    <dd>
      ${catalogue.categories.map(({ id, title }) => html`<span class="word"><bdi>${title}</bdi> <small>${id}</small></span> `)}
    </dd>
    <dt>Brand</dt>
    <dd>
      ${[logo, favicon, ...(theme === undefined ? [] : [theme])].join(', ')};
      ${plural(brand.files.length, 'file')}, digest
      <code title="${brand.digest}">${brand.digest.slice(0, 12)}</code>
    </dd>
    <dt>Window</dt>
    <dd>${spanText(maintenance.window)}, ${maintenance.timeZone}</dd>
    <dt>Owners</dt>
    <dd>${owners.join(', ')}</dd>
    <dt>Contacts</dt>
    <dd>${contacts.map(({ role, email }) => `${role}: ${email}`).join(', ')}</dd>
  </dl>`;
}

/** Drawn, since a style cannot be set where the policy of the page takes none. */
function swatches({ branding: { colors } }: Tenant): Markup {
  const shown = [colors.background, colors.primary, colors.accent];
  return html`<svg class="swatches" width="30" height="20" aria-hidden="true">
    ${shown.map((color, index) => html`<rect x="${index * 10}" width="10" height="20" fill="${color}" />`)}
  </svg>`;
}

function dot(color: string): Markup {
  return html`<svg class="dot" width="14" height="14" aria-hidden="true">
    <circle cx="7" cy="7" r="6" fill="${color}" />
  </svg>`;
}
