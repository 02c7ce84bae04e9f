import { MINUTE } from '../../rollout/calendar/civil-day';
import { calendarOf } from '../../rollout/parts';
import { isCell } from '../../rollout/move-index';
import type { Instant, MovePlan, RingPlan, RolloutPlan } from '../../rollout/rollout-plan';
import type { RolloutCalendar } from '../../rollout/simulate-calendar';
import type { TurnReason } from '../../rollout/turn-reason';
import { plural } from '../plural';
import { turnText } from '../rollout-text';
import { utcTime } from '../utc-time';
import { overrideText } from './override-text';
import type { Timeline, TimelineRing, TimelineRow } from './timeline';

/** A roll-out that has not begun, if every move took `minutesPerMove` and succeeded. */
export function plannedTimeline(
  plan: RolloutPlan,
  calendar: RolloutCalendar,
  now: Instant,
  minutesPerMove: number,
): Timeline {
  const turns = new Map(calendar.moves.map(({ stack, at, why }) => [stack, { at, why }]));
  const stays = new Map(calendar.left.map(({ stack, detail }) => [stack, detail]));
  const planned = plan.left
    .filter(({ why }) => why !== 'at-target')
    .map(({ stack, detail }) => `${stack} stays: ${detail}.`);
  return {
    id: plan.id,
    to: plan.to,
    kind: 'planned',
    sentence: [
      `Planned and not started: ${plural(calendar.moves.length, 'move')}, over by ${utcTime(calendar.endsAt)} if all goes well.`,
      ...(calendar.halt === undefined ? [] : ['It would halt, because nobody can be the canary.']),
      ...planned,
    ].join(' '),
    span: { from: now, to: calendar.endsAt },
    marks: [
      { at: now, kind: 'start', says: 'Planned' },
      { at: calendar.endsAt, kind: 'end', says: 'Over, if all goes well' },
    ],
    rings: plan.rings.map((ring) => plannedRing(plan, ring, turns, stays, minutesPerMove * MINUTE)),
    setAside: plan.overrides.map(overrideText),
  };
}

type Turns = ReadonlyMap<string, { readonly at: Instant; readonly why: TurnReason }>;

function plannedRing(
  plan: RolloutPlan,
  { ring, waves, bakeMinutes }: RingPlan,
  turns: Turns,
  stays: ReadonlyMap<string, string>,
  moveTime: number,
): TimelineRing {
  const ends = (moves: readonly MovePlan[]): number =>
    Math.max(0, ...moves.flatMap(({ stack }) => turns.get(stack)?.at ?? []).map((at) => at + moveTime));
  const watched = [
    ...waves.filter(({ kind }) => kind === 'canary'),
    // Cells have no viewers of their own.
    { moves: waves.flatMap(({ moves }) => moves.filter(({ stack }) => !isCell(stack))) },
  ];
  const starts = new Set(watched.map(({ moves }) => ends(moves)).filter((at) => at > 0 && bakeMinutes > 0));
  return {
    ring,
    bakeMinutes,
    bakes: [...starts].map((from) => ({ from, to: from + bakeMinutes * MINUTE })),
    rows: waves.flatMap(({ moves }) =>
      moves.map(({ stack, calendar }): TimelineRow => {
        const turn = turns.get(stack);
        const left = stays.get(stack);
        return {
          stack,
          calendar: calendarOf(plan, calendar),
          calendarKey: calendar,
          moves:
            turn === undefined
              ? []
              : [{ kind: 'planned', from: turn.at, to: turn.at + moveTime, says: turnText(turn.why) }],
          ...(left === undefined ? {} : { stays: left }),
        };
      }),
    ),
  };
}
