import type { Fault } from '../scenario';
import type { World } from './world';

type Of<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;

/** Faults of a scenario, found again where they strike. */
export class Faults {
  readonly #world: World;
  readonly #byKind = new Map<Fault['kind'], Fault[]>();

  constructor(world: World) {
    this.#world = world;
    for (const fault of world.scenario.faults) {
      const same = this.#byKind.get(fault.kind) ?? [];
      same.push(fault);
      this.#byKind.set(fault.kind, same);
    }
  }

  all<Kind extends Fault['kind']>(kind: Kind): readonly Of<Kind>[] {
    return (this.#byKind.get(kind) ?? []) as Of<Kind>[];
  }

  /** The fault of that kind that strikes here, which is noted. */
  strike<Kind extends Fault['kind']>(
    kind: Kind,
    what: string,
    isHere: (fault: Of<Kind>) => boolean,
  ): Of<Kind> | undefined {
    const fault = this.all(kind).find(isHere);
    if (fault !== undefined) {
      this.#world.note({ kind: 'faulted', fault: kind, what });
    }
    return fault;
  }
}
