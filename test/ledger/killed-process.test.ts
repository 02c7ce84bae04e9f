import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { openLedgerTable } from '../../lib/cli/open-ledger-table';
import { DynamoDbStore } from '../../lib/ledger/dynamodb-store';
import { verifyStored } from '../../lib/ledger/stored-lines';
import type { LedgerVerdict } from '../../lib/ledger/verify-ledger';

/** Two processes are started, on a machine that has other things to do. */
jest.setTimeout(30_000);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-ledger-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Kills the appending process with SIGKILL when it has been answered `count` times, and gives the last entry that it said. */
async function appendAndKill(count: number): Promise<number> {
  const script = join(__dirname, 'ledger-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  let last = 0;
  let said = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    said += 1;
    if (said === count) {
      child.kill('SIGKILL');
    }
  }
  await ended;
  return last;
}

async function verdict(): Promise<LedgerVerdict> {
  const table = await openLedgerTable(folder, { engine: 'local', state: 'state', ledgerTable: '' });
  try {
    return await verifyStored(new DynamoDbStore({ ...table, fleet: 'rally' }), []);
  } finally {
    await table.close();
  }
}

test('a ledger of this machine loses no entry that was answered when its process is killed, and goes on from there', async () => {
  const first = await appendAndKill(25);
  const second = await appendAndKill(60);
  const { faults, entries } = await verdict();
  expect(faults).toEqual([]);
  expect(first).toBeGreaterThanOrEqual(51);
  expect(second).toBeGreaterThan(first);
  // What was under way may have been written, though nobody heard of it.
  expect([second, second + 2]).toContain(entries);
});
