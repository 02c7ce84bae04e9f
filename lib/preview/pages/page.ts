import type { EdgeAnswer } from '../edge/edge-data-plane';
import { html } from '../../report/markup';
import type { Markup } from '../../report/markup';

/** Where the preview's own files are, on every host: no path of a tenant's distribution begins with it. */
export const PREVIEW_PREFIX = '/.preview/';

/** What the preview's own pages may load: nothing but the preview's own files. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly body: Markup;
  /** What the page shows of a tenant, so that it is loaded anew when that changes. @default it stays as it is */
  readonly live?: { readonly revision: string };
}

/** A page of the preview's own, which is no part of what a viewer gets. */
export function pageAnswer({ status, title, body, live }: Page): EdgeAnswer {
  const script = live === undefined ? '' : liveScript(live.revision);
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${PREVIEW_PREFIX}pages.css" />
        ${script}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: Buffer.from(document.text),
  };
}

/** What has a page loaded anew when its tenant has changed, and shows what is wrong with it meanwhile. */
export function liveScript(revision: string): Markup {
  return html`<link rel="stylesheet" href="${PREVIEW_PREFIX}live.css" />
    <script src="${PREVIEW_PREFIX}live.js" data-revision="${revision}" defer></script> `;
}
