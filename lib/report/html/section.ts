import { html } from '../markup';
import type { Markup, Part } from '../markup';
import type { Absent } from './page-content';

/** A part of the page that its navigation leads to. */
export interface Section {
  /** Anchor, unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

export function sectionMarkup({ id, title, body }: Section): Markup {
  return html`<section id="${id}" class="section" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section> `;
}

/** What is said where there is nothing to show. */
export function absentMarkup({ why, command }: Absent): Markup {
  return html`<div class="absent">
    <p>${why}</p>
    <p><code>${command}</code></p>
  </div>`;
}

/** A table that scrolls by itself where it is too wide, by keyboard too. */
export function tableMarkup(table: {
  /** Anchor, unique on the page, for what filters it. */
  readonly id: string;
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly Markup[];
}): Markup {
  const { id, caption, headings, rows } = table;
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}-caption">
    <table id="${id}">
      <caption id="${id}-caption">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** A short word in a colour that says what it means; the word says it too. */
export function badge(tone: Tone, text: Part): Markup {
  return html`<span class="badge ${tone}">${text}</span>`;
}

export type Tone = 'good' | 'careful' | 'bad' | 'plain' | 'note';

/** `rally-north`, with a link to what the page says of that tenant. */
export function stackLink(stack: string, tenants: ReadonlySet<string>): Markup {
  const id = stack.slice(stack.indexOf('/') + 1);
  return stack.startsWith('tenants/') && tenants.has(id)
    ? html`<a href="#tenant-${id}">${stack}</a>`
    : html`${stack}`;
}
