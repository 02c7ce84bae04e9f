import type { Observation } from '../observation';
import type { Act, Deed } from '../scenario';
import type { Processes } from './processes';
import type { SimulatedEngine } from './simulated-engine';
import { MINUTE } from './world';
import type { World } from './world';

/** People around a roll-out, who do what the scenario says at the worst moment. */
export class People {
  readonly #world: World;
  readonly #engine: SimulatedEngine;
  readonly #processes: Processes;
  readonly #counts = new Map<string, number>();
  #deeds = 0;

  constructor(world: World, engine: SimulatedEngine, processes: Processes) {
    this.#world = world;
    this.#engine = engine;
    this.#processes = processes;
    for (const { when, does } of world.scenario.acts) {
      if (when.on === 'minute') {
        world.time.at(world.scenario.startsAt + when.minute * MINUTE, () => this.#do(does));
      }
    }
  }

  /** What people see makes them act. */
  see(seen: Observation): void {
    const event = eventOf(seen);
    if (event === undefined) {
      return;
    }
    const nth = this.#counts.get(event) ?? 0;
    this.#counts.set(event, nth + 1);
    const isNow = ({ when }: Act): boolean => when.on === event && when.nth === nth;
    for (const { does } of this.#world.scenario.acts.filter(isNow)) {
      this.#world.time.at(this.#world.time.now, () => this.#do(does));
    }
  }

  #do(deed: Deed): void {
    this.#deeds += 1;
    switch (deed.kind) {
      case 'ask':
        void this.#processes.ask(deed.act);
        return;
      case 'edit':
        this.#change(deed.stack, `edit-${this.#deeds}`, `${deed.stack}#edit-${this.#deeds}`);
        return;
      case 'remove':
        this.#change(deed.stack, `removal-${this.#deeds}`, undefined);
        return;
      case 'tell':
        void this.#processes.ask(noticeRecord(deed.stack, this.#world.scenario.plan.to, deed.act));
    }
  }

  /** By hand, as soon as the stack lets it happen. */
  #change(stack: string, token: string, to: string | undefined): void {
    if (this.#engine.change(stack, token, to)) {
      this.#world.note({ kind: 'acted', what: `${to === undefined ? 'removes' : 'edits'} ${stack} by hand` });
      return;
    }
    this.#world.time.at(this.#world.time.now + MINUTE, () => this.#change(stack, token, to));
  }
}

export function noticeRecord(
  stack: string,
  release: string,
  act: Extract<Deed, { kind: 'tell' }>['act'],
): { kind: 'notice'; stack: string; release: string; act: typeof act; note: string } {
  return { kind: 'notice', stack, release, act, note: '' };
}

function eventOf(seen: Observation): Exclude<Act['when']['on'], 'minute'> | undefined {
  switch (seen.kind) {
    case 'started':
    case 'ended':
      return seen.by === 'runner' ? seen.kind : undefined;
    case 'sampled':
      return 'sampled';
    case 'entry':
      return seen.entry.record.kind === 'intent' || seen.entry.record.kind === 'outcome'
        ? seen.entry.record.kind
        : undefined;
    default:
      return undefined;
  }
}
