/** How patient a runner is. */
export interface Pace {
  readonly leaseSeconds: number;
  /** Seconds for which more answers are gathered behind the first, so that they are weighed and recorded together. */
  readonly gatherSeconds: number;
  /** Seconds between two looks into the inbox. */
  readonly inboxSeconds: number;
  /** Seconds without anything to do for which the fleet is kept; for longer ones others may have it. */
  readonly idleSeconds: number;
  /** Seconds between two tries to take a fleet that somebody else has. */
  readonly takeSeconds: number;
  /** Seconds after which an engine that has not answered is asked again, under the same token. */
  readonly applySeconds: number;
  /** The same for its other calls. */
  readonly answerSeconds: number;
  /** Seconds for which what an engine said about a stack may be acted upon. */
  readonly lookSeconds: number;
  /** Seconds before the second try of a call that failed; doubled for each further one, up to the most. */
  readonly retrySeconds: number;
  readonly retrySecondsMax: number;
}

/**
 * A distribution of CloudFront can take 45 minutes, and CloudFormation may change several one after the other. A lease
 * of a minute is short for who waits after a crash and long against a slow write.
 */
export const PACE: Pace = {
  leaseSeconds: 60,
  gatherSeconds: 0.02,
  inboxSeconds: 5,
  idleSeconds: 60,
  takeSeconds: 15,
  applySeconds: 5_400,
  answerSeconds: 120,
  lookSeconds: 120,
  retrySeconds: 1,
  retrySecondsMax: 60,
};
