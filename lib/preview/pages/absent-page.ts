import type { EdgeOrigin } from '../edge/edge-description';
import type { EdgeAnswer } from '../edge/edge-data-plane';
import type { Origin, OriginRequest } from '../edge/origin';
import { html } from '../../report/markup';
import { pageAnswer } from './page';

const NOT_IMPLEMENTED = 501;

/** Answers in place of an origin that a preview does not have, with what it would have been asked for. */
export function absentOrigin(origin: EdgeOrigin): Origin {
  return {
    fetch: (request) =>
      withoutPolicy(
        pageAnswer({
          status: NOT_IMPLEMENTED,
          title: 'Not in a preview',
          body: html`<main class="notice">
            <h1>Not in a preview</h1>
            <p>${whatWouldBe(origin, request)}</p>
            <dl>
              <dt>Origin</dt>
              <dd><code>${origin.id}</code></dd>
              <dt>Asked for</dt>
              <dd><code>${request.method} ${request.path}</code></dd>
              ${headerLines(origin)}
            </dl>
            <p><a href="/.preview/">What else an edge would do</a></p>
          </main>`,
        }),
      ),
  };
}

function whatWouldBe({ source }: EdgeOrigin, { path }: OriginRequest): string {
  return source.kind === 'host'
    ? `Once deployed, ${source.host} answers here, over TLS. A preview calls nobody.`
    : `Once deployed, the object ${path.slice(1)} of the cell’s ${source.bucket} bucket is here. A preview has no media.`;
}

function headerLines({ headers }: EdgeOrigin): readonly ReturnType<typeof html>[] {
  return Object.entries(headers).map(
    ([name, value]) =>
      html`<dt>With the header</dt>
        <dd><code>${name}: ${value}</code></dd> `,
  );
}

/** The headers are those of the tenant's own policy, which the edge adds. */
function withoutPolicy(answer: EdgeAnswer): EdgeAnswer {
  return { ...answer, headers: { 'content-type': 'text/html; charset=utf-8' } };
}
