import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { chainedLines, entryDigest, NOTHING_BEFORE } from '../../lib/ledger/entry-chain';
import type { StoredEntry } from '../../lib/ledger/entry-chain';
import { parseLine } from '../../lib/ledger/parse-entry';
import { verifyLedger } from '../../lib/ledger/verify-ledger';
import type { LedgerRecord } from '../../lib/rollout/ports';
import { intent, outcome } from './ledger-records';

const ORIGIN = { at: Date.UTC(2026, 10, 2), fleet: 'rally', actor: { caller: 'local:tester' } };

/** A sound ledger: the fleet is taken, and so many operations are intended and end. */
function ledgerOf(operations: number): readonly StoredEntry[] {
  const records: LedgerRecord[] = [{ kind: 'taken', owner: 'runner-1' }];
  for (let n = 1; n <= operations; n += 1) {
    records.push(intent(n), outcome(n));
  }
  return chainedLines(NOTHING_BEFORE, ORIGIN, records).map(parsed);
}

function parsed(line: string): StoredEntry {
  const entry = parseLine(line);
  if (entry === undefined) {
    throw new Error(`no entry: ${line}`);
  }
  return entry;
}

function at(entries: readonly StoredEntry[], seq: number): StoredEntry {
  const entry = entries[seq - 1];
  if (entry === undefined) {
    throw new Error(`no entry ${seq}`);
  }
  return entry;
}

/** As somebody would who knows how the digest is made. */
function resealed(entry: StoredEntry): StoredEntry {
  return { ...entry, digest: entryDigest(entry) };
}

function faultsOf(...args: Parameters<typeof verifyLedger>): readonly string[] {
  return verifyLedger(...args).faults.map(({ seq, kind }) => `${seq} ${kind}`);
}

const LEDGER = ledgerOf(5);
const anySeq = fc.integer({ min: 1, max: LEDGER.length });

describe('a sound ledger', () => {
  test('has no fault, and a head to keep', () => {
    expect(verifyLedger(LEDGER)).toEqual({
      entries: 11,
      head: { seq: 11, digest: at(LEDGER, 11).digest },
      faults: [],
    });
  });

  test('may be empty', () => {
    expect(verifyLedger([])).toEqual({ entries: 0, head: NOTHING_BEFORE, faults: [] });
  });

  test('may hold kinds of records and fields that this version does not know', () => {
    const unknown = resealed({
      ...at(LEDGER, 11),
      seq: 12,
      previous: at(LEDGER, 11).digest,
      record: { kind: 'moon-phase', phase: { name: 'full' } },
    });
    expect(faultsOf([...LEDGER, unknown])).toEqual([]);
    expect(faultsOf([...LEDGER, { ...unknown, record: { kind: 'moon-phase', phase: 'new' } }])).toEqual([
      '12 changed',
    ]);
  });
});

describe('a fault that is planted is found and named', () => {
  test('any field of any entry that is changed', () => {
    const changes: readonly ((entry: StoredEntry) => StoredEntry)[] = [
      (entry) => ({ ...entry, at: entry.at + 1 }),
      (entry) => ({ ...entry, actor: { caller: 'somebody else' } }),
      (entry) => ({ ...entry, record: { ...entry.record, added: 1 } }),
      (entry) => ({ ...entry, record: { ...entry.record, kind: 'taken' } }),
    ];
    fc.assert(
      fc.property(anySeq, fc.constantFrom(...changes), (seq, change) => {
        const faults = faultsOf(LEDGER.with(seq - 1, change(at(LEDGER, seq))));
        const expected =
          entryDigest(change(at(LEDGER, seq))) === at(LEDGER, seq).digest ? [] : [`${seq} changed`];
        expect(faults).toEqual(expect.arrayContaining(expected));
      }),
    );
  });

  test('any entry that is replaced by one with a digest of its own, but for the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LEDGER.length - 1 }), (seq) => {
        const replaced = resealed({ ...at(LEDGER, seq), actor: { caller: 'somebody else' } });
        expect(faultsOf(LEDGER.with(seq - 1, replaced))).toEqual([`${seq} replaced`]);
      }),
    );
  });

  test('any run of entries that is removed, but at the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 5 }), (seq, count) => {
        const last = Math.min(seq + count - 1, LEDGER.length - 1);
        const left = LEDGER.filter((entry) => entry.seq < seq || entry.seq > last);
        expect(faultsOf(left)).toContain(`${seq} removed`);
      }),
    );
  });

  test('any two entries that change places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), (seq) => {
        const swapped = LEDGER.with(seq - 1, at(LEDGER, seq + 1)).with(seq, at(LEDGER, seq));
        expect(faultsOf(swapped)).toContain(`${seq} moved`);
      }),
    );
  });

  test('an entry that is put in beside another of its number, before it or behind it', () => {
    const planted = resealed({ ...at(LEDGER, 4), actor: { caller: 'somebody else' } });
    expect(faultsOf(LEDGER.toSpliced(3, 0, planted))).toContain('4 inserted');
    expect(faultsOf(LEDGER.toSpliced(4, 0, planted))).toContain('4 inserted');
  });

  test('an entry that is taken out while the others are numbered and chained anew', () => {
    const rest = LEDGER.filter(({ seq }) => seq !== 4);
    const rewritten = rest.reduce<StoredEntry[]>((done, entry, index) => {
      const previous = done.at(-1)?.digest ?? NOTHING_BEFORE.digest;
      return [...done, resealed({ ...entry, seq: index + 1, previous })];
    }, []);
    expect(faultsOf(rewritten)).toEqual(['4 unexplained']);
  });

  test('a beginning that is cut off, and what is left numbered from 1', () => {
    const rest = LEDGER.slice(3).map((entry, index) => resealed({ ...entry, seq: index + 1 }));
    expect(faultsOf(rest)).toContain('1 removed');
  });

  test('an end that is cut off, by what somebody knows of it', () => {
    const { head } = verifyLedger(LEDGER);
    expect(faultsOf(LEDGER.slice(0, 8))).toEqual([]);
    expect(faultsOf(LEDGER.slice(0, 8), [head])).toEqual(['9 cut']);
  });

  test('an end that is written anew, by what somebody knows of it', () => {
    const { head } = verifyLedger(LEDGER);
    const rewritten = LEDGER.with(10, resealed({ ...at(LEDGER, 11), at: 0 }));
    expect(faultsOf(rewritten)).toEqual([]);
    expect(faultsOf(rewritten, [head])).toEqual(['11 replaced']);
  });

  test('an entry of another fleet, and one that cannot be read', () => {
    expect(faultsOf(LEDGER.with(2, resealed({ ...at(LEDGER, 3), fleet: 'other' })))).toContain('3 foreign');
    expect(faultsOf([...LEDGER.slice(0, 2), undefined, ...LEDGER.slice(3)])).toContain('3 unreadable');
  });

  test.each([
    [{ kind: 'outcome', stack: 's', token: 'unheard-of', outcome: { kind: 'succeeded' } }, 'nobody intended'],
    [{ kind: 'rollout-ended', rollout: 'unheard-of', summary: '' }, 'never started'],
  ])('what no entry before explains: %j', (record, words) => {
    const next = resealed({ ...at(LEDGER, 11), seq: 12, previous: at(LEDGER, 11).digest, record });
    const [fault] = verifyLedger([...LEDGER, next]).faults;
    expect(fault).toMatchObject({ seq: 12, kind: 'unexplained' });
    expect(fault?.message).toContain(words);
  });

  test('entries before anybody took the fleet', () => {
    expect(faultsOf([resealed({ ...at(LEDGER, 2), seq: 1, previous: NOTHING_BEFORE.digest })])).toEqual([
      '1 unexplained',
    ]);
  });
});

test('a line is checked with sha256sum alone: its first word is the digest of the rest', () => {
  const [line = ''] = chainedLines(NOTHING_BEFORE, ORIGIN, [
    { kind: 'taken', owner: 'Ünïcode "quoted" \ud800' },
  ]);

  const [digest = '', ...rest] = line.split(' ');
  expect(createHash('sha256').update(rest.join(' ')).digest('hex')).toBe(digest);
  expect(entryDigest(parsed(line))).toBe(digest);
});
