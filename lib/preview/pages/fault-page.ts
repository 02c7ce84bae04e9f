import type { EdgeAnswer } from '../edge/edge-data-plane';
import { html } from '../../report/markup';
import { pageAnswer } from './page';

/** What says that a request could not be answered, and why. */
export function faultPage(status: number, says: string): EdgeAnswer {
  return pageAnswer({
    status,
    title: `${status}`,
    body: html`<main class="notice">
      <h1>${status}</h1>
      <p>${says}</p>
    </main>`,
  });
}
