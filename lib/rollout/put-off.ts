import { MINUTE } from './calendar/civil-day';
import { waveKind } from './current-wave';
import { itemAt, ringFactsOf, ringPlanOf } from './parts';
import type { WaveRef } from './parts';
import { replaceRing } from './replace-facts';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState, WaveFacts } from './rollout-state';
import { isWaiting, soonestTurns, turnAt } from './soonest-turn';
import { isOperating, isUnpinned } from './unrest';
import { waitingSince } from './waiting-since';

/** What opens within this time is waited for. */
export const SOON_MINUTES = 60;
const SOON = SOON_MINUTES * MINUTE;

/** A stack that a wave waits for. */
interface Turn {
  readonly facts: MoveFacts;
  /** Where it stands in its wave. */
  readonly index: number;
  readonly at: Instant;
}

/**
 * Puts off who keeps the wave waiting, to waves at the end of its ring, for as long as somebody behind it can be moved
 * sooner; the same state when there is none. Cells and the canary are never put off: the others wait for them.
 *
 * Where nobody is left to wait for, the wave is passed, and the same is done with the next. So what hundreds of waves
 * come to in a night is worked out at once.
 */
export function putOff(state: RolloutState, ref: WaveRef, now: Instant): RolloutState {
  const { waves } = ringFactsOf(state, ref.ring);
  const turns = turnsToPutOff(state, ref, itemAt(waves, ref.wave), now);
  if (turns.length === 0) {
    return state;
  }
  const line = new Line(state, ref, now);
  line.putOffFrom(ref.wave, turns);
  return line.isChanged ? replaceRing(state, ref.ring, (ring) => ({ ...ring, waves: line.waves })) : state;
}

/** Those who wait in the wave, if it is one that may put somebody off and nobody in it is, or soon will be, on the way. */
function turnsToPutOff(state: RolloutState, ref: WaveRef, wave: WaveFacts, now: Instant): readonly Turn[] {
  if (
    waveKind(state.plan, ref) !== 'tenants' ||
    wave.moves.some((facts) => isOperating(facts) || isUnpinned(facts))
  ) {
    return [];
  }
  const since = waitingSince(state, wave);
  const turns = wave.moves.flatMap((facts, index) =>
    isWaiting(facts) ? [{ facts, index, at: turnAt(state, facts.stack, since, now) }] : [],
  );
  return turns.some(({ at }) => at <= now + SOON) ? [] : turns;
}

/** The waves of a ring while stacks are put off; a copy, that nobody sees before all is done. */
class Line {
  readonly waves: WaveFacts[];
  isChanged = false;
  readonly #state: RolloutState;
  readonly #ring: number;
  readonly #now: Instant;
  /** Of each wave that was there in the beginning, the first turn in it and in those behind. */
  readonly #soonest: readonly Instant[];
  /** The last wave that was there in the beginning: it may have room. */
  readonly #lastOfOld: number;
  /** The first turn of those who were put off meanwhile. */
  #soonestPutOff: Instant = Infinity;

  constructor(state: RolloutState, { ring, wave }: WaveRef, now: Instant) {
    const { waves } = ringFactsOf(state, ring);
    this.waves = [...waves];
    this.#state = state;
    this.#ring = ring;
    this.#now = now;
    this.#lastOfOld = waves.length - 1;
    this.#soonest = soonestTurns(state, waves, wave + 1, now);
  }

  putOffFrom(first: number, turnsOfFirst: readonly Turn[]): void {
    let wave = first;
    let turns = turnsOfFirst;
    while (turns.length > 0 && this.#putOffAll(wave, turns) && this.#isFresh(wave + 1)) {
      this.#change(wave, { passedAt: this.#now });
      wave++;
      this.#change(wave, { startedAt: this.#now });
      turns = turnsToPutOff(this.#state, { ring: this.#ring, wave }, itemAt(this.waves, wave), this.#now);
    }
  }

  /** The last first; false where somebody stays. */
  #putOffAll(wave: number, turns: readonly Turn[]): boolean {
    // Array sorting is stable: of those with the same turn the one in front goes first.
    for (const turn of turns.toSorted((a, b) => b.at - a.at)) {
      if (!this.#opensSooner(wave, turn.at - SOON)) {
        return false;
      }
      this.#moveToEnd(wave, turn);
    }
    return true;
  }

  /** Whether somebody in the waves behind can be moved before a time. */
  #opensSooner(wave: number, before: Instant): boolean {
    return Math.min(itemAt(this.#soonest, wave + 1), this.#soonestPutOff) < before;
  }

  /** Into the last wave of the ring, if that is one of those put off and has room; else into a new one. */
  #moveToEnd(wave: number, { facts, index, at }: Turn): void {
    const plan = ringPlanOf(this.#state.plan, this.#ring);
    const last = this.waves.length - 1;
    const { moves } = itemAt(this.waves, last);
    const hasRoom = last > wave && last >= plan.waves.length && moves.length < plan.concurrency;
    const { stack, attempts } = facts;
    this.#change(wave, {
      moves: itemAt(this.waves, wave).moves.with(index, {
        kind: 'put-off',
        stack,
        attempts,
        wave: hasRoom ? last : last + 1,
      }),
    });
    if (hasRoom) {
      this.#change(last, { moves: [...moves, facts] });
    } else {
      this.waves.push({ moves: [facts] });
    }
    this.#soonestPutOff = Math.min(this.#soonestPutOff, at);
  }

  /** Whether nothing has happened to the wave, and nobody was put off into it. */
  #isFresh(wave: number): boolean {
    const { startedAt, passedAt, moves } = itemAt(this.waves, wave);
    return (
      wave < this.#lastOfOld && startedAt === undefined && passedAt === undefined && moves.every(isWaiting)
    );
  }

  #change(wave: number, facts: Partial<WaveFacts>): void {
    this.waves[wave] = { ...itemAt(this.waves, wave), ...facts };
    this.isChanged = true;
  }
}
