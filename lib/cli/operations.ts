import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import type { TenantData } from '../dedication/tenant-data';
import type { Clock, Engine, Inbox, Ledger, StackTarget } from '../rollout/ports';
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
  /**
   * The data of a tenant's stack.
   *
   * @param role Name of a role in its account that may read and write the data. @default the process itself may
   * @throws ProblemError when the stack is not there.
   */
  tenantData(target: StackTarget, role: string | undefined): Promise<TenantData>;
  close(): Promise<void>;
}

/** What is known of changes without an engine: another process may have that. */
export type Records = Omit<Operations, 'engine' | 'tenantData'>;

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
      tenantData: engine.tenantData,
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

interface OpenEngine extends Pick<Operations, 'tenantData'> {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

async function openEngine(rootFolder: string, options: EngineOptions, clock: Clock): Promise<OpenEngine> {
  if (options.engine === 'local') {
    const { openLocalEngine } = await import('../engine/local/local-engine');
    const engine = await openLocalEngine({ folder: resolve(rootFolder, options.state), clock });
    return { engine, tenantData: (target) => engine.tenantData(target), close: () => engine.close() };
  }
  const { CloudFormationEngine } = await import('../engine/cloudformation/cloudformation-engine');
  return {
    engine: new CloudFormationEngine({ clock }),
    tenantData: async (target, role) => {
      const { AwsConnections } = await import('../engine/cloudformation/aws-connections');
      const { awsTenantData } = await import('../engine/cloudformation/tenant-data');
      return awsTenantData(target, new AwsConnections(), role);
    },
    close: () => Promise.resolve(),
  };
}
