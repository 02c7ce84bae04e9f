import { openLedgerTable } from '../../lib/cli/open-ledger-table';
import { dynamoDbLedger } from '../../lib/ledger/dynamodb-ledger';
import { intent, outcome, taken } from './ledger-records';

/** A process that takes the fleet, appends, and says the number of each last entry once it was answered, until it is killed. */
async function main(folder: string): Promise<void> {
  const table = await openLedgerTable(folder, { engine: 'local', state: 'state', ledgerTable: '' });
  const ledger = dynamoDbLedger({
    ...table,
    fleet: 'rally',
    actor: { caller: `local:process-${process.pid}` },
    clock: { now: Date.now },
  });
  // Over at once, so that the next process need not wait for it.
  const lease = await taken(ledger, `process-${process.pid}`, 0);
  for (let n = 0; ; n += 1) {
    const added = await ledger.append(lease, [intent(n), outcome(n)]);
    process.stdout.write(`${added.at(-1)?.seq}\n`);
  }
}

void main(process.argv[2] ?? '');
