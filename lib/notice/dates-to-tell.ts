import type { Tenant } from '../fleet/fleet';
import { DAY } from '../rollout/calendar/civil-day';
import type { Interval } from '../rollout/calendar/intervals';
import type { Instant, MoveCalendar } from '../rollout/rollout-plan';
import type { NoticeFacts } from '../rollout/rollout-state';
import type { RolloutCalendar } from '../rollout/simulate-calendar';
import type { ToldSlot } from '../rollout/told-slot';
import type { ClientNotice, Standing } from './client-notice';
import { recipients } from './recipients';
import { slotOf } from './slot';
import { testingTime } from './testing-time';
import type { TestCanary } from './testing-time';

/** What is known of one client whose turn comes. */
interface ClientTurn {
  readonly tenant: Tenant;
  readonly turn: RolloutCalendar['moves'][number];
  readonly calendar: MoveCalendar;
  readonly canary: TestCanary | undefined;
  readonly facts: Readonly<Record<string, NoticeFacts>>;
  readonly told: ReadonlyMap<string, ToldSlot>;
  readonly start: Instant;
  /** When the calendar would have it moved if everybody had been told long ago. @default it is not asked */
  readonly idealAt: Instant | undefined;
  readonly toldAt: Instant;
}

/**
 * What to tell a client. Dates that it knows stay for as long as its turn begins in the slot that it was told of, so that
 * nobody is sent a change that changes nothing.
 */
export function clientNotice(known: ClientTurn): ClientNotice {
  const { tenant, turn } = known;
  const before = known.told.get(turn.stack);
  const notice = known.facts[turn.stack];
  const isAsTold = before !== undefined && before.slot.from <= turn.at && turn.at < before.slot.to;
  const dates = isAsTold ? before : newDates(known);
  const standing = standingOf(notice, tenant.maintenance.noticeDays);
  const tellBy = isAsTold ? undefined : tellByOf(tenant, standing, dates, before);
  const withdrawn = isAsTold || dates.testing !== undefined ? undefined : before?.testing;
  return {
    stack: turn.stack,
    tenant: tenant.id,
    name: tenant.name,
    contacts: [...recipients(tenant)],
    timeZone: tenant.maintenance.timeZone,
    from: tenant.release,
    noticeDays: tenant.maintenance.noticeDays,
    standing,
    news: isAsTold ? 'as-told' : before === undefined ? 'first' : 'changed',
    dates,
    ...(isAsTold || before === undefined ? {} : { before }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
    ...(tellBy === undefined ? {} : { tellBy }),
    ...lateness(known, standing),
  };
}

function newDates({ tenant, turn, calendar, canary, facts, told, start, toldAt }: ClientTurn): ToldSlot {
  const notice = facts[turn.stack];
  const { noticeDays } = tenant.maintenance;
  const isFree = notice?.waivedAt !== undefined || noticeDays === 0;
  const noticeEnds = isFree ? start : (notice?.sentAt ?? toldAt) + noticeDays * DAY;
  const slot: Interval = slotOf(calendar, turn.at, Math.max(start, noticeEnds));
  const testing = testingTime(turn.stack, slot.from, canary, toldAt);
  const before = told.get(turn.stack);
  return {
    slot,
    ...(testing === undefined ? {} : { testing }),
    // Who was told without dates may have them from elsewhere: what is newer has to have a higher number.
    sequence: before === undefined ? (notice === undefined ? 0 : 1) : before.sequence + 1,
  };
}

function standingOf(notice: NoticeFacts | undefined, noticeDays: number): Standing {
  if (notice === undefined) {
    return noticeDays === 0 ? 'not-needed' : 'not-told';
  }
  if (notice.waivedAt !== undefined) {
    return 'waived';
  }
  return notice.acknowledgedAt === undefined ? 'told' : 'acknowledged';
}

function lateness(
  { tenant, idealAt, toldAt }: ClientTurn,
  standing: Standing,
): Pick<ClientNotice, 'wasDueBy'> {
  const wasDueBy = idealAt === undefined ? toldAt : idealAt - tenant.maintenance.noticeDays * DAY;
  return standing === 'not-told' && wasDueBy < toldAt ? { wasDueBy } : {};
}

function tellByOf(
  { maintenance }: Tenant,
  standing: Standing,
  { slot }: ToldSlot,
  before: ToldSlot | undefined,
): Instant | undefined {
  if (before !== undefined) {
    return Math.min(before.slot.from, slot.from);
  }
  return standing === 'not-told' ? slot.from - maintenance.noticeDays * DAY : undefined;
}
