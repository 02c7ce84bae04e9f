import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import type { FleetDraft } from '../fleet-draft';

/** Checks that there is a ring and that no two have the same order. */
export function checkRings({ document, fields, ringIds }: FleetDraft): readonly Diagnostic[] {
  if (document === undefined) {
    return [];
  }
  if (ringIds?.length === 0) {
    return [
      diagnostic({
        code: 'FLEET-003',
        place: document.locate(['rings'], 'key'),
        message: 'the fleet has no ring.',
        next: 'Add one, such as "canary", with order 1.',
      }),
    ];
  }
  const firstOf = new Map<number, string>();
  const problems: Diagnostic[] = [];
  for (const [ring, { order }] of Object.entries(fields.rings ?? {})) {
    const first = firstOf.get(order);
    if (first === undefined) {
      firstOf.set(order, ring);
      continue;
    }
    problems.push(
      diagnostic({
        code: 'FLEET-030',
        place: document.locate(['rings', ring, 'order']),
        message: `ring ${quoted(ring)} has order ${order}, like ring ${quoted(first)}.`,
        next: 'Give each ring an order of its own; the lowest goes first.',
        value: order,
      }),
    );
  }
  return problems;
}
