import type { Instant } from '../../../lib/rollout/rollout-plan';
import type { Observation } from '../observation';
import { directionOf, eventIn, intentIn, outcomeIn } from './planned-moves';
import type { PlannedMove } from './planned-moves';

/** Where a stack is by the ledger's entries, as a bystander counts them. */
export interface Journey {
  kind:
    | 'untouched'
    | 'moving'
    | 'moved'
    | 'failed'
    | 'returning'
    | 'returned'
    | 'stuck'
    | 'left'
    | 'elsewhere';
  /** When it came there. */
  at: Instant;
  /** Whether it was left because it was at the target. */
  isAtTarget: boolean;
  readonly token: string | undefined;
}

/** The journeys of all stacks of a plan, kept up with each thing that is seen. */
export class Journeys {
  readonly #moves: ReadonlyMap<string, PlannedMove>;
  readonly #journeys = new Map<string, Journey>();

  constructor(moves: ReadonlyMap<string, PlannedMove>) {
    this.#moves = moves;
  }

  of(stack: string): Journey {
    return this.#journeys.get(stack) ?? { kind: 'untouched', at: 0, isAtTarget: false, token: undefined };
  }

  see(seen: Observation): void {
    const intent = intentIn(seen);
    if (intent !== undefined) {
      const direction = directionOf(this.#moves, intent);
      this.#set(intent.stack, direction === 'back' ? 'returning' : 'moving', seen.at, intent.token);
    }
    const outcome = outcomeIn(seen);
    if (outcome !== undefined && this.of(outcome.stack).token === outcome.token) {
      this.#settle(outcome.stack, outcome.outcome, seen.at);
    }
    const event = eventIn(seen);
    if (event?.kind === 'found' || event?.kind === 'left') {
      const isAtTarget = event.kind === 'found' && event.as === 'at-target';
      this.#journeys.set(event.stack, { kind: 'left', at: seen.at, isAtTarget, token: undefined });
    }
    if (event?.kind === 'skip' && ['untouched', 'failed', 'returned'].includes(this.of(event.stack).kind)) {
      this.#journeys.set(event.stack, { kind: 'left', at: seen.at, isAtTarget: false, token: undefined });
    }
  }

  #settle(stack: string, outcome: Parameters<typeof settled>[1], at: Instant): void {
    const before = this.of(stack);
    const move = this.#moves.get(stack);
    const kind = move === undefined ? 'elsewhere' : settled(before.kind === 'returning', outcome, move);
    this.#journeys.set(stack, { ...before, kind, at, token: undefined });
  }

  #set(stack: string, kind: Journey['kind'], at: Instant, token: string): void {
    this.#journeys.set(stack, { kind, at, isAtTarget: false, token });
  }
}

function settled(
  isReturning: boolean,
  outcome: { readonly kind: string; readonly digest?: string | undefined },
  move: PlannedMove,
): Journey['kind'] {
  switch (outcome.kind) {
    case 'succeeded':
      return isReturning ? 'returned' : 'moved';
    case 'failed':
      if (outcome.digest === move.from.digest) {
        return isReturning ? 'returned' : 'failed';
      }
      return outcome.digest === move.to.digest ? 'moved' : 'elsewhere';
    case 'stuck':
      return 'stuck';
    default:
      return isReturning ? 'moved' : 'untouched';
  }
}
