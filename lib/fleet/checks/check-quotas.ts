import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { nextStepFor } from '../../diagnostics/suggest';
import type { FleetDraft } from '../fleet-draft';

/** Checks that quotas are written for accounts that the fleet is in. */
export function checkQuotas({ document, fields }: FleetDraft): readonly Diagnostic[] {
  if (document === undefined) {
    return [];
  }
  const accounts = [...new Set(Object.values(fields.cells ?? {}).map(({ account }) => account))];
  return Object.keys(fields.quotas?.accounts ?? {})
    .filter((account) => !accounts.includes(account))
    .map((account) =>
      diagnostic({
        code: 'FLEET-060',
        place: document.locate(['quotas', 'accounts', account], 'key'),
        message: `no cell is in account ${account}, for which quotas are written.`,
        next: nextStepFor(account, accounts),
        value: account,
      }),
    );
}
