import type { Clock, LedgerEntry } from '../../rollout/ports';
import type { Instant } from '../../rollout/rollout-plan';
import type { RolloutState } from '../../rollout/rollout-state';
import { STANDARD_BRAIN } from '../../rollout/runner/standard-brain';
import { openRecords } from '../operations';
import { latestRollout } from '../rollout/find-rollout';
import { EXAMPLE } from './example';
import { LOCAL_ENGINE } from './local-state';

/** What the ledger says of the roll-out of the tour. */
export interface RolloutFacts {
  readonly state: RolloutState;
  readonly entries: readonly LedgerEntry[];
  /** When something is to be done next; undefined where nothing is, unless somebody asks for it. */
  readonly due: Instant | undefined;
}

export async function readRollout({
  folder,
  clock,
}: {
  readonly folder: string;
  readonly clock: Clock;
}): Promise<RolloutFacts> {
  const records = await openRecords(folder, EXAMPLE.fleet, LOCAL_ENGINE, { clock });
  try {
    const { state } = await latestRollout(records);
    const entries: LedgerEntry[] = [];
    for await (const entry of records.ledger.read()) {
      entries.push(entry);
    }
    const { effects } = STANDARD_BRAIN.advance(state, { kind: 'tick' }, clock.now());
    const due = effects.find((effect) => effect.kind === 'wake')?.at;
    return { state, entries, due };
  } finally {
    await records.close();
  }
}
