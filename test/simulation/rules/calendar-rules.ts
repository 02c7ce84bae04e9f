import type { Instant, MoveCalendar, OverridableRule } from '../../../lib/rollout/rollout-plan';
import type { Observation } from '../observation';
import { isFrozen, isInWindow, localTime } from './local-time';
import { directionOf, eventIn, intentIn, plannedMoves } from './planned-moves';
import type { Rule, Witness } from './rule';

const DAY_MS = 86_400_000;

export const window: Rule = {
  name: 'nobody is moved outside its window',
  watch: (witness) => atStarts(witness, 'window', (calendar, at) => !isInWindow(calendar, at)),
};

export const freeze: Rule = {
  name: 'nobody is moved in its freeze',
  watch: (witness) => atStarts(witness, 'freeze', isFrozen),
};

function atStarts(
  witness: Witness,
  rule: OverridableRule,
  isClosed: (calendar: MoveCalendar, at: Instant) => boolean,
): (seen: Observation) => string | undefined {
  const { plan } = witness.scenario;
  const moves = plannedMoves(plan);
  const aside = setAside(witness, rule);
  return (seen) => {
    aside.see(seen);
    if (seen.kind !== 'started' || seen.by !== 'runner') {
      return undefined;
    }
    const move = moves.get(seen.stack);
    const calendar = move && plan.calendars[move.calendar];
    const isForward = seen.to === move?.to.digest;
    if (calendar === undefined || !isForward || aside.has(seen.stack) || !isClosed(calendar, seen.askedAt)) {
      return undefined;
    }
    const { date, minute } = localTime(seen.askedAt, calendar.maintenance.timeZone);
    const clock = `${date} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
    return `${seen.stack} was begun on ${clock} in ${calendar.maintenance.timeZone}`;
  };
}

/** Stacks for which somebody set a rule aside so far. */
function setAside(
  { scenario }: Witness,
  rule: OverridableRule,
): { see(seen: Observation): void; has(stack: string): boolean } {
  const stacks = new Set(
    scenario.plan.overrides.filter((one) => one.rule === rule).map(({ stack }) => stack ?? '*'),
  );
  return {
    see: (seen) => {
      const event = eventIn(seen);
      if (event?.kind === 'overridden' && event.override.rule === rule) {
        stacks.add(event.override.stack ?? '*');
      }
    },
    has: (stack) => stacks.has('*') || stacks.has(stack),
  };
}

export const notice: Rule = {
  name: 'nobody is moved who was not told in time, or objects',
  watch: (witness) => {
    const { plan } = witness.scenario;
    const moves = plannedMoves(plan);
    const aside = setAside(witness, 'notice');
    const told = new Map<string, { readonly first: Instant; readonly answer: string | undefined }>();
    return (seen) => {
      aside.see(seen);
      if (seen.kind === 'entry' && seen.entry.record.kind === 'notice') {
        const { stack, act } = seen.entry.record;
        const before = told.get(stack);
        const answer = act === 'sent' ? before?.answer : act;
        told.set(stack, { first: before?.first ?? seen.entry.at, answer });
      }
      const intent = intentIn(seen);
      const move = intent && moves.get(intent.stack);
      if (!intent || !move || plan.lane === 'hot-fix' || directionOf(moves, intent) !== 'forward') {
        return undefined;
      }
      const days = plan.calendars[move.calendar]?.maintenance.noticeDays ?? 0;
      const { first, answer } = told.get(intent.stack) ?? { first: Infinity, answer: undefined };
      const isAside = aside.has(intent.stack);
      if (answer === 'objected') {
        const deadline = first + (days + plan.policy.objectionDays) * DAY_MS;
        return isAside && seen.at >= deadline ? undefined : `${intent.stack} had objected`;
      }
      const isFree = days === 0 || isAside || answer === 'waived' || seen.at >= first + days * DAY_MS;
      return isFree ? undefined : `${intent.stack} was to be told ${days} days before`;
    };
  },
};
