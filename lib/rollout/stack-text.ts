import { isCell } from './move-index';

/** `rally-north`, `cell us-1`. */
export function stackText(stack: string): string {
  const id = stack.slice(stack.indexOf('/') + 1);
  return isCell(stack) ? `cell ${id}` : id;
}

const NAMES_MAX = 5;

/** `rally-north, rally-south and 3 more`; names all where that is no more words. */
export function stacksText(stacks: readonly string[]): string {
  const names = stacks.map(stackText);
  const shown = names.length > NAMES_MAX ? names.slice(0, NAMES_MAX - 1) : names;
  const rest = names.length - shown.length;
  const parts = rest === 0 ? shown : [...shown, `${rest} more`];
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts.slice(-1).join('')}`;
}

/** `2 tenants`, `1 cell`, `2 tenants and 1 cell`. */
export function countText(stacks: readonly string[]): string {
  const cells = stacks.filter(isCell).length;
  const tenants = stacks.length - cells;
  const parts = [
    ...(tenants > 0 ? [counted(tenants, 'tenant')] : []),
    ...(cells > 0 ? [counted(cells, 'cell')] : []),
  ];
  return parts.join(' and ');
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function isOrAre(items: readonly unknown[]): string {
  return items.length === 1 ? 'is' : 'are';
}

export function wasOrWere(items: readonly unknown[]): string {
  return items.length === 1 ? 'was' : 'were';
}
