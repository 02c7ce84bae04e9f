import { advance } from '../../lib/rollout/advance';
import { findMove } from '../../lib/rollout/move-index';
import type { OperationOutcome, RolloutEffect, RolloutEvent } from '../../lib/rollout/rollout-event';
import type { Instant, RolloutPlan } from '../../lib/rollout/rollout-plan';
import type { BadSample, MoveFacts, NoticeFacts, RolloutState } from '../../lib/rollout/rollout-state';
import { startRollout } from '../../lib/rollout/start-rollout';
import { statusOf } from '../../lib/rollout/status';
import { MINUTE, NEW, OLD, planOf, START } from './plans';
import type { PlanSketch, RingSketch } from './plans';

export type MoveEffect = Extract<RolloutEffect, { kind: 'move' }>;

/** A roll-out in which a test plays everybody: the engine, the viewers, the operators and the clock. */
export class Play {
  state: RolloutState;
  now: Instant;

  constructor(plan: RolloutPlan, notices: Readonly<Record<string, NoticeFacts>> = {}, now = START) {
    this.now = now;
    this.state = startRollout(plan, notices, now);
  }

  get effects(): readonly RolloutEffect[] {
    return advance(this.state, { kind: 'tick' }, this.now).effects;
  }

  get sentence(): string {
    return statusOf(this.state, this.now).sentence;
  }

  /** Tenants and cells that may be begun now, forward or back. */
  get ready(): readonly string[] {
    return this.moves.filter(({ isIntended }) => !isIntended).map(({ stack }) => nameOf(stack));
  }

  get moves(): readonly MoveEffect[] {
    return this.effects.filter((effect) => effect.kind === 'move');
  }

  /** Milliseconds until something happens by itself; undefined when nothing does. */
  get wakesIn(): number | undefined {
    const wake = this.effects.find((effect) => effect.kind === 'wake');
    return wake?.kind === 'wake' ? wake.at - this.now : undefined;
  }

  facts(name: string): MoveFacts {
    const found = findMove(this.state, stackOf(name));
    if (found === undefined) {
      throw new Error(`${name} is not part of this roll-out.`);
    }
    return found.facts;
  }

  kinds(...names: readonly string[]): readonly string[] {
    return names.map((name) => this.facts(name).kind);
  }

  happen(...events: readonly RolloutEvent[]): this {
    for (const event of events) {
      this.state = advance(this.state, event, this.now).state;
    }
    return this;
  }

  wait(minutes: number): this {
    this.now += minutes * MINUTE;
    return this;
  }

  begin(...names: readonly string[]): this {
    return this.happen(
      ...names.map((name): RolloutEvent => {
        const { stack, token } = this.effectFor(name);
        return { kind: 'intended', stack, token };
      }),
    );
  }

  end(name: string, outcome: OperationOutcome): this {
    const { stack, token } = this.effectFor(name);
    return this.happen({ kind: 'settled', stack, token, outcome });
  }

  succeed(...names: readonly string[]): this {
    for (const name of names) {
      const { to } = this.effectFor(name);
      this.end(name, { kind: 'succeeded', digest: to.digest, operation: 'an-operation' });
    }
    return this;
  }

  /** The operation fails, and the stack is as it was before it. */
  fail(name: string, reason = 'No room.'): this {
    const { from } = this.effectFor(name);
    return this.end(name, { kind: 'failed', digest: from.digest, operation: 'an-operation', reason });
  }

  pin(...names: readonly string[]): this {
    const release = (name: string) => (this.facts(name).kind === 'moved' ? NEW : OLD).release;
    return this.happen(
      ...names.map((name): RolloutEvent => ({
        kind: 'pinned',
        stack: stackOf(name),
        release: release(name),
      })),
    );
  }

  /** Moves those that are ready, one after the other, forward or back, with their files. */
  move(...names: readonly string[]): this {
    for (const name of names) {
      this.begin(name).succeed(name).pin(name);
    }
    return this;
  }

  /** Somebody looks at the ring that the roll-out is in. */
  sample(requests = 1000, bad: readonly BadSample[] = []): this {
    const due = this.effects.find((effect) => effect.kind === 'sample');
    const ring =
      due?.kind === 'sample' ? due.ring : this.state.rings.findIndex((one) => one.passedAt === undefined);
    const wave = due?.kind === 'sample' ? due.wave : 0;
    return this.happen({ kind: 'sampled', ring, wave, requests, bad });
  }

  /** Waits for the end of the bake, with viewers enough. */
  bake(minutes = 60): this {
    return this.wait(minutes).sample();
  }

  say(kind: 'pause' | 'resume' | 'abort' | 'halt' | 'retry', reason = 'to be sure'): this {
    return this.happen({ kind, by: 'operations', reason });
  }

  skip(name: string): this {
    return this.happen({ kind: 'skip', stack: stackOf(name), by: 'operations', reason: 'the client asked' });
  }

  private effectFor(name: string): MoveEffect {
    const effect = this.moves.find(({ stack }) => stack === stackOf(name));
    if (effect === undefined) {
      throw new Error(`${name} is not to be moved now; ready: ${this.ready.join(', ')}.`);
    }
    return effect;
  }
}

/** `tenants/rally` for `rally`; a cell is named in full. */
function stackOf(name: string): string {
  return name.includes('/') ? name : `tenants/${name}`;
}

function nameOf(stack: string): string {
  return stack.replace('tenants/', '');
}

/** A roll-out of three rings whose canary has baked; the last ring holds one tenant. */
export function pastCanary(early: RingSketch, sketch: PlanSketch = {}): Play {
  const rings = { canary: { waves: [['pilot']] }, early, late: { waves: [['zulu']] } };
  return new Play(planOf(rings, sketch)).move('pilot').bake();
}
