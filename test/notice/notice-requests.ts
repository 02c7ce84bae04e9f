import type { Fleet } from '../../lib/fleet/fleet';
import { planNotices } from '../../lib/notice/plan-notices';
import type { NoticePlan, NoticeRequest } from '../../lib/notice/plan-notices';
import type { ClientNotice } from '../../lib/notice/client-notice';
import { DAY } from '../../lib/rollout/calendar/civil-day';
import { fleetOf, requestFor } from '../rollout/requests';

/** A Monday. */
export const NOW = Date.parse('2026-11-16T12:00:00Z');
const TONIGHT = Date.parse('2026-11-17T00:00:00Z');
export const RELEASE = '2026.11.0';

/** A canary that may be changed on Tuesday nights, and clients with some days of notice. */
export const FLEET = fleetOf([
  { id: 'canary', name: 'Canary', ring: 'canary', domains: [] },
  { id: 'acme', name: 'Acme', maintenance: { noticeDays: 7 } },
  {
    id: 'lumen',
    name: 'Lumen',
    maintenance: {
      noticeDays: 3,
      timeZone: 'Europe/Dublin',
      window: { days: ['sat'], from: '22:00', to: '28:00' },
    },
  },
]);

export function plannedNotices(
  changes: Partial<NoticeRequest> = {},
  fleet: Fleet = FLEET,
  releases: Readonly<Record<string, string>> = {},
): NoticePlan {
  return planNotices({
    fleet,
    release: RELEASE,
    versions: requestFor(fleet, {}, releases).versions,
    facts: {},
    told: new Map(),
    unfit: new Map(),
    start: TONIGHT,
    isStartFixed: false,
    toldAt: TONIGHT,
    ...changes,
  });
}

export function noticeOf(plan: NoticePlan, id: string): ClientNotice {
  const notice = plan.notices.find(({ tenant }) => tenant === id);
  if (notice === undefined) {
    throw new Error(`${id} is not moved: ${JSON.stringify(plan.staying)}`);
  }
  return notice;
}

/** What the ledger has of a client that was sent these dates some days ago. */
export function sent(
  id: string,
  dates: ClientNotice['dates'],
  daysAgo = 0,
): Pick<NoticeRequest, 'facts' | 'told'> {
  const stack = `tenants/${id}`;
  return {
    facts: { [stack]: { sentAt: NOW - daysAgo * DAY, notBefore: dates.slot.from } },
    told: new Map([[stack, dates]]),
  };
}
