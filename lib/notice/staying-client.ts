import type { Tenant } from '../fleet/fleet';
import { DAY } from '../rollout/calendar/civil-day';
import { localDate } from '../rollout/calendar/local-time';
import type { LeftStack, RolloutPolicy } from '../rollout/rollout-plan';
import type { NoticeFacts } from '../rollout/rollout-state';
import type { ToldSlot } from '../rollout/told-slot';
import type { StayingClient } from './client-notice';

interface Circumstances {
  readonly tenant: Tenant;
  readonly release: string;
  readonly policy: Pick<RolloutPolicy, 'objectionDays' | 'openingPatienceDays'>;
  readonly notice: NoticeFacts | undefined;
  readonly told: ToldSlot | undefined;
}

/** A client that would stay where it is, with what to do about it. */
export function stayingClient(
  { stack, why, detail }: Omit<LeftStack, 'why'> & Pick<StayingClient, 'why'>,
  around: Circumstances,
): StayingClient {
  const { tenant, told } = around;
  const next = [
    nextStep(stack, why, around),
    told === undefined || KEEPS_DATE.has(why)
      ? undefined
      : `It knows the date of ${localDate(tenant.maintenance.timeZone, told.slot.from)}: tell it that it does not hold.`,
  ].filter((sentence) => sentence !== undefined);
  return {
    stack,
    tenant: tenant.id,
    why,
    detail,
    ...(next.length === 0 ? {} : { next: next.join(' ') }),
  };
}

/** Reasons for which the date that a client knows is no concern: the change is there, or is about to be. */
const KEEPS_DATE: ReadonlySet<StayingClient['why']> = new Set([
  'at-target',
  'ahead',
  'moving',
  'other-rollout',
]);

function nextStep(
  stack: string,
  why: StayingClient['why'],
  { tenant: { id, maintenance }, release, policy, notice }: Circumstances,
): string | undefined {
  const file = `${stack}/tenant.yaml`;
  switch (why) {
    case 'held':
      return `Take the hold out of ${file} when it may move, or start the roll-out with --set-aside hold=${stack} --reason "…".`;
    case 'objected': {
      const days = maintenance.noticeDays + policy.objectionDays;
      const from = localDate(maintenance.timeZone, (notice?.sentAt ?? 0) + days * DAY);
      return `Agree with it, and write down what it says: npx multiplex notices acknowledge ${id} --release ${release}, or waive. From ${from} the objection can be set aside: --set-aside notice=${stack} --reason "…".`;
    }
    case 'no-opening':
      return `The roll-out would wait ${policy.openingPatienceDays} days for it: start later with --start, or ask it to waive its notice of ${maintenance.noticeDays} days.`;
    case 'cell-behind':
      return `Look at what keeps its cell: npx multiplex rollout simulate --to ${release}.`;
    case 'not-told':
      return `Tell it: npx multiplex notices ${id} --release ${release} --out notices.`;
    case 'cannot-run':
      return `Correct ${file}; npx multiplex validate, with the release in it, says the rest.`;
    case 'failed':
      return 'Look at why, and then: npx multiplex rollout retry --reason "…".';
    case 'other-rollout':
      return 'Ask again when that is over.';
    case 'moving':
    case 'removed':
    case 'edited':
    case 'skipped':
    case 'at-target':
    case 'ahead':
      return undefined;
  }
}
