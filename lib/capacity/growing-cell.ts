import { invariant } from '../diagnostics/invariant';
import type { Cell } from '../fleet/fleet';
import type { Counts, Meter } from './meter';
import type { TenantMix } from './tenant-mix';

/** A meter that runs while tenants come. */
export interface RunningMeter extends Omit<Meter, 'used'> {
  used: number;
  /** Taken to be raised from then on: AWS was asked for more. */
  isRaised: boolean;
}

/** How many more tenants fit, and what keeps the next one out. */
export interface Headroom {
  readonly tenants: number;
  readonly meter: RunningMeter;
}

/** A cell that tenants come to. */
export class GrowingCell {
  readonly id: string;
  /** Where it is; of a cell that was opened on the way, the cell that it is like. */
  readonly site: Cell;
  readonly own: Counts;
  readonly mix: TenantMix;
  readonly meters: readonly RunningMeter[];
  #added = 0;

  constructor(parts: Pick<GrowingCell, 'id' | 'site' | 'own' | 'mix' | 'meters'>) {
    this.id = parts.id;
    this.site = parts.site;
    this.own = parts.own;
    this.mix = parts.mix;
    this.meters = parts.meters;
  }

  /** By the tightest of its meters; of several that are as tight, the first. */
  headroom(): Headroom {
    const rooms = this.meters.map((meter) => ({ tenants: this.roomBy(meter), meter }));
    const [first, ...rest] = rooms;
    invariant(first !== undefined, 'every cell counts against something');
    return rest.reduce((least, room) => (room.tenants < least.tenants ? room : least), first);
  }

  /** How many more tenants fit by one meter; endless where they use nothing of it. */
  roomBy(meter: RunningMeter): number {
    const { total, tenants } = this.mix;
    const each = total[meter.quota];
    if (each === 0 || meter.isRaised) {
      return Infinity;
    }
    const free = meter.limit - meter.used + this.usedBy(this.#added, meter);
    return Math.floor((free * tenants) / each) - this.#added;
  }

  /** One more tenant. */
  add(): void {
    for (const meter of this.meters) {
      meter.used += this.usedBy(this.#added + 1, meter) - this.usedBy(this.#added, meter);
    }
    this.#added += 1;
  }

  get added(): number {
    return this.#added;
  }

  /** What so many tenants use, in whole numbers. */
  private usedBy(added: number, { quota }: RunningMeter): number {
    return Math.ceil((added * this.mix.total[quota]) / this.mix.tenants);
  }
}
