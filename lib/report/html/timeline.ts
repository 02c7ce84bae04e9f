import type { Interval } from '../../rollout/calendar/intervals';
import type { Instant, MoveCalendar } from '../../rollout/rollout-plan';

/** A roll-out along time: what happened to each stack, or what would. */
export interface Timeline {
  readonly id: string;
  /** Release that everybody moves to. */
  readonly to: string;
  readonly kind: 'recorded' | 'planned';
  /** Where it is, as a sentence or more. */
  readonly sentence: string;
  readonly span: Interval;
  /** What happened to the roll-out as a whole, in order. */
  readonly marks: readonly TimelineMark[];
  readonly rings: readonly TimelineRing[];
  /** Rules that were set aside, as sentences. */
  readonly setAside: readonly string[];
}

export interface TimelineMark {
  readonly at: Instant;
  readonly kind: 'halt' | 'operator' | 'start' | 'end';
  readonly says: string;
}

export interface TimelineRing {
  readonly ring: string;
  /** When it was watched, or will be. */
  readonly bakes: readonly Interval[];
  readonly bakeMinutes: number;
  readonly rows: readonly TimelineRow[];
}

export interface TimelineRow {
  readonly stack: string;
  /** When it may be moved. */
  readonly calendar: MoveCalendar;
  /** Key of the calendar, the same for rows that share one. */
  readonly calendarKey: string;
  readonly moves: readonly TimelineMove[];
  /** Why it does not move, where it does not. */
  readonly stays?: string;
}

export interface TimelineMove {
  readonly kind: MoveKind;
  readonly from: Instant;
  /** When it ended; the same as its beginning for what took no time. */
  readonly to: Instant;
  /** More than its kind says: a reason. */
  readonly says?: string;
}

export type MoveKind = 'planned' | 'moved' | 'put-back' | 'failed' | 'stuck' | 'not-started' | 'under-way';
