import { DAY, MINUTE } from '../../rollout/calendar/civil-day';
import type { Interval } from '../../rollout/calendar/intervals';
import type { Instant } from '../../rollout/rollout-plan';
import { utcTime } from '../utc-time';
import { percent } from './shares';

const SECOND = 1000;
const HOUR = 60 * MINUTE;
/** Distances of ticks that people count in. */
const STEPS = [
  ...[1, 5, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 56].map((days) => days * DAY),
];
const TICKS_MAX = 8;
/** A roll-out of a moment is drawn as one of some seconds, so that there is something to see. */
const SPAN_MIN = 10 * SECOND;

/** Where a time is on a picture as wide as its place. */
export interface TimeAxis {
  readonly span: Interval;
  readonly ticks: readonly { readonly at: Instant; readonly label: string }[];
  /** From the left, as a share of the width: `12.5%`. What is outside is at the edge. */
  readonly x: (at: Instant) => string;
}

/** An axis with some room on both sides. */
export function timeAxis({ from, to }: Interval): TimeAxis {
  const room = Math.max((to - from) * 0.02, (SPAN_MIN - (to - from)) / 2, 0);
  const span = { from: Math.floor(from - room), to: Math.ceil(to + room) };
  const length = span.to - span.from;
  const step = STEPS.find((one) => length / one <= TICKS_MAX) ?? Math.ceil(length / TICKS_MAX / DAY) * DAY;
  const first = Math.ceil(span.from / step) * step;
  const ticks = Array.from(
    { length: Math.floor((span.to - first) / step) + 1 },
    (_, index) => first + index * step,
  );
  return {
    span,
    ticks: ticks.map((at) => ({ at, label: tickLabel(at, step) })),
    x: (at) => percent(Math.min(Math.max((at - span.from) / length, 0), 1)),
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `24 Nov` where ticks are days, `06:00` where they are hours, `06:00:15` where they are seconds. */
function tickLabel(at: Instant, step: number): string {
  const text = utcTime(at);
  const clock = text.slice(11, 19);
  if (step >= DAY || clock === '00:00:00') {
    return `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1] ?? ''}`;
  }
  return step >= MINUTE ? clock.slice(0, 5) : clock;
}
