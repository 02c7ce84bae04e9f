import type { Observation } from '../observation';
import type { Scenario } from '../scenario';
import { chanceOf } from './chance';
import { Faults } from './faults';
import { VirtualTime } from './virtual-time';

type Unseen = Observation extends infer Seen ? (Seen extends Observation ? Omit<Seen, 'at'> : never) : never;

/** What a simulation shares: its time, its faults, and who watches. */
export class World {
  readonly scenario: Scenario;
  readonly time: VirtualTime;
  readonly faults: Faults;
  readonly #watch: (seen: Observation) => void;
  readonly #counts = new Map<string, number>();

  constructor(scenario: Scenario, watch: (seen: Observation) => void) {
    this.scenario = scenario;
    this.time = new VirtualTime(scenario.startsAt);
    this.#watch = watch;
    this.faults = new Faults(this);
  }

  note(seen: Unseen): void {
    this.#watch({ ...seen, at: this.time.now });
  }

  /** How often this was counted before. */
  count(key: string): number {
    const before = this.#counts.get(key) ?? 0;
    this.#counts.set(key, before + 1);
    return before;
  }

  /** A length between two, the same for the same words in each run of the scenario. */
  between(from: number, to: number, words: string): number {
    return Math.round(from + chanceOf(this.scenario.seed, words) * (to - from));
  }
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
