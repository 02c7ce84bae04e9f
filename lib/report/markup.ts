import { printable } from '../diagnostics/printable';

/** HTML that is safe to send: everything in it was written here or escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Part = string | number | Markup | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * HTML in which whatever is put in is text, unless it is {@link Markup} itself. Attributes must be in quotes. What would
 * hide or turn the text around it is written out, as on a terminal.
 */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    unindented(literals).reduce(
      (text, literal, index) => `${text}${markupOf(parts[index - 1] ?? '')}${literal}`,
    ),
  );
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** How a template is indented is for whoever reads the code, and would be half of a long page. */
function unindented(literals: TemplateStringsArray): readonly string[] {
  const short = known.get(literals) ?? literals.map((literal) => literal.replace(/\s*\n\s*/g, '\n'));
  known.set(literals, short);
  return short;
}

function markupOf(part: Part): string {
  if (part instanceof Markup) {
    return part.text;
  }
  if (typeof part === 'object') {
    return part.map(markupOf).join('');
  }
  return printable(String(part)).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
