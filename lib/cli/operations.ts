import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import type { Clock, Engine, Inbox, Ledger } from '../rollout/ports';
import { findActor } from './actor';
import type { EngineOptions } from './engine-options';
import type { Host } from './host';
import { openLedgerTable } from './open-ledger-table';

/** What changes are made with, and recorded in. */
export interface Operations {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly clock: Clock;
  /** This process, as the ledger knows who has the fleet. */
  readonly owner: string;
  close(): Promise<void>;
}

/** What is known of changes without an engine: another process may have that. */
export type Records = Omit<Operations, 'engine'>;

/**
 * Opens the ledger of a fleet.
 *
 * @throws ProblemError when it cannot be opened, or nobody knows who this is.
 */
export async function openRecords(
  rootFolder: string,
  fleet: string,
  options: EngineOptions,
  host: Pick<Host, 'clock'>,
): Promise<Records> {
  const { dynamoDbLedger } = await import('../ledger/dynamodb-ledger');
  const { DynamoDbInbox } = await import('../ledger/dynamodb-inbox');
  const clock = await clockOf(host);
  const actor = await findActor(rootFolder, options);
  const table = await openLedgerTable(rootFolder, options);
  return {
    ledger: dynamoDbLedger({ ...table, fleet, clock, actor }),
    inbox: new DynamoDbInbox({ ...table, fleet, clock }),
    clock,
    owner: `${actor.caller}@${hostname()}/${process.pid}-${randomUUID().slice(0, 8)}`,
    close: () => table.close(),
  };
}

/**
 * Opens the ledger of a fleet, and the engine that its stacks are in.
 *
 * @throws ProblemError when either cannot be opened, or nobody knows who this is.
 */
export async function openOperations(
  rootFolder: string,
  fleet: string,
  options: EngineOptions,
  host: Pick<Host, 'clock'>,
): Promise<Operations> {
  const engine = await openEngine(rootFolder, options, await clockOf(host));
  try {
    const records = await openRecords(rootFolder, fleet, options, host);
    return {
      ...records,
      engine: engine.engine,
      close: async () => {
        await engine.close();
        await records.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function clockOf({ clock }: Pick<Host, 'clock'>): Promise<Clock> {
  return clock ?? (await import('../engine/system-clock')).SYSTEM_CLOCK;
}

interface OpenEngine {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

async function openEngine(rootFolder: string, options: EngineOptions, clock: Clock): Promise<OpenEngine> {
  if (options.engine === 'local') {
    const { openLocalEngine } = await import('../engine/local/local-engine');
    const engine = await openLocalEngine({ folder: resolve(rootFolder, options.state), clock });
    return { engine, close: () => engine.close() };
  }
  const { CloudFormationEngine } = await import('../engine/cloudformation/cloudformation-engine');
  return { engine: new CloudFormationEngine({ clock }), close: () => Promise.resolve() };
}
