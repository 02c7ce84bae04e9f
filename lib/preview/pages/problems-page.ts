import { diagnosticText } from '../../diagnostics/render';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { EdgeAnswer } from '../edge/edge-data-plane';
import { html } from '../../report/markup';
import { pageAnswer } from './page';

/** What is shown of a tenant that has never been sound since the preview was started. It goes once the tenant is. */
export function problemsPage(tenant: string, problems: readonly Diagnostic[]): EdgeAnswer {
  return pageAnswer({
    status: 503,
    title: `${tenant}: nothing to show yet`,
    live: { revision: '' },
    body: html`<main class="notice">
      <h1>${tenant}</h1>
      <p>There is nothing to show yet. This page changes by itself as soon as the files are sound.</p>
      <ol class="problems">
        ${problems.map((problem) => html`<li>${diagnosticText(problem)}</li> `)}
      </ol>
    </main>`,
  });
}
