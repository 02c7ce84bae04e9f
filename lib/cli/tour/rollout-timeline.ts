import { plural } from '../../report/plural';
import { localTimeText } from '../../rollout/calendar/local-time';
import { calendarOf, ringPlanOf } from '../../rollout/parts';
import type { LedgerEntry } from '../../rollout/ports';
import type { RolloutEvent } from '../../rollout/rollout-event';
import type { Instant, RolloutPlan } from '../../rollout/rollout-plan';
import { rolloutMoves } from './rollout-moves';

type Sampled = Extract<RolloutEvent, { kind: 'sampled' }>;

/** A line for each thing that the ledger tells of a roll-out since an entry, in the time of whom it is about. */
export function timelineRows(
  plan: RolloutPlan,
  entries: readonly LedgerEntry[],
  after: number,
): readonly string[] {
  const news = new Set(entries.filter(({ seq }) => seq > after));
  const moves = rolloutMoves(entries, plan.id);
  return [...news].flatMap(({ at, record }) => {
    if (record.kind === 'outcome') {
      return moves
        .filter((move) => move.stack === record.stack && move.endedAt === at)
        .map(({ stack, direction, to, outcome }) =>
          row(placeTime(plan, stack, at), shortName(stack), moveText(direction, to, outcome)),
        );
    }
    return record.kind === 'rollout-event' && record.event.kind === 'sampled'
      ? [sampleRow(plan, at, record.event)]
      : [];
  });
}

function sampleRow(plan: RolloutPlan, at: Instant, { ring, requests, bad }: Sampled): string {
  const { ring: name, waves } = ringPlanOf(plan, ring);
  const tenant = waves.find(({ kind }) => kind !== 'cell')?.moves[0]?.stack ?? '';
  const [worst] = bad;
  return row(
    placeTime(plan, tenant, at),
    `all of ring ${name}`,
    worst === undefined
      ? `${plural(requests, 'request')}, healthy`
      : `${shortName(worst.stack)}: ${worst.errorPercent} % fail`,
  );
}

function moveText(direction: 'forward' | 'back', to: string, outcome: string): string {
  if (outcome !== 'succeeded') {
    return outcome;
  }
  return direction === 'forward' ? `moved to ${to}` : `put back to ${to}`;
}

/** `rally-north`, `cell us-1`. */
function shortName(stack: string): string {
  return stack.replace('tenants/', '').replace('cells/', 'cell ');
}

/** `Tue 11-10 02:00 New York`. */
function placeTime(plan: RolloutPlan, stack: string, at: Instant): string {
  const zone = zoneOf(plan, stack);
  const [day = '', date = '', time = ''] = localTimeText(zone, at).split(' ');
  const city = zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ');
  return `${day.slice(0, 3)} ${date.slice('2026-'.length)} ${time} ${city}`;
}

function zoneOf(plan: RolloutPlan, stack: string): string {
  const move = plan.rings
    .flatMap(({ waves }) => waves.flatMap(({ moves }) => moves))
    .find((one) => one.stack === stack);
  return move === undefined ? 'Etc/UTC' : calendarOf(plan, move.calendar).maintenance.timeZone;
}

/** A line is to fit a narrow terminal. */
const TIME_WIDTH = 28;
const STACK_WIDTH = 20;

function row(time: string, who: string, what: string): string {
  return `${time.padEnd(TIME_WIDTH)} ${who.padEnd(STACK_WIDTH)} ${what}`;
}
