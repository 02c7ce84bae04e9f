import type { ShapeFault } from '../render/shape/check-shape';

/** What to do about a fault, and where to look. */
export function shapeFaultText({ part, line, stamped, synthesized }: ShapeFault): string {
  return [
    `The blueprint does something to a value that differs between tenants; it may only pass such a value on.`,
    `${part} line ${line}: stamped     ${stamped.trim()}`,
    `${part} line ${line}: synthesised ${synthesized.trim()}`,
    'Do it in lib/fleet or lib/render/stack-input.ts, and hand the blueprint the result.',
  ].join('\n');
}
