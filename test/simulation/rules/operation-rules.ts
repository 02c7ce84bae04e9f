import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import { Journeys } from './journey';
import { directionOf, eventIn, intentIn, outcomeIn, plannedMoves } from './planned-moves';
import type { Rule } from './rule';

export const intendedFirst: Rule = {
  name: 'an operation is intended before it begins, once',
  watch: () => {
    const intended = new Set<string>();
    const begun = new Set<string>();
    return (seen) => {
      const token = intentIn(seen)?.token;
      if (token !== undefined) {
        const isAgain = intended.has(token);
        intended.add(token);
        return isAgain ? `${token} was intended twice` : undefined;
      }
      if (seen.kind !== 'started' || seen.by !== 'runner') {
        return undefined;
      }
      const isAgain = begun.has(seen.token);
      begun.add(seen.token);
      if (isAgain) {
        return `${seen.token} was begun twice`;
      }
      return intended.has(seen.token) ? undefined : `${seen.token} was begun and never intended`;
    };
  },
};

export const ownedOnce: Rule = {
  name: 'no stack is owned twice',
  watch: () => {
    const open = new Map<string, string>();
    return (seen) => {
      const outcome = outcomeIn(seen);
      if (outcome !== undefined && open.get(outcome.stack) === outcome.token) {
        open.delete(outcome.stack);
      }
      const intent = intentIn(seen);
      if (intent !== undefined) {
        const other = open.get(intent.stack);
        open.set(intent.stack, intent.token);
        return other && `${intent.token} was intended while ${other} was under way`;
      }
      return seen.kind === 'collided' ? `${seen.token} met ${seen.with} at work` : undefined;
    };
  },
};

export const trueOutcomes: Rule = {
  name: 'the ledger tells of each operation what became of it, once',
  watch: () => {
    const running = new Set<string>();
    const known = new Map<string, OperationOutcome>();
    const open = new Set<string>();
    return (seen) => {
      if (seen.kind === 'started') {
        running.add(seen.token);
      }
      if (seen.kind === 'ended') {
        running.delete(seen.token);
        known.set(seen.token, seen.outcome);
      }
      const intent = intentIn(seen);
      if (intent !== undefined) {
        open.add(intent.token);
      }
      if (seen.kind === 'over' && seen.why === 'ended') {
        const [untold] = open;
        return untold && `nobody knows what became of ${untold}`;
      }
      const outcome = outcomeIn(seen);
      return outcome && falsehood(outcome.token, outcome.outcome);
    };

    function falsehood(token: string, outcome: OperationOutcome): string | undefined {
      if (!open.delete(token)) {
        return `the outcome of ${token} was recorded twice, or never intended`;
      }
      if (running.has(token)) {
        return `${token} was said to have ended while it ran`;
      }
      const truth = known.get(token);
      if (truth === undefined) {
        return outcome.kind === 'succeeded'
          ? `${token} never began and was said to have succeeded`
          : undefined;
      }
      return truth.kind === outcome.kind
        ? undefined
        : `${token} was ${truth.kind} and said to be ${outcome.kind}`;
    }
  },
};

export const otherHands: Rule = {
  name: 'what somebody else changed is not touched',
  watch: ({ scenario }) => {
    const moves = plannedMoves(scenario.plan);
    return (seen) => {
      const move = seen.kind === 'started' && seen.by === 'runner' ? moves.get(seen.stack) : undefined;
      if (seen.kind !== 'started' || move === undefined) {
        return undefined;
      }
      const isForward = seen.from === move.from.digest && seen.to === move.to.digest;
      const isBack = seen.from === move.to.digest && seen.to === move.from.digest;
      return isForward || isBack ? undefined : `${seen.stack} was taken from ${seen.from} to ${seen.to}`;
    };
  },
};

export const againOnlyWhenAsked: Rule = {
  name: 'only what failed or was put back is tried again, when somebody asks',
  watch: ({ scenario }) => {
    const moves = plannedMoves(scenario.plan);
    const journeys = new Journeys(moves);
    const asked = new Set<string>();
    return (seen) => {
      const intent = intentIn(seen);
      const wrong =
        intent !== undefined && directionOf(moves, intent) === 'forward'
          ? tooMuch(intent.stack, journeys.of(intent.stack).kind)
          : undefined;
      journeys.see(seen);
      if (eventIn(seen)?.kind === 'retry') {
        for (const stack of moves.keys()) {
          asked.add(stack);
        }
      }
      const outcome = outcomeIn(seen);
      if (outcome !== undefined) {
        asked.delete(outcome.stack);
      }
      return wrong;
    };

    function tooMuch(stack: string, kind: string): string | undefined {
      if (kind === 'untouched' || ((kind === 'failed' || kind === 'returned') && asked.has(stack))) {
        return undefined;
      }
      return `${stack} was ${kind} and was to be moved all the same`;
    }
  },
};

export const skippedStays: Rule = {
  name: 'who was skipped stays where it is',
  watch: ({ scenario }) => {
    const moves = plannedMoves(scenario.plan);
    const journeys = new Journeys(moves);
    const skipped = new Set<string>();
    return (seen) => {
      const intent = intentIn(seen);
      const event = eventIn(seen);
      if (
        event?.kind === 'skip' &&
        ['untouched', 'failed', 'returned'].includes(journeys.of(event.stack).kind)
      ) {
        skipped.add(event.stack);
      }
      journeys.see(seen);
      return intent !== undefined && skipped.has(intent.stack)
        ? `${intent.stack} was skipped and was to be moved`
        : undefined;
    };
  },
};
