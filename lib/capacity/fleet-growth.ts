import { invariant } from '../diagnostics/invariant';
import type { Cell, Fleet } from '../fleet/fleet';
import { QUOTA_NAMES } from '../fleet/schema/quotas';
import type { FleetUsage } from './fleet-usage';
import { GrowingCell } from './growing-cell';
import type { RunningMeter } from './growing-cell';
import { limitOf, placeKey, placeOf } from './meter';
import type { Meter } from './meter';
import { tenantMix } from './tenant-mix';
import type { MixChoice } from './tenant-mix';

/** What happens while a fleet grows; `at` is how many tenants have come by then. */
export type GrowthEvent =
  /** The cell takes nobody more, because of the meter; `obstacle` is what another cell beside it would run into. */
  | {
      readonly kind: 'full';
      readonly at: number;
      readonly cell: string;
      readonly site: CellSite;
      readonly meter: Meter;
      readonly obstacle?: Meter;
    }
  /** The tenant that comes then finds no room without another cell, at that site. */
  | { readonly kind: 'opened'; readonly at: number; readonly cell: string; readonly site: CellSite }
  /** The tenant that comes then is more than AWS lets, wherever it goes: the quota must have been raised. */
  | { readonly kind: 'raised'; readonly at: number; readonly meter: Meter };

/** Where a cell is. */
type CellSite = Pick<Cell, 'account' | 'region'>;

export interface GrowthChoice extends MixChoice {
  /** Whether tenants may come to a cell. @default every shared cell */
  readonly isOpen?: (cell: Cell) => boolean;
}

/**
 * A fleet to which one tenant comes after the other, each to the cell with the most room on the tightest quota. When
 * there is no room, whatever stands in the way of the next one is opened or raised, and noted.
 */
export class FleetGrowth {
  readonly #fleet: Pick<Fleet, 'quotas'>;
  readonly #meters = new Map<string, RunningMeter>();
  readonly #cells: GrowingCell[] = [];
  readonly #full = new Set<GrowingCell>();
  readonly #events: GrowthEvent[] = [];
  #tenants = 0;
  #opened = 0;

  constructor(fleet: Pick<Fleet, 'quotas'>, usage: FleetUsage, choice: GrowthChoice = {}) {
    this.#fleet = fleet;
    for (const meter of usage.meters) {
      this.#meters.set(meterKey(meter), { ...meter, isRaised: false });
    }
    const isOpen = choice.isOpen ?? (() => true);
    for (const { cell, own } of usage.cells) {
      const mix = tenantMix(cell.id, usage, choice);
      if (cell.kind === 'shared' && isOpen(cell) && mix !== undefined) {
        this.#cells.push(
          new GrowingCell({ id: cell.id, site: cell, own, mix, meters: this.#metersOf(cell) }),
        );
      }
    }
    this.#noteFull();
  }

  /** Cells that tenants can come to; without any, no tenant can come. */
  get cells(): readonly GrowingCell[] {
    return this.#cells;
  }

  /** How many tenants have come. */
  get tenants(): number {
    return this.#tenants;
  }

  /** Whether nobody more fits as things are. */
  get isFull(): boolean {
    return this.#full.size === this.#cells.length;
  }

  get events(): readonly GrowthEvent[] {
    return this.#events;
  }

  meters(): readonly Meter[] {
    return [...this.#meters.values()].map(asMeter);
  }

  add(): void {
    invariant(this.#cells.length > 0, 'a tenant needs a shared cell to come to');
    this.#tenants += 1;
    (this.roomiest() ?? this.#makeRoom()).add();
    this.#noteFull();
  }

  /** The cell with the most room; of several, the first by name. */
  roomiest(): GrowingCell | undefined {
    const rooms = this.#cells
      .filter((cell) => !this.#full.has(cell))
      .map((cell) => ({ cell, tenants: cell.headroom().tenants }));
    const [first, ...rest] = rooms;
    return first === undefined
      ? undefined
      : rest.reduce((most, room) => (room.tenants > most.tenants ? room : most), first).cell;
  }

  /** What would stand in the way of a new cell beside this one, with one tenant. */
  #obstacles({ own, mix, site }: GrowingCell): readonly Meter[] {
    return this.#metersOf(site)
      .filter(({ place }) => place.kind !== 'cell')
      .filter(({ quota, used, limit, isRaised }) => {
        const needed = own[quota] + Math.ceil(mix.total[quota] / mix.tenants);
        return !isRaised && needed > 0 && used + needed > limit;
      })
      .map(asMeter);
  }

  #noteFull(): void {
    for (const cell of this.#cells) {
      const { tenants, meter } = cell.headroom();
      if (tenants > 0) {
        this.#full.delete(cell);
      } else if (!this.#full.has(cell)) {
        this.#full.add(cell);
        const [obstacle] = this.#obstacles(cell);
        this.#events.push({
          kind: 'full',
          at: this.#tenants,
          cell: cell.id,
          site: siteOf(cell),
          meter: asMeter(meter),
          ...(obstacle === undefined ? {} : { obstacle }),
        });
      }
    }
  }

  /** With as few quotas raised as can be, and then with as few cells opened. */
  #makeRoom(): GrowingCell {
    const seats = this.#cells.flatMap((cell) => {
      const tight = cell.meters.filter((meter) => cell.roomBy(meter) <= 0);
      return tight.some(({ place }) => place.kind === 'cell') ? [] : [{ cell, tight, isNew: false }];
    });
    const sites = this.#cells
      .filter(({ id, site }) => id === site.id)
      .map((cell) => {
        const keys = new Set(this.#obstacles(cell).map(meterKey));
        return { cell, tight: cell.meters.filter((meter) => keys.has(meterKey(meter))), isNew: true };
      });
    const [first, ...rest] = [...seats, ...sites];
    invariant(first !== undefined, 'a cell can be opened beside any other');
    const best = rest.reduce((least, way) => (way.tight.length < least.tight.length ? way : least), first);
    for (const meter of best.tight) {
      this.#events.push({ kind: 'raised', at: this.#tenants, meter: asMeter(meter) });
      meter.isRaised = true;
    }
    return best.isNew ? this.#open(best.cell) : best.cell;
  }

  #open({ site, own, mix }: GrowingCell): GrowingCell {
    this.#opened += 1;
    const id = `new cell ${this.#opened}`;
    const meters = this.#metersOf({ ...site, id });
    for (const meter of meters) {
      meter.used += own[meter.quota];
    }
    const cell = new GrowingCell({ id, site, own, mix, meters });
    this.#cells.push(cell);
    this.#events.push({ kind: 'opened', at: this.#tenants, cell: id, site: siteOf(cell) });
    return cell;
  }

  /** Every meter that a tenant of the cell counts against; those of a new cell begin at nothing. */
  #metersOf(cell: Pick<Cell, 'id' | 'account' | 'region'>): readonly RunningMeter[] {
    return QUOTA_NAMES.flatMap((quota) => {
      const place = placeOf(quota, cell);
      if (place === undefined) {
        return [];
      }
      const key = meterKey({ quota, place });
      const meter = this.#meters.get(key) ?? {
        quota,
        place,
        limit: limitOf(quota, cell.account, this.#fleet.quotas),
        used: 0,
        isRaised: false,
      };
      this.#meters.set(key, meter);
      return [meter];
    });
  }
}

function siteOf({ site }: GrowingCell): CellSite {
  const { account, region } = site;
  return { account, region };
}

/** Tells meters apart: one key for each. */
function meterKey({ quota, place }: Pick<Meter, 'quota' | 'place'>): string {
  return `${quota} ${placeKey(place)}`;
}

function asMeter({ quota, place, limit, used }: RunningMeter): Meter {
  return { quota, place, limit, used };
}
