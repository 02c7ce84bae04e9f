import type { CellAccess, Fleet, Tenant } from '../../fleet/fleet';
import { html } from '../markup';
import type { Markup } from '../markup';
import { plural } from '../plural';
import { filterMarkup } from './filter';
import type { PageContent } from './page-content';
import { tableMarkup } from './section';
import type { Section } from './section';
import { sharesMarkup, sharesOf } from './shares';
import type { Share } from './shares';
import { tenantDifferences } from './tenant-differences';

/** Who is where: counts by cell, tier, ring and release, and every tenant. */
export function fleetSection(content: PageContent): Section {
  const { fleet } = content;
  return {
    id: 'fleet',
    title: 'Fleet',
    body: html`<div class="cards">
        ${sharesMarkup('By cell', 'Tenants', cellShares(fleet))}
        ${sharesMarkup('By tier', 'Tenants', countedBy(fleet, 'tier', Object.keys(fleet.tiers)))}
        ${sharesMarkup('By ring', 'Tenants', countedBy(fleet, 'ring', ringsInOrder(fleet)))}
        ${sharesMarkup('By release', 'Tenants', countedBy(fleet, 'release'))}
      </div>
      ${cellTable(fleet)} ${tenantTable(content)}`,
  };
}

/** In the order in which a roll-out crosses them. */
export function ringsInOrder({ rings }: Fleet): readonly string[] {
  return Object.entries(rings)
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([name]) => name);
}

function countedBy(
  { tenants }: Fleet,
  key: 'tier' | 'ring' | 'release',
  names?: readonly string[],
): readonly Share[] {
  return sharesOf(
    tenants.map((tenant) => tenant[key]),
    names,
  );
}

function cellShares({ cells, tenants }: Fleet): readonly Share[] {
  return cells.map(({ id, region, kind }) => ({
    name: id,
    count: tenants.filter(({ cell }) => cell === id).length,
    detail: `${region}${kind === 'dedicated' ? ', dedicated' : ''}`,
  }));
}

function cellTable({ cells, tenants }: Fleet): Markup {
  const hasAccess = cells.some(({ access }) => access !== undefined);
  return tableMarkup({
    id: 'cells',
    caption: plural(cells.length, 'cell'),
    headings: [
      'Cell',
      'Account',
      'Region',
      'Kind',
      'Release',
      'Tenants',
      'Domain',
      ...(hasAccess ? ['Tenants deployed by'] : []),
    ],
    rows: cells.map(
      ({ id, account, region, kind, release, domain, access }) =>
        html`<tr>
          <th scope="row">${id}</th>
          <td><code>${account}</code></td>
          <td>${region}</td>
          <td>${kind}</td>
          <td>${release}</td>
          <td class="number">${tenants.filter(({ cell }) => cell === id).length}</td>
          <td>${domain}</td>
          ${hasAccess ? html`<td>${deployersText(access)}</td>` : ''}
        </tr> `,
    ),
  });
}

function deployersText(access: CellAccess | undefined): string {
  const { github, principals = [] } = access ?? {};
  const named = [...(github === undefined ? [] : [`workflows of ${github.repository}`]), ...principals];
  return named.length === 0 ? 'the roles of the bootstrap stack' : named.join(', ');
}

function tenantTable({ fleet, catalogues }: PageContent): Markup {
  const { tenants } = fleet;
  const column = (key: 'cell' | 'tier' | 'ring' | 'release'): readonly string[] => [
    ...new Set(tenants.map((tenant) => tenant[key]).toSorted()),
  ];
  return html`${filterMarkup({
    table: 'tenants',
    label: 'Find a tenant',
    nouns: 'tenants',
    total: tenants.length,
    choices: (['cell', 'tier', 'ring', 'release'] as const).map((key) => ({ key, values: column(key) })),
  })}
  ${tableMarkup({
    id: 'tenants',
    caption: plural(tenants.length, 'tenant'),
    headings: ['Tenant', 'Name', 'Cell', 'Tier', 'Ring', 'Release', 'Differs in', 'Owners'],
    rows: tenants.map((tenant) => tenantRow(tenant, tenantDifferences(fleet, tenant, catalogues).length)),
  })}`;
}

function tenantRow({ id, name, cell, tier, ring, release, owners, hold }: Tenant, differs: number): Markup {
  return html`<tr data-cell="${cell}" data-tier="${tier}" data-ring="${ring}" data-release="${release}">
    <th scope="row"><a href="#tenant-${id}">${id}</a></th>
    <td><bdi>${name}</bdi>${hold === undefined ? '' : html` <span class="badge careful">held</span>`}</td>
    <td>${cell}</td>
    <td>${tier}</td>
    <td>${ring}</td>
    <td>${release}</td>
    <td class="number">${differs}</td>
    <td>${owners.join(', ')}</td>
  </tr> `;
}
