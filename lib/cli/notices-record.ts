import { randomUUID } from 'node:crypto';

import { LeaseLost } from '../rollout/ports';
import type { ClientAct } from '../rollout/ports';
import { askRollout } from '../rollout/runner/ask-rollout';
import { rolloutIds } from '../rollout/runner/open-rollout';
import { STANDARD_BRAIN } from '../rollout/runner/standard-brain';
import { utcTime } from '../report/utc-time';
import { fleetHeld } from './make-changes';
import type { Records } from './operations';

/** Writing takes a moment; whoever takes it over after a crash waits no longer than this. */
const LEASE_SECONDS = 30;
const PATIENCE_SECONDS = 20;

/**
 * Who wrote it down: this process; or it was left with a roll-out that is under way, which `waitsFor` has not taken note of
 * yet.
 */
export interface RecordedNotices {
  /** The roll-out that was told of them. */
  readonly rollout?: string;
  /** Who has the fleet, where it has not been written down yet. */
  readonly waitsFor?: { readonly owner: string; readonly until: number };
}

/**
 * Writes down what clients were told or answered. While a roll-out is under way it goes through its inbox, so that whoever
 * runs it need not be waited for.
 *
 * @param by Who says so.
 * @throws ProblemError when somebody has the fleet for longer than a moment who runs no roll-out.
 */
export async function recordNotices(
  records: Records,
  notes: readonly ClientAct[],
  by: string,
): Promise<RecordedNotices> {
  const { ledger, clock, owner } = records;
  const endsAt = clock.now() + PATIENCE_SECONDS * 1_000;
  for (;;) {
    const { open } = await rolloutIds(ledger);
    if (open !== undefined) {
      return leave(records, notes, by, open);
    }
    const lease = await ledger.acquire(owner, LEASE_SECONDS);
    if (lease.kind === 'lease') {
      try {
        await ledger.append(lease, notes);
        return {};
      } catch (error) {
        if (!(error instanceof LeaseLost)) {
          throw error;
        }
      } finally {
        await ledger.release(lease);
      }
    } else if (clock.now() >= endsAt) {
      throw fleetHeld(lease.owner, `until ${utcTime(lease.until)} unless it goes on`);
    }
    await clock.sleepUntil(clock.now() + 1_000);
  }
}

async function leave(
  records: Records,
  notes: readonly ClientAct[],
  by: string,
  rollout: string,
): Promise<RecordedNotices> {
  const asked = await askRollout({
    ...records,
    rollout,
    requests: notes.map((act) => ({ id: randomUUID(), rollout, act: { ...act, by } })),
    brain: STANDARD_BRAIN,
    patienceSeconds: PATIENCE_SECONDS,
  });
  return asked.kind === 'left'
    ? { rollout, waitsFor: { owner: asked.owner, until: asked.until } }
    : { rollout };
}
