import { printable } from '../diagnostics/printable';

/** Text that people wrote, as code in a cell of a table, which a vertical line ends even there. */
export function codeCell(text: string): string {
  return codeText(text).replaceAll('|', '\\|');
}

/** Text that people wrote, as code, which nothing in it can end. */
export function codeText(text: string): string {
  const shown = printable(text).replaceAll('`', 'ˋ');
  return shown === '' ? '' : `\`${shown}\``;
}

/** Text that people wrote, so that none of it is Markdown, HTML, a mention or a link. */
export function plainMarkdown(text: string): string {
  return htmlText(printable(text))
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('@', '&#64;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, 'www&#46;');
}

/** Text that people wrote, so that none of it is HTML. */
export function htmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
