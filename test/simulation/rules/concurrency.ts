import { intentIn, outcomeIn, plannedMoves } from './planned-moves';
import type { Rule } from './rule';

export const concurrency: Rule = {
  name: 'never more at once than the ring allows',
  watch: ({ scenario }) => {
    const moves = plannedMoves(scenario.plan);
    const open = new Map<string, number>();
    return (seen) => {
      const outcome = outcomeIn(seen);
      if (outcome !== undefined) {
        open.delete(outcome.token);
      }
      const intent = intentIn(seen);
      const move = intent && moves.get(intent.stack);
      if (intent === undefined || move === undefined) {
        return undefined;
      }
      open.set(intent.token, move.ring);
      const count = [...open.values()].filter((ring) => ring === move.ring).length;
      return count > move.ringPlan.concurrency
        ? `${count} stacks of ${move.ringPlan.ring} were under way, which allows ${move.ringPlan.concurrency}`
        : undefined;
    };
  },
};
