import type { Observation } from '../observation';
import { directionOf, intentIn, plannedMoves } from './planned-moves';
import type { Rule, Witness } from './rule';
import { StoppedLine } from './stop-causes';
import type { Stop } from './stop-causes';

/** Once the line has stopped nothing starts, in any ring, until somebody says so. */
export const stoppedLine: Rule = {
  name: 'nothing starts once the line has stopped',
  watch: (witness) => {
    const line = new StoppedLine(witness);
    const begins = beginningsOf(witness);
    return (seen) => {
      const wrong = line.stop && begins(seen, line.stop);
      line.see(seen);
      return wrong;
    };
  },
};

/** Calls that were on their way when the line stopped. */
const GRACE_MS = 5_000;

function beginningsOf({ scenario }: Witness): (seen: Observation, stop: Stop) => string | undefined {
  const moves = plannedMoves(scenario.plan);
  return (seen, stop) => {
    const intent = intentIn(seen);
    if (intent !== undefined && directionOf(moves, intent) === 'forward') {
      return `${intent.stack} was to be moved although ${stop.why}`;
    }
    const isLate =
      seen.kind === 'started' &&
      seen.by === 'runner' &&
      seen.to === moves.get(seen.stack)?.to.digest &&
      seen.askedAt > stop.at + GRACE_MS;
    return isLate ? `${seen.stack} was begun although ${stop.why}` : undefined;
  };
}
