import type { Observation } from '../observation';
import { Journeys } from './journey';
import type { Journey } from './journey';
import { directionOf, eventIn, intentIn, plannedMoves } from './planned-moves';
import type { PlannedMove } from './planned-moves';
import type { Rule, Witness } from './rule';

const MINUTE_MS = 60_000;

type Check = (move: PlannedMove, journeys: Journeys, seen: Observation) => string | undefined;

/** Checks something whenever a move forward is intended, with what was recorded before. */
function atIntents(witness: Witness, check: Check): (seen: Observation) => string | undefined {
  const moves = plannedMoves(witness.scenario.plan);
  const journeys = new Journeys(moves);
  return (seen) => {
    const intent = intentIn(seen);
    const move = intent && moves.get(intent.stack);
    const isForward = intent !== undefined && directionOf(moves, intent) === 'forward';
    const wrong = move !== undefined && isForward ? check(move, journeys, seen) : undefined;
    journeys.see(seen);
    return wrong;
  };
}

function isThere({ kind, isAtTarget }: Journey): boolean {
  return kind === 'moved' || (kind === 'left' && isAtTarget);
}

export const cellFirst: Rule = {
  name: 'a cell is moved before its tenants',
  watch: (witness) => {
    const moves = plannedMoves(witness.scenario.plan);
    return atIntents(witness, ({ stack, cell }, journeys) =>
      stack !== cell && moves.has(cell) && !isThere(journeys.of(cell))
        ? `${stack} was to be moved while ${cell} was ${journeys.of(cell).kind}`
        : undefined,
    );
  },
};

export const ringOrder: Rule = {
  name: 'a ring waits for the rings before it',
  watch: (witness) => {
    const moves = [...plannedMoves(witness.scenario.plan).values()];
    return atIntents(witness, (move, journeys) => {
      const earlier = moves.find(
        ({ stack, ring }) => ring < move.ring && UNSETTLED.has(journeys.of(stack).kind),
      );
      return earlier && `${move.stack} was to be moved before ${earlier.stack} of an earlier ring`;
    });
  },
};

const UNSETTLED: ReadonlySet<Journey['kind']> = new Set(['untouched', 'moving', 'returning']);

export const loneCanary: Rule = {
  name: 'the canary goes first and alone',
  watch: (witness) => {
    const { plan } = witness.scenario;
    const canary = [...plannedMoves(plan).values()].find(({ kind }) => kind === 'canary');
    let wasWell = false;
    return atIntents(witness, (move, journeys, seen) => {
      if (canary === undefined || move.stack === canary.stack || move.kind === 'cell') {
        return undefined;
      }
      const journey = journeys.of(canary.stack);
      // It may be taken away, or be stuck on its way back, after it has shown that the release is well.
      const isGone = wasWell && ['left', 'elsewhere', 'stuck'].includes(journey.kind);
      if (!isThere(journey) && !isGone) {
        return `${move.stack} was to be moved while the canary was ${journey.kind}`;
      }
      const isBaking = seen.at < journey.at + bakeMinutes(witness, canary) * MINUTE_MS;
      wasWell = true;
      return isBaking && journey.kind === 'moved'
        ? `${move.stack} was to be moved before the canary was baked`
        : undefined;
    });
  },
};

function bakeMinutes({ scenario: { plan } }: Witness, { ringPlan }: PlannedMove): number {
  return plan.lane === 'hot-fix'
    ? Math.min(ringPlan.bakeMinutes, plan.policy.hotFixBakeMinutes)
    : ringPlan.bakeMinutes;
}

export const bake: Rule = {
  name: 'a ring is baked, by time and by requests, before the next',
  watch: (witness) => {
    const { plan } = witness.scenario;
    // Nobody watches a cell but through its tenants.
    const moves = [...plannedMoves(plan).values()].filter(({ stack, cell }) => stack !== cell);
    const requests = new Map<number, number>();
    let isTrafficAside = plan.overrides.some(({ rule }) => rule === 'traffic');
    const check = atIntents(witness, (move, journeys, seen) => {
      const baking = moves.find(
        (one) =>
          one.ring < move.ring &&
          journeys.of(one.stack).kind === 'moved' &&
          seen.at < journeys.of(one.stack).at + bakeMinutes(witness, one) * MINUTE_MS,
      );
      if (baking !== undefined) {
        return `${move.stack} was to be moved before the ring of ${baking.stack} was baked`;
      }
      const unseen = moves.find(
        ({ ring, stack, ringPlan }) =>
          ring < move.ring &&
          journeys.of(stack).kind === 'moved' &&
          (requests.get(ring) ?? 0) < ringPlan.minimumRequests,
      );
      return unseen === undefined || isTrafficAside
        ? undefined
        : `${move.stack} was to be moved after ${requests.get(unseen.ring) ?? 0} requests to the ring before`;
    });
    const samples = new Map<number, number>();
    return (seen) => {
      if (seen.kind === 'sampled') {
        samples.set(
          seen.life,
          seen.samples.reduce((sum, one) => sum + one.requests, 0),
        );
      }
      const event = eventIn(seen);
      if (event?.kind === 'sampled' && seen.kind === 'entry') {
        requests.set(event.ring, samples.get(seen.life) ?? 0);
      }
      isTrafficAside ||= event?.kind === 'overridden' && event.override.rule === 'traffic';
      return check(seen);
    };
  },
};
