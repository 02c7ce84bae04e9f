import { DAY, WEEK } from '../../rollout/calendar/civil-day';
import { clipped, merged } from '../../rollout/calendar/intervals';
import type { Interval } from '../../rollout/calendar/intervals';
import { weekOpenings } from '../../rollout/calendar/week-openings';
import type { MoveCalendar } from '../../rollout/rollout-plan';
import { html } from '../markup';
import type { Markup } from '../markup';
import type { TimeAxis } from './time-axis';
import type { Timeline, TimelineMove, TimelineRing } from './timeline';

/** Windows of longer roll-outs are too narrow to be seen. */
const WINDOWS_DAYS_MAX = 120;

/** What the rows of a roll-out share, drawn once: the grid with its halts, and the windows of each calendar. */
export function sharedShapes({ id, rings, marks }: Timeline, axis: TimeAxis): Markup {
  const calendars = new Map(
    rings.flatMap(({ rows }) => rows.map(({ calendarKey, calendar }) => [calendarKey, calendar])),
  );
  return html`<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <g id="grid-${id}">
        ${axis.ticks.map(({ at }) => html`<line class="grid" x1="${axis.x(at)}" x2="${axis.x(at)}" y2="100%" />`)}
        ${marks
          .filter(({ kind }) => kind === 'halt')
          .map(({ at }) => html`<line class="halt" x1="${axis.x(at)}" x2="${axis.x(at)}" y2="100%" />`)}
      </g>
      ${[...calendars].map(
        ([key, calendar]) =>
          html`<g id="windows-${id}-${key}">
            ${openings(calendar, axis.span).map(({ from, to }) => band('window', from, to, axis))}
          </g>`,
      )}
    </defs>
  </svg>`;
}

/** When a calendar is open in a span. */
function openings(calendar: MoveCalendar, span: Interval): readonly Interval[] {
  if (span.to - span.from > WINDOWS_DAYS_MAX * DAY) {
    return [];
  }
  const first = Math.floor(span.from / WEEK);
  const weeks = Array.from({ length: Math.floor(span.to / WEEK) - first + 1 }, (_, index) => first + index);
  const open = weeks.flatMap((week) => weekOpenings(calendar, { window: false, freeze: false }, week));
  return clipped(merged(open), span.from, span.to);
}

function band(kind: string, from: number, to: number, { x }: TimeAxis): Markup {
  return html`<line class="${kind}" x1="${x(from)}" x2="${x(to)}" y1="50%" y2="50%" />`;
}

/** The scale of all rows, with what happened to the roll-out as a whole. */
export function axisPicture(axis: TimeAxis): Markup {
  return html`<svg class="axis" aria-hidden="true" focusable="false">
    ${axis.ticks.map(({ at, label }) => html`<text x="${axis.x(at)}" y="14">${label}</text>`)}
  </svg>`;
}

/** When the ring was watched. */
export function ringPicture(id: string, { bakes }: TimelineRing, axis: TimeAxis): Markup {
  return html`<svg class="lane" aria-hidden="true" focusable="false">
    <use href="#grid-${id}" />
    ${bakes.map(({ from, to }) => band('bake', from, to, axis))}
  </svg>`;
}

/** Windows of a stack, and what happened to it. A move that took no time is a dot. */
export function rowPicture(
  id: string,
  calendarKey: string,
  moves: readonly TimelineMove[],
  axis: TimeAxis,
): Markup {
  return html`<svg class="lane" aria-hidden="true" focusable="false">
    <use href="#windows-${id}-${calendarKey}" />
    <use href="#grid-${id}" />
    ${moves.map(({ kind, from, to }) => band(`move ${kind}`, from, to, axis))}
  </svg>`;
}
