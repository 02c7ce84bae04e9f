import type { Ledger } from '../ports';
import type { RolloutPlan } from '../rollout-plan';
import type { RolloutState } from '../rollout-state';
import type { Brain } from './brain';
import { RolloutMemory } from './rollout-memory';

/** A roll-out as the ledger tells it. */
export interface RecordedRollout {
  readonly id: string;
  readonly state: RolloutState;
  readonly hasEnded: boolean;
}

/** Ids of the roll-outs of a ledger, in the order in which they were started, and which of them has not ended. */
export interface RolloutIds {
  readonly all: readonly string[];
  readonly open?: string;
}

export async function rolloutIds(ledger: Ledger): Promise<RolloutIds> {
  const all: string[] = [];
  const ended = new Set<string>();
  for await (const { record } of ledger.read()) {
    if (record.kind === 'rollout-started' && !all.includes(record.rollout)) {
      all.push(record.rollout);
    } else if (record.kind === 'rollout-ended') {
      ended.add(record.rollout);
    }
  }
  const open = all.find((id) => !ended.has(id));
  return open === undefined ? { all } : { all, open };
}

/** Works a roll-out out from its entries; undefined where there is none of that id. */
export async function recordedRollout(
  ledger: Ledger,
  id: string,
  brain: Brain,
): Promise<RecordedRollout | undefined> {
  const memory = new RolloutMemory(
    id,
    brain,
    async (digest) => (await ledger.getDocument(digest)) as RolloutPlan,
  );
  for await (const entry of ledger.read()) {
    await memory.take(entry);
  }
  const { state, hasEnded } = memory;
  return state === undefined ? undefined : { id, state, hasEnded };
}
