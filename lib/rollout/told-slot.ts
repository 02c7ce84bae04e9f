import type { Interval } from './calendar/intervals';

/** What the latest letter to a client says of its move. */
export interface ToldSlot {
  /** When the move may take place. */
  readonly slot: Interval;
  /** When the client may look at the release before. @default it was offered no time */
  readonly testing?: TestingTime;
  /** Times that the letter was written with other dates. */
  readonly sequence: number;
}

/** Where and when a client can look at a release before its own move. */
export interface TestingTime extends Interval {
  /** `canary`: on a tenant that runs the release already. `preview`: on a screen that the operator shows. */
  readonly on: 'canary' | 'preview';
  /** Host of that canary. */
  readonly host?: string;
}
