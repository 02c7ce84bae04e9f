import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { sha256 } from '../plan/plan-digest';
import type { LedgerStore } from './ledger-store';

/**
 * The document that has this digest.
 *
 * @throws ProblemError LEDGER-006 when it is missing, incomplete or another one.
 */
export async function readDocument(store: Pick<LedgerStore, 'getText'>, digest: string): Promise<unknown> {
  const text = await store.getText(digest);
  if (text === undefined || sha256(text) !== digest) {
    throw new ProblemError([
      diagnostic({
        code: 'LEDGER-006',
        place: { file: `document ${digest.slice(0, 12)}` },
        message:
          text === undefined
            ? 'The document is missing, or parts of it are.'
            : 'The document has another digest than the one that it is kept under.',
        next: 'Restore it from a backup of the table; its digest says whether it is the right one.',
        value: digest,
      }),
    ]);
  }
  return JSON.parse(text);
}
