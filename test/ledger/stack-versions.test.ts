import { recordedVersions } from '../../lib/ledger/stack-versions';
import type { LedgerEntry, LedgerRecord } from '../../lib/rollout/ports';
import type { OperationOutcome } from '../../lib/rollout/rollout-event';
import type { StackVersion } from '../../lib/rollout/rollout-plan';

const NORTH = 'tenants/rally-north';
const FIRST = { release: '2026.11.0', digest: 'a'.repeat(64) };
const RECOLOURED = { release: '2026.11.0', digest: 'b'.repeat(64) };
const SECOND = { release: '2026.11.1', digest: 'c'.repeat(64) };

let operations = 0;

/** What the ledger holds of one operation. */
function operation(
  to: StackVersion | undefined,
  kind: OperationOutcome['kind'] = 'succeeded',
): readonly LedgerRecord[] {
  const token = `token-${(operations += 1)}`;
  const about = { stack: NORTH, token };
  const outcome: OperationOutcome =
    kind === 'succeeded'
      ? { kind, digest: to?.digest ?? '', operation: token }
      : kind === 'failed'
        ? { kind, digest: FIRST.digest, operation: token, reason: 'no' }
        : kind === 'stuck'
          ? { kind, status: 'UPDATE_ROLLBACK_FAILED', operation: token, next: 'Continue it.' }
          : { kind, reason: 'too late' };
  return [
    { kind: 'intent', purpose: 'deploy', ...about, ...(to === undefined ? {} : { to }), overrides: [] },
    { kind: 'outcome', ...about, outcome },
  ];
}

async function* entriesOf(records: readonly LedgerRecord[]): AsyncGenerator<LedgerEntry> {
  for (const [index, record] of records.entries()) {
    const actor = { caller: 'local:kim' };
    yield { seq: index + 1, at: index, fleet: 'rally', actor, record, previous: '', digest: '' };
  }
}

async function versionsOf(...parts: readonly (readonly LedgerRecord[])[]): Promise<object> {
  return Object.fromEntries(await recordedVersions(entriesOf(parts.flat())));
}

describe('what the ledger says of a stack', () => {
  test('it is where the last operation that succeeded brought it', async () => {
    expect(await versionsOf(operation(FIRST), operation(RECOLOURED))).toEqual({
      [NORTH]: { version: RECOLOURED },
    });
  });

  test('it was at another release before, as it was there last', async () => {
    expect(await versionsOf(operation(FIRST), operation(RECOLOURED), operation(SECOND))).toEqual({
      [NORTH]: { version: SECOND, before: RECOLOURED },
    });
  });

  test('what it was before stays when its own configuration changes', async () => {
    const recoloured = { ...SECOND, digest: 'd'.repeat(64) };
    expect(await versionsOf(operation(FIRST), operation(SECOND), operation(recoloured))).toEqual({
      [NORTH]: { version: recoloured, before: FIRST },
    });
  });

  test('put back, it was at the newer release before', async () => {
    expect(await versionsOf(operation(FIRST), operation(SECOND), operation(FIRST))).toEqual({
      [NORTH]: { version: FIRST, before: SECOND },
    });
  });

  test.each(['failed', 'stuck', 'not-started'] as const)(
    'an operation that %s leaves it where it was',
    async (kind) => {
      expect(await versionsOf(operation(FIRST), operation(SECOND, kind))).toEqual({
        [NORTH]: { version: FIRST },
      });
    },
  );

  test('an intent without an outcome says nothing', async () => {
    expect(await versionsOf(operation(FIRST), operation(SECOND).slice(0, 1))).toEqual({
      [NORTH]: { version: FIRST },
    });
  });

  test('a stack that was removed is not there', async () => {
    expect(await versionsOf(operation(FIRST), operation(undefined))).toEqual({});
  });
});
