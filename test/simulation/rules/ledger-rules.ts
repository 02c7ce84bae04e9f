import { verifyLedger } from '../../../lib/ledger/verify-ledger';
import type { LedgerEntry } from '../../../lib/rollout/ports';
import type { RolloutState } from '../../../lib/rollout/rollout-state';
import type { NoticeFacts } from '../../../lib/rollout/rollout-state';
import { plannedMoves } from './planned-moves';
import type { Rule, Witness } from './rule';

export const soundLedger: Rule = {
  name: 'the ledger verifies',
  watch: ({ entries }) => {
    let last: LedgerEntry | undefined;
    return (seen) => {
      if (seen.kind === 'over') {
        const [fault] = verifyLedger(entries).faults;
        return fault && `entry ${fault.seq}: ${fault.message}`;
      }
      if (seen.kind !== 'entry') {
        return undefined;
      }
      const isNext =
        seen.entry.seq === (last?.seq ?? 0) + 1 && seen.entry.previous === (last?.digest ?? NOTHING);
      last = seen.entry;
      return isNext ? undefined : `entry ${seen.entry.seq} does not follow the one before`;
    };
  },
};

const NOTHING = '0'.repeat(64);

export const oneWriter: Rule = {
  name: 'only who holds the fleet writes',
  watch: () => {
    let holder = 0;
    return (seen) => {
      if (seen.kind !== 'entry') {
        return undefined;
      }
      if (seen.entry.record.kind === 'taken') {
        holder = seen.life;
      }
      return seen.life === holder
        ? undefined
        : `process ${seen.life} wrote entry ${seen.entry.seq} while process ${holder} had the fleet`;
    };
  },
};

export const askedOnce: Rule = {
  name: 'what is asked for is recorded once',
  watch: () => {
    const recorded = new Set<string>();
    return (seen) => {
      const record = seen.kind === 'entry' ? seen.entry.record : undefined;
      const request = record !== undefined && 'request' in record ? record.request : undefined;
      if (request === undefined) {
        return undefined;
      }
      const isAgain = recorded.has(request);
      recorded.add(request);
      return isAgain ? `${request} was recorded twice` : undefined;
    };
  },
};

export const replayed: Rule = {
  name: 'the ledger read again gives the state that the runner had',
  watch: (witness) => (seen) => {
    if (seen.kind !== 'returned' || !('state' in seen.run)) {
      return undefined;
    }
    const last = witness.entries.findLast(({ actor }) => actor.caller === `local:process-${seen.life}`);
    const state = replay(witness, last?.seq ?? 0);
    return JSON.stringify(state) === JSON.stringify(seen.run.state)
      ? undefined
      : `process ${seen.life} had another state than its ${last?.seq ?? 0} entries give`;
  },
};

function replay({ entries, brain, scenario }: Witness, last: number): RolloutState | undefined {
  const stacks = plannedMoves(scenario.plan);
  const notices: Record<string, NoticeFacts> = {};
  let state: RolloutState | undefined;
  const happen = (event: Parameters<typeof brain.advance>[1], at: number): void => {
    state = state && brain.advance(state, event, at).state;
  };
  for (const { record, at } of entries.slice(0, last)) {
    if (record.kind === 'rollout-started') {
      state = brain.start(scenario.plan, notices, at);
    } else if (record.kind === 'notice') {
      if (state === undefined && stacks.has(record.stack)) {
        notices[record.stack] = brain.noticed(notices[record.stack], record.act, at);
      }
      happen({ kind: 'notice', stack: record.stack, act: record.act }, at);
    } else if (record.kind === 'intent') {
      happen({ kind: 'intended', stack: record.stack, token: record.token }, at);
    } else if (record.kind === 'outcome') {
      happen({ kind: 'settled', stack: record.stack, token: record.token, outcome: record.outcome }, at);
    } else if (record.kind === 'rollout-event') {
      happen(record.event, at);
    }
  }
  return state;
}
