import { Journeys } from './journey';
import { eventIn, plannedMoves } from './planned-moves';
import type { Rule } from './rule';

export const ends: Rule = {
  name: 'it always ends',
  watch: () => (seen) => {
    if (seen.kind === 'broken') {
      return `process ${seen.life} broke: ${String(seen.error instanceof Error ? seen.error.stack : seen.error)}`;
    }
    return seen.kind === 'over' && seen.why !== 'ended' ? `it did not end: ${seen.why}` : undefined;
  },
};

export const overIsOver: Rule = {
  name: 'nothing happens after the end',
  watch: ({ scenario }) => {
    let isOver = false;
    return (seen) => {
      if (seen.kind === 'started' && seen.by === 'runner' && isOver) {
        return `${seen.stack} was touched after the end`;
      }
      if (seen.kind !== 'entry' || !('rollout' in seen.entry.record)) {
        return undefined;
      }
      const wasOver = isOver;
      isOver ||= seen.entry.record.kind === 'rollout-ended' && seen.entry.record.rollout === scenario.plan.id;
      return wasOver ? `${seen.entry.record.kind} was recorded after the end` : undefined;
    };
  },
};

export const nobodyForgotten: Rule = {
  name: 'everybody was moved, or left by name',
  watch: ({ scenario }) => {
    const moves = plannedMoves(scenario.plan);
    const journeys = new Journeys(moves);
    const named = new Set<string>();
    let isAborted = false;
    return (seen) => {
      journeys.see(seen);
      const event = eventIn(seen);
      if (event?.kind === 'skip') {
        named.add(event.stack);
      }
      isAborted ||= event?.kind === 'abort';
      if (seen.kind !== 'over' || seen.why !== 'ended' || isAborted) {
        return undefined;
      }
      const forgotten = [...moves.keys()].find(
        (stack) => journeys.of(stack).kind === 'untouched' && !named.has(stack),
      );
      return forgotten && `${forgotten} was never moved and never left`;
    };
  },
};

export const filesSay: Rule = {
  name: 'files say the release that their stacks run',
  watch: ({ scenario }) => {
    const moves = plannedMoves(scenario.plan);
    const journeys = new Journeys(moves);
    const pinned = new Map<string, string>();
    return (seen) => {
      journeys.see(seen);
      const event = eventIn(seen);
      if (event?.kind === 'pinned') {
        pinned.set(event.stack, event.release);
      }
      if (seen.kind !== 'over' || seen.why !== 'ended') {
        return undefined;
      }
      const wrong = [...moves.values()].find(({ stack, from, to }) => {
        const { kind } = journeys.of(stack);
        const right = kind === 'moved' ? to.release : from.release;
        return (
          (kind === 'moved' && pinned.get(stack) !== right) ||
          (kind === 'returned' && (pinned.get(stack) ?? right) !== right)
        );
      });
      return (
        wrong &&
        `${wrong.stack} is ${journeys.of(wrong.stack).kind} and its file says ${pinned.get(wrong.stack)}`
      );
    };
  },
};
