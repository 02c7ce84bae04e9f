import type { HealthSample } from '../../../lib/rollout/ports';
import type { Instant } from '../../../lib/rollout/rollout-plan';
import type { Observation } from '../observation';
import { Journeys } from './journey';
import { eventIn, outcomeIn, plannedMoves } from './planned-moves';
import type { Witness } from './rule';

export interface Stop {
  readonly why: string;
  readonly at: Instant;
  /** Left out where people stopped it. */
  readonly stacks?: readonly string[];
  readonly isHealth?: boolean;
}

/** Why the line has stopped, worked out from what was recorded and from what the engine said. */
export class StoppedLine {
  readonly #moves;
  readonly #journeys;
  readonly #scenario;
  readonly #failed = new Map<string, number>();
  readonly #samples = new Map<number, readonly HealthSample[]>();
  #stop: Stop | undefined;
  #pause: Stop | undefined;
  #abort: Stop | undefined;

  constructor({ scenario }: Witness) {
    this.#scenario = scenario;
    this.#moves = plannedMoves(scenario.plan);
    this.#journeys = new Journeys(this.#moves);
  }

  get stop(): Stop | undefined {
    return this.#abort ?? this.#stop ?? this.#pause;
  }

  /** Stacks whose failure or bad health stopped it, since the last word of an operator. */
  get fault(): Stop | undefined {
    return this.#stop?.stacks === undefined ? undefined : this.#stop;
  }

  see(seen: Observation): void {
    this.#journeys.see(seen);
    if (seen.kind === 'sampled') {
      this.#samples.set(seen.life, seen.samples);
    }
    this.#word(seen);
    this.#outcome(seen);
    this.#health(seen);
  }

  #word(seen: Observation): void {
    const event = eventIn(seen);
    switch (event?.kind) {
      case 'pause':
        this.#pause ??= { why: 'the roll-out was paused', at: seen.at };
        return;
      case 'abort':
        this.#abort ??= { why: 'the roll-out was aborted', at: seen.at };
        return;
      case 'halt':
        this.#stop ??= { why: 'somebody halted it', at: seen.at };
        return;
      case 'skip':
        this.#failed.delete(event.stack);
        return;
      case 'retry':
        this.#failed.clear();
        this.#stop = undefined;
        this.#pause = undefined;
        return;
      case 'resume':
        this.#stop = undefined;
        this.#pause = undefined;
        return;
      default:
    }
  }

  #outcome(seen: Observation): void {
    const outcome = outcomeIn(seen);
    const move = outcome && this.#moves.get(outcome.stack);
    if (outcome === undefined || move === undefined) {
      return;
    }
    const { kind } = this.#journeys.of(outcome.stack);
    if (kind === 'stuck') {
      this.#stop ??= { why: `${outcome.stack} was stuck`, at: seen.at, stacks: [outcome.stack] };
    }
    if (kind === 'failed') {
      this.#failed.set(outcome.stack, move.ring);
      const failures = [...this.#failed.values()].filter((ring) => ring === move.ring).length;
      if (failures > this.#tolerated(move.ring)) {
        this.#stop ??= {
          why: `${failures} stacks of its ring had failed`,
          at: seen.at,
          stacks: [outcome.stack],
        };
      }
    }
  }

  #tolerated(ring: number): number {
    const plan = this.#scenario.plan.rings[ring];
    const moves = plan?.waves.flatMap((wave) => wave.moves).length ?? 0;
    const byShare = plan?.toleratedFailurePercent ?? 100;
    return Math.min(plan?.toleratedFailures ?? 0, Math.floor((moves * byShare) / 100));
  }

  #health(seen: Observation): void {
    if (seen.kind !== 'entry' || eventIn(seen)?.kind !== 'sampled') {
      return;
    }
    const { errorPercentMax, requestsToJudge } = this.#scenario.plan.policy;
    const bad = (this.#samples.get(seen.life) ?? []).filter(
      ({ stack, requests, errors }) =>
        requests >= Math.max(requestsToJudge, 1) &&
        errors * 100 > errorPercentMax * requests &&
        this.#journeys.of(stack).kind === 'moved',
    );
    if (bad.length > 0 && this.#abort === undefined) {
      const stacks = bad.map(({ stack }) => stack);
      this.#stop ??= {
        why: `viewers of ${stacks.join(', ')} met errors`,
        at: seen.at,
        stacks,
        isHealth: true,
      };
    }
  }
}
