import { join } from 'node:path';

import { readHoldings } from '../../engine/local/holdings';
import { LEDGER_TABLE } from '../../ledger/item-keys';
import type { EngineOptions } from '../engine-options';
import type { Holdings } from './sameness';

/** Where the local engine keeps its state unless it is told otherwise, relative to the fleet. */
export const STATE_FOLDER = '.multiplex/local';

export const LOCAL_ENGINE: EngineOptions = {
  engine: 'local',
  state: STATE_FOLDER,
  ledgerTable: LEDGER_TABLE,
};

/** Looks at what is deployed, past every command: templates, items and files. */
export function lookAtStacks(folder: string): Promise<Holdings> {
  return readHoldings(join(folder, STATE_FOLDER));
}
