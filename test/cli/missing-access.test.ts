import { missingAccess } from '../../lib/cli/missing-access';
import type { NeededAccess } from '../../lib/cli/missing-access';
import { diagnostic } from '../../lib/diagnostics/diagnostic';
import { ProblemError } from '../../lib/diagnostics/problem-error';
import type { Ledger, LedgerEntry, LedgerRecord, StackDescription } from '../../lib/rollout/ports';
import { targetIn } from '../../lib/rollout/stack-target';
import { PassingClock } from './passing-clock';

const [MINE, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];

function access(tenant: string, digest?: string): NeededAccess {
  const target = targetIn('aws://111122223333/us-east-1', `access/${tenant}`);
  return { target, ...(digest === undefined ? {} : { digest }) };
}

function put(tenant: string, digest: string): readonly LedgerRecord[] {
  const of = { stack: `access/${tenant}`, token: tenant };
  return [
    { kind: 'intent', purpose: 'apply', ...of, to: { release: '2026.11.2', digest }, overrides: [] },
    { kind: 'outcome', ...of, outcome: { kind: 'succeeded', digest, operation: 'one' } },
  ];
}

/** Names of what is missing, where the ledger says this and the engine has that; and whom the engine was asked about. */
async function found(
  needed: readonly NeededAccess[],
  records: readonly LedgerRecord[],
  deployed: Readonly<Record<string, string>> = {},
): Promise<{ readonly missing: readonly string[]; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const engine = {
    name: 'fake',
    describe: ({ stack }: { readonly stack: string }): Promise<StackDescription> => {
      asked.push(stack);
      const digest = deployed[stack];
      return Promise.resolve(
        digest === undefined
          ? { kind: 'absent' }
          : { kind: 'present', status: 'CREATE_COMPLETE', digest, template: () => Promise.resolve('') },
      );
    },
  };
  const missing = await missingAccess(needed, {
    engine,
    ledger: { read: () => entriesOf(records) },
    clock: new PassingClock(),
  });
  return { missing: missing.map(({ stack }) => stack), asked };
}

async function* entriesOf(records: readonly LedgerRecord[]): ReturnType<Ledger['read']> {
  for (const [index, record] of records.entries()) {
    const entry: LedgerEntry = {
      seq: index + 1,
      at: 0,
      fleet: 'northlight',
      actor: { caller: 'local:test' },
      record,
      previous: '',
      digest: '',
    };
    yield await Promise.resolve(entry);
  }
}

test('what the ledger has is not asked for again', async () => {
  expect(await found([access('a'), access('b', MINE)], [...put('a', OTHER), ...put('b', MINE)])).toEqual({
    missing: [],
    asked: [],
  });
});

test('what it does not have, or has otherwise, is asked for, since cdk may have made it', async () => {
  const deployed = { 'access/a': OTHER, 'access/b': MINE, 'access/c': OTHER };
  const needed = [access('a'), access('b', MINE), access('c', MINE), access('d')];
  expect(await found(needed, put('b', OTHER), deployed)).toEqual({
    missing: ['access/c', 'access/d'],
    asked: ['access/a', 'access/b', 'access/c', 'access/d'],
  });
});

test('who may not look at the roles holds those of the tenant, and is not kept from using them', async () => {
  const denied = diagnostic({
    code: 'ENGINE-051',
    place: { file: 'access/a' },
    message: 'no.',
    next: 'Ask.',
  });
  const missing = await missingAccess([access('a')], {
    engine: { describe: () => Promise.reject(new ProblemError([denied])) },
    ledger: { read: () => entriesOf([]) },
    clock: new PassingClock(),
  });
  expect(missing).toEqual([]);
});
