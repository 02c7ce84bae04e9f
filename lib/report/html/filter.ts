import { html } from '../markup';
import type { Markup } from '../markup';

/** What narrows the rows of a table: a text, and values of its rows' `data-` attributes. */
export interface Filter {
  /** Id of the table. */
  readonly table: string;
  readonly label: string;
  /** What rows are: `tenants`. */
  readonly nouns: string;
  readonly total: number;
  readonly choices: readonly { readonly key: string; readonly values: readonly string[] }[];
}

/** Without scripts it is not shown, since it would do nothing. */
export function filterMarkup({ table, label, nouns, total, choices }: Filter): Markup {
  return html`<form
    class="filter"
    role="search"
    aria-label="${label}"
    data-table="${table}"
    data-nouns="${nouns}"
    hidden
  >
    <label class="grow"
      >${label}
      <input type="search" name="text" autocomplete="off" spellcheck="false" aria-controls="${table}"
    /></label>
    ${choices.map(
      ({ key, values }) =>
        html`<label
          >${key.charAt(0).toUpperCase()}${key.slice(1)}
          <select name="${key}" aria-controls="${table}">
            <option value="">all</option>
            ${values.map((value) => html`<option value="${value}">${value}</option>`)}
          </select></label
        > `,
    )}
    <button type="reset">Show all</button>
    <output aria-live="polite">${total} of ${total} ${nouns}</output>
  </form> `;
}
