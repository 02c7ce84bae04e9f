import { html } from '../markup';
import type { Markup } from '../markup';

/** A part of a whole. */
export interface Share {
  readonly name: string;
  readonly count: number;
  /** More to say of it. @default nothing */
  readonly detail?: string;
}

/** How often each value of some property occurs, in the order of `names`, and behind them the others by name. */
export function sharesOf(values: readonly string[], names: readonly string[] = []): readonly Share[] {
  const counts = new Map(names.map((name) => [name, 0]));
  for (const value of values.toSorted()) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** Shares as bars that are numbers as well. */
export function sharesMarkup(title: string, what: string, shares: readonly Share[]): Markup {
  const most = Math.max(1, ...shares.map(({ count }) => count));
  return html`<table class="shares">
    <caption>
      ${title}
    </caption>
    <thead class="unseen">
      <tr>
        <th scope="col">${title}</th>
        <th scope="col">${what}</th>
      </tr>
    </thead>
    <tbody>
      ${shares.map(
        ({ name, count, detail }) =>
          html`<tr>
            <th scope="row">
              <bdi>${name}</bdi>${detail === undefined ? '' : html` <small>${detail}</small>`}
            </th>
            <td>
              <svg class="bar" aria-hidden="true">
                <rect width="${percent(count / most)}" height="100%" rx="3" /></svg
              ><span>${count}</span>
            </td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

export function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
