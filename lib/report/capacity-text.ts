import type { Forecast, ForecastCell, ForecastMeter } from '../capacity/forecast';
import { share } from '../capacity/meter';
import { placeText } from '../capacity/next-step';
import { MONTH_DAYS } from '../capacity/months';
import type { OnboardingRate } from '../capacity/onboarding-rate';
import { QUOTAS } from '../capacity/quotas';
import type { RolloutPace } from '../capacity/rollout-pace';
import type { RolloutTime } from '../capacity/rollout-time';
import type { Fleet } from '../fleet/fleet';
import type { Instant } from '../rollout/rollout-plan';
import { dateText, growthSteps } from './growth-steps';
import { plural } from './plural';
import { table } from './table';

/** What `multiplex capacity` found out. */
export interface CapacityReport {
  readonly fleet: Fleet;
  readonly add: number;
  readonly now: Instant;
  readonly until: Instant;
  readonly rate: OnboardingRate;
  readonly forecast: Forecast;
  readonly pace: RolloutPace;
  /** Of the fleet as it is, with the tenants to add, and with those that come. */
  readonly rollouts: readonly RolloutTime[];
}

/** Rows of quotas that are shown unless all are asked for: the tightest. */
const METERS_SHOWN = 12;
const CELLS_SHOWN = 12;

/** The answer for people: what fits, what is used, what happens as tenants come, and how long a roll-out takes. */
export function capacityText(report: CapacityReport, isAll: boolean): string {
  const { forecast } = report;
  return [
    headline(report),
    cellsText(report, isAll),
    metersText(report, isAll),
    growthSteps(forecast.steps, isAll),
    rateText(report),
    rolloutsText(report),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function headline({ fleet, forecast, add }: CapacityReport): string {
  const shared = fleet.cells.filter(({ kind }) => kind === 'shared').length;
  const size = `${plural(fleet.tenants.length, 'tenant')} in ${plural(fleet.cells.length, 'cell')}`;
  if (forecast.cells.length === 0) {
    return `${size}. No tenant can come: ${shared === 0 ? 'there is no shared cell' : 'nobody is there to count with'}.\n`;
  }
  const fits = `${forecast.room === 0 ? 'Nobody' : forecast.room} more ${forecast.room < 2 ? 'fits' : 'fit'} before anything must be opened or raised`;
  const verdict = add === 0 ? '' : add <= forecast.room ? `; ${add} do` : `; ${add} do not`;
  return `${size}. ${fits}${verdict}.\n`;
}

/** The roomiest first. */
function cellsText({ forecast, fleet }: CapacityReport, isAll: boolean): string {
  const sorted = [...forecast.cells].sort((a, b) => b.room - a.room);
  const shown = isAll ? sorted : sorted.slice(0, CELLS_SHOWN);
  const hidden = sorted.length - shown.length;
  return sorted.length === 0
    ? ''
    : `${table(
        CELL_HEADINGS,
        shown.map((cell) => cellRow(cell, fleet)),
      )}${hidden === 0 ? '' : `${hidden} more have no more room; --all shows them.\n`}`;
}

const CELL_HEADINGS = ['CELL', 'ACCOUNT', 'REGION', 'TENANTS', 'ROOM', 'BECAUSE OF', 'MORE LIKE'];

function cellRow({ cell, mix, room, meter }: ForecastCell, fleet: Fleet): readonly string[] {
  const site = fleet.cells.find(({ id }) => id === cell);
  const tenants = fleet.tenants.filter((tenant) => tenant.cell === cell).length;
  const whose = { cell: 'its own', fleet: 'those of all shared cells', new: 'one without settings' }[mix.of];
  const tiers = Object.entries(mix.tiers).map(([tier, number]) => `${number} ${tier}`);
  return [
    cell,
    site?.account ?? '',
    site?.region ?? '',
    String(tenants),
    String(room),
    `${meter.used} of ${meter.limit} ${QUOTAS[meter.quota].noun}`,
    `${whose}: ${tiers.join(', ')}`,
  ];
}

function metersText({ forecast, add, until }: CapacityReport, isAll: boolean): string {
  const sorted = [...forecast.meters].sort((a, b) => tightness(b) - tightness(a));
  const shown = isAll ? sorted : sorted.slice(0, METERS_SHOWN);
  const hasAfter = add > 0;
  const hasThen = forecast.coming !== undefined;
  const headings = [
    'QUOTA',
    'WHERE',
    'LIMIT',
    'NOW',
    ...(hasAfter ? [`+${add}`] : []),
    ...(hasThen ? [dateText(until)] : []),
    '',
  ];
  const rows = shown.map((meter) => [
    QUOTAS[meter.quota].noun,
    placeText(meter.place),
    String(meter.limit),
    String(meter.used),
    ...(hasAfter ? [String(meter.after)] : []),
    ...(hasThen ? [String(meter.byThen ?? meter.used)] : []),
    mark(meter),
  ]);
  const hidden = sorted.length - shown.length;
  return `${table(headings, rows)}${hidden === 0 ? '' : `${hidden} more are less used; --all shows them.\n`}`;
}

function tightness(meter: ForecastMeter): number {
  return Math.max(
    share(meter),
    share({ ...meter, used: meter.after }),
    share({ ...meter, used: meter.byThen ?? 0 }),
  );
}

function mark(meter: ForecastMeter): string {
  if (meter.used > meter.limit) {
    return 'over its limit today';
  }
  return tightness(meter) > 1 ? 'too few' : '';
}

function rateText({ rate, until, now, forecast, fleet }: CapacityReport): string {
  if (rate.kind === 'unknown') {
    return `When is not known: ${rate.why}. Say how many come: --rate 4/month.\n`;
  }
  const monthly = ((rate.tenants * MONTH_DAYS) / rate.days).toFixed(1).replace(/\.0$/, '');
  const source =
    rate.kind === 'given'
      ? 'as given'
      : `${rate.tenants} of the ${fleet.tenants.length} of today came since ${dateText(rate.since)}`;
  return `Rate: ${monthly} a month (${source}), so ${forecast.coming ?? 0} more by ${dateText(until)}, ${Math.round((until - now) / DAY_MS)} days from now.\n`;
}

const DAY_MS = 86_400_000;

function rolloutsText({ rollouts, pace, now }: CapacityReport): string {
  const rows = rollouts.map(({ tenants, stacks, deployingMinutes, bakeMinutes, endsAt, lastRing }) => [
    String(tenants),
    String(stacks),
    hoursText(deployingMinutes),
    hoursText(bakeMinutes),
    endsAt === undefined ? 'not played' : `${Math.ceil((endsAt - now) / DAY_MS)} days`,
    `${lastRing.tenants} in ${lastRing.ring}, ${lastRing.concurrency} at once`,
  ]);
  const source =
    pace.source === 'ledger'
      ? `the middle of the latest ${pace.moves} moves of the ledger`
      : 'assumed: the ledger has too few moves';
  const minutes =
    pace.minutesPerMove < 1 ? 'under a minute' : plural(Math.round(pace.minutesPerMove), 'minute');
  return rows.length === 0
    ? ''
    : `A roll-out to everybody, at ${minutes} a move and ${pace.parallel} at once (${source}):\n${table(['TENANTS', 'STACKS', 'MOVES', 'BAKES', 'WITH WINDOWS', 'LAST RING'], rows)}`;
}

function hoursText(minutes: number): string {
  return minutes < 100 ? `${Math.ceil(minutes)} min` : `${(minutes / 60).toFixed(1).replace(/\.0$/, '')} h`;
}
