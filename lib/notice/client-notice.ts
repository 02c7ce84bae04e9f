import type { Tenant } from '../fleet/fleet';
import type { Instant, LeftStack } from '../rollout/rollout-plan';
import type { TestingTime, ToldSlot } from '../rollout/told-slot';

/** What the ledger says of a client and a release. `not-needed`: it has no days of notice and was told nothing. */
export type Standing = 'not-told' | 'not-needed' | 'told' | 'acknowledged' | 'waived';

/** What there is to tell a client that a roll-out would move. */
export interface ClientNotice {
  /** `tenants/rally-north`. */
  readonly stack: string;
  readonly tenant: string;
  /** The brand as people know it. */
  readonly name: string;
  /** Whom to tell; at least one. */
  readonly contacts: Tenant['contacts'];
  readonly timeZone: string;
  /** Release that it runs. */
  readonly from: string;
  readonly noticeDays: number;
  readonly standing: Standing;
  /**
   * `first`: it knows no dates. `changed`: it knows others. `as-told`: there is nothing to tell.
   */
  readonly news: 'first' | 'changed' | 'as-told';
  /** It waits in the wave that a roll-out is moving now. @default it is not, or no roll-out runs */
  readonly isInWave?: true;
  /** The dates to tell, or that were told. */
  readonly dates: ToldSlot;
  /** Dates that it knows and that hold no more. */
  readonly before?: ToldSlot;
  /** A time to try the release that it knows and that holds no more, without another. */
  readonly withdrawn?: TestingTime;
  /** Until when it has to be told for these dates to hold. @default nothing has to be told */
  readonly tellBy?: Instant;
  /** Until when it should have been told, where that is over and the roll-out has to wait. @default it is in time */
  readonly wasDueBy?: Instant;
}

/** A client that would not be moved. */
export interface StayingClient {
  readonly stack: string;
  readonly tenant: string;
  readonly why: LeftStack['why'] | 'cannot-run' | 'failed' | 'moving' | 'other-rollout';
  readonly detail: string;
  /** What to do about it. @default there is nothing to do */
  readonly next?: string;
}
