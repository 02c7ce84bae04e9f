import { ConditionalCheckFailedException, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';

import { diagnostic } from '../diagnostics/diagnostic';
import { firstLine } from '../diagnostics/first-line';
import { ProblemError } from '../diagnostics/problem-error';
import { LedgerUnavailable } from '../rollout/ports';

/** Refusals that the same call would meet again. */
const REFUSALS: readonly string[] = [
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
  'ValidationException',
];

/**
 * The answer to a call, and what it means where there is none.
 *
 * @throws ProblemError LEDGER-003 without a table, LEDGER-007 when the service refuses; LedgerUnavailable else.
 */
export async function answerOf<T>(table: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      throw noTable(table);
    }
    if (error instanceof Error && REFUSALS.includes(error.name)) {
      throw refused(table, error);
    }
    throw new LedgerUnavailable(`the ledger's table ${table} did not answer: ${firstLine(error)}`, {
      cause: error,
    });
  }
}

/** Whether the condition held under which something was to be written. */
export async function wasWritten(table: string, write: Promise<unknown>): Promise<boolean> {
  return answerOf(
    table,
    write.then(
      () => true,
      (error: unknown) => {
        if (error instanceof ConditionalCheckFailedException) {
          return false;
        }
        throw error;
      },
    ),
  );
}

function noTable(table: string): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'LEDGER-003',
      place: { file: `table ${table}` },
      message: 'The account and Region of these credentials have no table of that name.',
      next: 'Deploy docs/ledger-table.yaml there, or say another table, Region or account.',
      value: table,
    }),
  ]);
}

function refused(table: string, error: Error): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'LEDGER-007',
      place: { file: `table ${table}` },
      message: `The service refused: ${error.name}: ${firstLine(error)}.`,
      next: 'Give the caller the policy of docs/ledger.md, or sign in again.',
    }),
  ]);
}
