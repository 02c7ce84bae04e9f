import { EDGE_LIMITS } from '../edge-limits';
import type { EdgeAnswer } from '../edge/edge-data-plane';
import { html } from '../../report/markup';
import type { Markup } from '../../report/markup';
import { pageAnswer } from './page';

/** The page at `http://localhost:PORT/limits`. */
export function limitsPage(): EdgeAnswer {
  return pageAnswer({
    status: 200,
    title: 'What an edge would do',
    body: html`<main>
      <p><a href="/">All tenants</a></p>
      ${limitsSection()}
    </main>`,
  });
}

export function limitsSection(): Markup {
  return html`<section aria-labelledby="limits">
    <h2 id="limits">What an edge would do and this does not</h2>
    <ul class="limits">
      ${EDGE_LIMITS.map((limit) => html`<li>${limit}</li> `)}
    </ul>
  </section> `;
}
