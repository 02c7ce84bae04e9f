import { compareReleases } from '../fleet/release-version';
import type { Fleet, Tenant } from '../fleet/fleet';
import { MINUTE } from '../rollout/calendar/civil-day';
import { tenantStack } from '../rollout/plan-candidates';
import type { Instant, RolloutPlan } from '../rollout/rollout-plan';
import type { RolloutRequest } from '../rollout/rollout-request';
import type { NoticeFacts, RolloutState } from '../rollout/rollout-state';
import { MINUTES_PER_MOVE } from '../rollout/simulate-calendar';
import type { RolloutCalendar } from '../rollout/simulate-calendar';
import { isStopped } from '../rollout/stopped';
import type { ToldSlot } from '../rollout/told-slot';
import type { ClientNotice, StayingClient } from './client-notice';
import { clientNotice } from './dates-to-tell';
import { presentWave, remainingSchedule } from './remaining-schedule';
import { newSchedule } from './schedule';
import type { LeftClient, Schedule } from './schedule';
import { stayingClient } from './staying-client';
import type { TestCanary } from './testing-time';

export interface NoticeRequest {
  readonly fleet: Fleet;
  readonly release: string;
  /** What each stack runs, and what it would be at the release. */
  readonly versions: RolloutRequest['versions'];
  /** By stack, what the ledger has of this release. */
  readonly facts: Readonly<Record<string, NoticeFacts>>;
  readonly told: ReadonlyMap<string, ToldSlot>;
  /** By stack, what is wrong with the files of tenants that cannot run the release. */
  readonly unfit: ReadonlyMap<string, string>;
  /** When the roll-out starts. */
  readonly start: Instant;
  /** Whether somebody said so. Otherwise nobody is late: it starts when everybody can have been told. */
  readonly isStartFixed: boolean;
  /** By when those who were not told will have been. */
  readonly toldAt: Instant;
  /** The roll-out to the release that is under way, and the present time. @default none is */
  readonly running?: { readonly state: RolloutState; readonly now: Instant };
}

/** Who must be told of a release, and who would not be moved to it. */
export interface NoticePlan {
  readonly release: string;
  /** The roll-out that the dates are what remains of; one that is stopped is taken as resumed now. @default one that starts */
  readonly underWay?: { readonly rollout: string; readonly isStopped?: true };
  /** Those who have to be told come first, by the time until which. */
  readonly notices: readonly ClientNotice[];
  readonly staying: readonly StayingClient[];
  /** Whether the roll-out would come to nothing, because nobody can be the canary. */
  readonly halts: boolean;
}

/** One calendar for everybody, in which those who were not told yet are told at `toldAt`. */
export function planNotices(request: NoticeRequest): NoticePlan {
  const { running, unfit, release } = request;
  const schedule =
    running === undefined ? newSchedule(request) : remainingSchedule(request, running.state, running.now);
  const unable = [...unfit].map(([stack, detail]) => ({ stack, why: 'cannot-run', detail }) as const);
  const inWave = running === undefined ? new Set() : presentWave(running.state);
  return {
    release,
    ...(running === undefined ? {} : { underWay: underWayOf(running.state) }),
    notices: noticesOf(request, schedule).map((notice) =>
      inWave.has(notice.stack) ? { ...notice, isInWave: true } : notice,
    ),
    staying: stayingOf(request, [...unable, ...schedule.left]),
    halts: schedule.halts,
  };
}

function underWayOf(state: RolloutState): NonNullable<NoticePlan['underWay']> {
  return { rollout: state.plan.id, ...(isStopped(state) ? { isStopped: true } : {}) };
}

function noticesOf(request: NoticeRequest, { plan, moves, idealTurns }: Schedule): readonly ClientNotice[] {
  if (plan === undefined) {
    return [];
  }
  const tenants = new Map(request.fleet.tenants.map((tenant) => [tenantStack(tenant), tenant]));
  const keys = new Map(movesOf(plan).map(({ stack, calendar }) => [stack, calendar]));
  const canary = testCanary(request, plan, moves);
  const notices = moves.flatMap((turn) => {
    const tenant = tenants.get(turn.stack);
    const calendar = plan.calendars[keys.get(turn.stack) ?? ''];
    return tenant === undefined || calendar === undefined
      ? []
      : [clientNotice({ ...request, tenant, turn, calendar, canary, idealAt: idealTurns.get(turn.stack) })];
  });
  return notices.toSorted((a, b) => dueAt(a) - dueAt(b) || a.dates.slot.from - b.dates.slot.from);
}

function dueAt({ tellBy }: ClientNotice): number {
  return tellBy ?? Number.MAX_SAFE_INTEGER;
}

/**
 * Where clients can try the release: on a tenant of the first ring that runs it already, or else on the one that goes
 * first. Whoever is in a later ring is a client, whose screens are not shown to others.
 */
function testCanary(
  { fleet, release, versions, start }: NoticeRequest,
  plan: RolloutPlan,
  turns: RolloutCalendar['moves'],
): TestCanary | undefined {
  const order = Math.min(...Object.values(fleet.rings).map((ring) => ring.order));
  const first = fleet.tenants.filter(({ ring }) => fleet.rings[ring]?.order === order);
  const canaries =
    plan.rings.flatMap(({ waves }) => waves).find(({ kind }) => kind === 'canary')?.moves ?? [];
  const runs = first.find((one) => {
    const present = versions.get(tenantStack(one))?.from.release;
    return present !== undefined && compareReleases(present, release) >= 0;
  });
  const tenant = runs ?? first.find((one) => canaries.some(({ stack }) => stack === tenantStack(one)));
  const cell = fleet.cells.find(({ id }) => id === tenant?.cell);
  if (tenant === undefined || cell === undefined) {
    return undefined;
  }
  const stack = tenantStack(tenant);
  const turn = turns.find((one) => one.stack === stack);
  const from = tenant === runs ? start : turn && turn.at + MINUTES_PER_MOVE * MINUTE;
  return from === undefined ? undefined : { stack, host: hostOf(tenant, cell.domain), from };
}

function hostOf({ id, domains }: Tenant, cellDomain: string): string {
  return domains.find((domain) => !domain.startsWith('*')) ?? `${id}.${cellDomain}`;
}

function movesOf(plan: RolloutPlan) {
  return plan.rings.flatMap(({ waves }) => waves.flatMap(({ moves }) => moves));
}

function stayingOf(
  { fleet, release, facts, told }: NoticeRequest,
  left: readonly LeftClient[],
): readonly StayingClient[] {
  const byStack = new Map(left.map((one) => [one.stack, one]));
  return fleet.tenants.flatMap((tenant) => {
    const stack = tenantStack(tenant);
    const one = byStack.get(stack);
    const around = { tenant, release, policy: fleet.rollout, notice: facts[stack], told: told.get(stack) };
    return one === undefined ? [] : [stayingClient(one, around)];
  });
}
