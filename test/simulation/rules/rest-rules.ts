import type { Observation } from '../observation';
import type { RolloutState } from '../../../lib/rollout/rollout-state';
import { Journeys } from './journey';
import type { Journey } from './journey';
import { directionOf, eventIn, intentIn, outcomeIn, plannedMoves } from './planned-moves';
import type { PlannedMove } from './planned-moves';
import type { Rule } from './rule';
import { StoppedLine } from './stop-causes';

export const knownDigest: Rule = {
  name: 'every stack at rest is at its old or its new version',
  watch: ({ scenario, engine }) => {
    const moves = [...plannedMoves(scenario.plan).values()];
    const byHand = new Map<string, string | undefined>();
    return (seen) => {
      if (seen.kind === 'ended' && seen.by === 'operator') {
        byHand.set(seen.stack, seen.to);
      }
      if (!isAtRest(seen)) {
        return undefined;
      }
      const lost = moves.find(({ stack, from, to }) => {
        const digest = engine.digest(stack);
        const isOther = byHand.has(stack) && byHand.get(stack) === digest;
        return digest !== from.digest && digest !== to.digest && !isOther && !engine.isBusy(stack);
      });
      return lost && `${lost.stack} is at ${engine.digest(lost.stack)}`;
    };
  },
};

/** A run that returned because there is nothing to do, or the end of all. */
function isAtRest(seen: Observation): boolean {
  return seen.kind === 'over' || (seen.kind === 'returned' && ['resting', 'ended'].includes(seen.run.kind));
}

export const failedIsBack: Rule = {
  name: 'what failed is back at its old version, or named as stuck',
  watch: ({ scenario, engine }) => {
    const moves = plannedMoves(scenario.plan);
    const journeys = new Journeys(moves);
    const touched = new TouchedByHand();
    return (seen) => {
      journeys.see(seen);
      touched.see(seen);
      const failed =
        isAtRest(seen) &&
        [...moves.values()].find(
          ({ stack, from }) =>
            BACK.has(journeys.of(stack).kind) && engine.digest(stack) !== from.digest && !touched.has(stack),
        );
      return failed ? `${failed.stack} failed and is at ${engine.digest(failed.stack)}` : undefined;
    };
  },
};

const BACK: ReadonlySet<Journey['kind']> = new Set(['failed', 'returned']);

export const putBack: Rule = {
  name: 'what the policy says is put back is put back',
  watch: (witness) => {
    const { scenario, engine } = witness;
    const { rollback } = scenario.plan.policy;
    const moves = plannedMoves(scenario.plan);
    const line = new StoppedLine(witness);
    const journeys = new Journeys(moves);
    const touched = new TouchedByHand();
    const batches = new Batches(moves);
    let isSure = true;
    let hasRested = false;
    return (seen) => {
      const word = eventIn(seen)?.kind;
      if (word === 'resume' || word === 'retry') {
        // A word that came before all was at rest may not have been heard.
        isSure = line.stop === undefined ? isSure : hasRested;
        hasRested = false;
      }
      [line, journeys, touched, batches].forEach((one) => one.see(seen));
      if (seen.kind !== 'returned' || !('state' in seen.run) || !isAtRest(seen)) {
        return undefined;
      }
      hasRested = true;
      const { fault } = line;
      if (fault === undefined || rollback === 'nothing' || !isSure) {
        return undefined;
      }
      const stuck = namedStuck(seen.run.state);
      const forgotten = [...moves.values()].find(
        ({ stack, to }) =>
          journeys.of(stack).kind === 'moved' &&
          engine.digest(stack) === to.digest &&
          (rollback === 'rollout' ||
            (fault.isHealth === true ? (fault.stacks ?? []) : batches.around(fault.stacks)).includes(
              stack,
            )) &&
          !stuck.has(stack) &&
          !touched.has(stack) &&
          !isKept(stack),
      );
      return forgotten && `${forgotten.stack} stayed at the new version although ${fault.why}`;
    };

    /** A cell stays as long as one of its tenants may be ahead. */
    function isKept(stack: string): boolean {
      const tenants = [...moves.values()].filter(({ cell }) => cell === stack);
      return tenants.some((one) => one.stack !== stack && !BEHIND.has(journeys.of(one.stack).kind));
    }
  },
};

const BEHIND: ReadonlySet<Journey['kind']> = new Set(['untouched', 'failed', 'returned', 'elsewhere']);

class TouchedByHand {
  readonly #stacks = new Set<string>();

  see(seen: Observation): void {
    if (seen.kind === 'started' && seen.by === 'operator') {
      this.#stacks.add(seen.stack);
    }
  }

  has(stack: string): boolean {
    return this.#stacks.has(stack);
  }
}

/** Longer apart, one of two may have been put off. */
const WAVE_MS = 30 * 60_000;

/**
 * Stacks of one wave of the plan that were intended one after the other, before the first of them was done: they were
 * surely moved as one wave. Two that were put off may come one after the other and be in two.
 */
class Batches {
  readonly #moves: ReadonlyMap<string, PlannedMove>;
  #isOpen = false;
  #batches: { readonly wave: string; readonly stacks: string[]; at: number }[] = [];

  constructor(moves: ReadonlyMap<string, PlannedMove>) {
    this.#moves = moves;
  }

  see(seen: Observation): void {
    const done = outcomeIn(seen);
    if (done !== undefined && this.#batches.at(-1)?.stacks.includes(done.stack) === true) {
      this.#isOpen = false;
    }
    const intent = intentIn(seen);
    const move = intent && this.#moves.get(intent.stack);
    if (intent === undefined || move === undefined || directionOf(this.#moves, intent) !== 'forward') {
      return;
    }
    const wave = `${move.ring}/${move.wave}`;
    const last = this.#batches.at(-1);
    if (this.#isOpen && last?.wave === wave && seen.at < last.at + WAVE_MS) {
      last.stacks.push(intent.stack);
      last.at = seen.at;
    } else {
      this.#batches.push({ wave, stacks: [intent.stack], at: seen.at });
      this.#isOpen = true;
    }
  }

  around(stacks: readonly string[] = []): readonly string[] {
    const batch = this.#batches.findLast((one) => one.stacks.some((stack) => stacks.includes(stack)));
    return batch?.stacks ?? [];
  }
}

function namedStuck({ rings }: RolloutState): ReadonlySet<string> {
  const facts = rings.flatMap(({ waves }) => waves.flatMap(({ moves }) => moves));
  return new Set(facts.filter(({ kind }) => kind === 'stuck').map(({ stack }) => stack));
}
