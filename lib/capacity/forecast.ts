import type { Fleet } from '../fleet/fleet';
import type { Instant } from '../rollout/rollout-plan';
import { FleetGrowth } from './fleet-growth';
import type { GrowthChoice, GrowthEvent } from './fleet-growth';
import type { FleetUsage } from './fleet-usage';
import { placeKey } from './meter';
import type { Meter } from './meter';
import { nextStep } from './next-step';
import { arrivalOf, tenantsBy } from './onboarding-rate';
import type { KnownRate } from './onboarding-rate';
import type { TenantMix } from './tenant-mix';

/** Most tenants that are added at once: more than any fleet has. */
export const ADDED_TENANTS_MAX = 50_000;

export interface ForecastRequest {
  readonly fleet: Pick<Fleet, 'quotas'>;
  readonly usage: FleetUsage;
  /** Tenants to add. */
  readonly add: number;
  readonly now: Instant;
  /** The end of the time that is looked at. */
  readonly until: Instant;
  /** Without it, nothing is said of times. */
  readonly rate?: KnownRate;
  readonly choice?: GrowthChoice;
}

/** What a fleet uses of its quotas, and meets when it grows. */
export interface Forecast {
  /** Tenants that come by the end of the time, at the rate. */
  readonly coming?: number;
  /** Tenants that fit before anything must be opened or raised. */
  readonly room: number;
  readonly meters: readonly ForecastMeter[];
  /** Those that tenants may come to. */
  readonly cells: readonly ForecastCell[];
  /** In the order in which they happen, by tenants that have come: at least up to the first that finds no room. */
  readonly steps: readonly ForecastStep[];
}

export interface ForecastMeter extends Meter {
  /** With the tenants to add. */
  readonly after: number;
  /** With those that come by the end of the time. */
  readonly byThen?: number;
}

export interface ForecastCell {
  readonly cell: string;
  readonly mix: TenantMix;
  /** Tenants that fit, if all that come went here. */
  readonly room: number;
  /** What keeps the next one out. */
  readonly meter: Meter;
}

export type ForecastStep = GrowthEvent & {
  /** When, at the rate. */
  readonly on?: Instant;
  /** What to do, as a sentence; of a cell that was opened none is needed. */
  readonly next?: string;
};

/** Lets a fleet grow by the tenants to add and by those that come, and by as many as it takes to meet a limit. */
export function forecast(request: ForecastRequest): Forecast {
  const { fleet, usage, add, now, until, rate, choice } = request;
  const coming = rate === undefined ? undefined : Math.min(tenantsBy(until, rate, now), ADDED_TENANTS_MAX);
  const growth = new FleetGrowth(fleet, usage, choice);
  const cells = growth.cells.map((cell): ForecastCell => {
    const { tenants, meter } = cell.headroom();
    return { cell: cell.id, mix: cell.mix, room: Math.max(0, tenants), meter: plainMeter(meter) };
  });
  const run = runGrowth(growth, [add, coming ?? 0]);
  const ends = growth.meters();
  return {
    ...(coming === undefined ? {} : { coming }),
    room: run.room,
    meters: metersAt(
      usage,
      run.marks.get(add) ?? [],
      coming === undefined ? undefined : run.marks.get(coming),
    ),
    cells,
    steps: growth.events.map((event) => {
      const on = rate === undefined ? undefined : arrivalOf(event.at, rate, now);
      const next = nextStep(event, ends);
      return { ...event, ...(on === undefined ? {} : { on }), ...(next === undefined ? {} : { next }) };
    }),
  };
}

interface Run {
  readonly room: number;
  /** The meters when so many tenants had come. */
  readonly marks: ReadonlyMap<number, readonly Meter[]>;
}

function runGrowth(growth: FleetGrowth, at: readonly number[]): Run {
  const marks = new Map<number, readonly Meter[]>();
  const last = growth.cells.length === 0 ? 0 : Math.max(...at);
  let room = growth.isFull ? 0 : undefined;
  marks.set(0, growth.meters());
  while (growth.tenants < last || (room === undefined && growth.tenants < ADDED_TENANTS_MAX)) {
    growth.add();
    if (room === undefined && growth.isFull) {
      room = growth.tenants;
    }
    if (at.includes(growth.tenants)) {
      marks.set(growth.tenants, growth.meters());
    }
  }
  return { room: room ?? ADDED_TENANTS_MAX, marks };
}

/** The meters of today, and behind them those of cells that are opened on the way. */
function metersAt(
  usage: FleetUsage,
  after: readonly Meter[],
  byThen: readonly Meter[] | undefined,
): readonly ForecastMeter[] {
  const key = ({ quota, place }: Meter): string => `${quota} ${placeKey(place)}`;
  const usedThen = new Map(byThen?.map((meter) => [key(meter), meter.used]));
  const usedAfter = new Map(after.map((meter) => [key(meter), meter.used]));
  const today = usage.meters.map((meter) => ({ ...meter, after: usedAfter.get(key(meter)) ?? meter.used }));
  return today.map((meter) => ({
    ...meter,
    ...(byThen === undefined ? {} : { byThen: usedThen.get(key(meter)) ?? meter.used }),
  }));
}

function plainMeter({ quota, place, limit, used }: Meter): Meter {
  return { quota, place, limit, used };
}
