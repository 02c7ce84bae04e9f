import { LeaseLost, LedgerUnavailable } from '../ports';
import type { Clock, Inbox, Ledger, OperatorRequest } from '../ports';
import type { Instant, RolloutPlan } from '../rollout-plan';
import type { RolloutState } from '../rollout-state';
import { BackOff } from './back-off';
import type { Brain } from './brain';
import { LeasedLedger } from './leased-ledger';
import { PACE } from './pace';
import type { Pace } from './pace';
import { RolloutInbox } from './rollout-inbox';
import { RolloutMemory } from './rollout-memory';

export interface AskRolloutOptions {
  readonly rollout: string;
  /** At least one, all to this roll-out. */
  readonly requests: readonly OperatorRequest[];
  readonly brain: Brain;
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly clock: Clock;
  /** Who asks, another name for each process. */
  readonly owner: string;
  /** Seconds to wait for a runner that has the fleet. */
  readonly patienceSeconds: number;
  /** @default PACE */
  readonly pace?: Pace;
}

export type Asked =
  /** The ledger holds the requests. `state` is left out where a runner recorded them. */
  | { readonly kind: 'recorded'; readonly state?: RolloutState }
  /** They wait in the inbox: whoever has the fleet has not looked yet. */
  | { readonly kind: 'left'; readonly owner: string; readonly until: Instant }
  /** The roll-out has ended. */
  | { readonly kind: 'over'; readonly state: RolloutState }
  | { readonly kind: 'unknown' };

/**
 * Asks something of a roll-out, whether or not it runs: leaves the requests in the inbox, and sees to it that they are recorded,
 * by who runs the roll-out or, where nobody does, here. What clients were told or said is recorded also where it has ended.
 */
export async function askRollout(options: AskRolloutOptions): Promise<Asked> {
  const { clock, inbox, rollout, requests, patienceSeconds } = options;
  const ids = new Set(requests.map(({ id }) => id));
  const pace = options.pace ?? PACE;
  const endsAt = clock.now() + patienceSeconds * 1_000;
  for (const request of requests) {
    await patiently(clock, pace, () => inbox.post(request));
  }
  for (;;) {
    const asked = await tryToRecord(options, pace);
    if (asked.kind !== 'left') {
      return asked;
    }
    const pending = await patiently(clock, pace, () => inbox.pending(rollout));
    if (!pending.some(({ id }) => ids.has(id))) {
      return { kind: 'recorded' };
    }
    if (clock.now() >= endsAt) {
      return asked;
    }
    await clock.sleepUntil(clock.now() + pace.retrySeconds * 1_000);
  }
}

async function tryToRecord(options: AskRolloutOptions, pace: Pace): Promise<Asked> {
  const { rollout, brain, ledger } = options;
  const memory = new RolloutMemory(
    rollout,
    brain,
    async (digest) => (await ledger.getDocument(digest)) as RolloutPlan,
  );
  const leased = new LeasedLedger({
    ...options,
    pace,
    onEntry: (entry) => memory.take(entry),
    onLost: () => {},
  });
  try {
    const refusal = await leased.take();
    return refusal === undefined
      ? await record(options, pace, memory, leased)
      : { kind: 'left', owner: refusal.owner, until: refusal.until };
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      throw error;
    }
    return { kind: 'left', owner: 'another', until: options.clock.now() };
  } finally {
    await leased.release();
  }
}

async function record(
  options: AskRolloutOptions,
  pace: Pace,
  memory: RolloutMemory,
  leased: LeasedLedger,
): Promise<Asked> {
  const { rollout, requests } = options;
  const inbox = new RolloutInbox(rollout, { ...options, pace });
  await inbox.look(true);
  while (inbox.records(memory).length > 0) {
    await leased.append(inbox.records(memory));
  }
  await inbox.clear(memory);
  const { state } = memory;
  if (requests.every(({ id }) => memory.hasAnswered(id))) {
    return state === undefined ? { kind: 'recorded' } : { kind: 'recorded', state };
  }
  if (state === undefined) {
    return { kind: 'unknown' };
  }
  return memory.hasEnded
    ? { kind: 'over', state }
    : { kind: 'left', owner: options.owner, until: options.clock.now() };
}

async function patiently<Value>(clock: Clock, pace: Pace, call: () => Promise<Value>): Promise<Value> {
  const backOff = new BackOff(pace);
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof LedgerUnavailable)) {
        throw error;
      }
      await clock.sleepUntil(backOff.onFailure('call', clock.now()));
    }
  }
}
