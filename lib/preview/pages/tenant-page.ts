import { diagnosticText } from '../../diagnostics/render';
import type { EdgeAnswer } from '../edge/edge-data-plane';
import type { EdgeBehavior, EdgeDescription, EdgeOrigin } from '../edge/edge-description';
import type { Screen } from '../make-screen';
import type { ShownTenant } from '../screens';
import { limitsSection } from './limits-page';
import { html } from '../../report/markup';
import type { Markup } from '../../report/markup';
import { pageAnswer } from './page';

/** What is behind a tenant's screen: its distribution as rendered, and what of it is not played. */
export function tenantPage({ problems }: ShownTenant, screen: Screen, fleetUrl: string): EdgeAnswer {
  const { tenant, cell, edge, digest, revision } = screen;
  return pageAnswer({
    status: 200,
    title: `${tenant.name}: what is behind it`,
    live: { revision },
    body: html`<header class="top">
        <h1>${tenant.name}</h1>
        <p><a href="/">Its screen</a> · <a href="${fleetUrl}">All tenants</a></p>
      </header>
      <main>
        ${
          problems.length === 0
            ? ''
            : html`<ol class="problems">
                ${problems.map((problem) => html`<li>${diagnosticText(problem)}</li> `)}
              </ol>`
        }
        <dl class="facts">
          <dt>Stack</dt>
          <dd><code>tenant--${tenant.id}</code>, template <code>${digest.slice(0, 12)}</code></dd>
          <dt>Release</dt>
          <dd>${tenant.release}, in cell ${cell.id} at ${cell.release}</dd>
          <dt>Tier</dt>
          <dd>${tenant.tier}: ${Object.keys(tenant.features).join(', ')}</dd>
          <dt>Answers at</dt>
          <dd>${edge.aliases.join(', ')}</dd>
        </dl>
        ${behaviorsSection(edge)}${headersSection(edge)}${settingsSection(edge)}${limitsSection()}
      </main>`,
  });
}

function behaviorsSection({ behaviors, origins }: EdgeDescription): Markup {
  return html`<section aria-labelledby="behaviors">
    <h2 id="behaviors">Who answers what</h2>
    <div class="scroll" role="region" aria-labelledby="behaviors" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col">Once deployed</th>
            <th scope="col">Here</th>
            <th scope="col">Methods</th>
            <th scope="col">Function</th>
          </tr>
        </thead>
        <tbody>
          ${behaviors.map((behavior) => behaviorRow(behavior, origins.get(behavior.origin)))}
        </tbody>
      </table>
    </div>
  </section> `;
}

function behaviorRow(behavior: EdgeBehavior, origin: EdgeOrigin | undefined): Markup {
  const { pattern, methods, viewerRequest } = behavior;
  return html`<tr>
    <th scope="row"><code>${pattern}</code></th>
    <td>${origin === undefined ? 'nobody' : deployed(origin)}</td>
    <td>${origin === undefined ? 'nobody' : here(origin)}</td>
    <td>${methods.join(', ')}</td>
    <td>${viewerRequest === undefined ? 'none' : 'viewer-request, run here'}</td>
  </tr> `;
}

function deployed({ source, path, headers }: EdgeOrigin): string {
  const told = Object.entries(headers).map(([name, value]) => `, with ${name}: ${value}`);
  return source.kind === 'host'
    ? `${source.host}${path}${told.join('')}`
    : `the ${source.bucket} bucket${path === '' ? '' : ` below ${path}`}`;
}

function here({ id, source }: EdgeOrigin): string {
  if (source.kind === 'host') {
    return id === 'api' ? 'a stand-in that knows the tenant’s items' : 'a page that says so (501)';
  }
  return {
    app: 'the player of this project',
    brand: 'the files of brand/',
    media: 'a page that says so (501)',
  }[source.bucket];
}

function headersSection({ behaviors }: EdgeDescription): Markup {
  const set = behaviors.at(-1)?.headers.set ?? [];
  return html`<section aria-labelledby="headers">
    <h2 id="headers">Headers of every answer</h2>
    <dl class="headers">
      ${set.map(
        ({ name, value }) =>
          html`<dt>${name}</dt>
            <dd><code>${value}</code></dd> `,
      )}
    </dl>
  </section> `;
}

function settingsSection({ notActedOn }: EdgeDescription): Markup {
  return html`<section aria-labelledby="settings">
    <h2 id="settings">Settings of this distribution that nothing here acts on</h2>
    <p>${notActedOn.map((name) => html`<code>${name}</code> `)}</p>
  </section> `;
}
