/** What the tour is about: names in the example fleet, and the two newest of its releases. */
export const EXAMPLE = {
  fleet: 'northlight',
  /** Who gets a new look. */
  changed: 'rally-north',
  /** Who meets the planted fault, in the second ring. */
  unlucky: 'rally-south',
  canary: 'northlight-canary',
  /** Who gets a cell of its own, and where that is. */
  dedicated: 'vela-stream',
  ownAccount: '222233334444',
  ownRegion: 'us-east-1',
  older: '2026.11.0',
  newer: '2026.11.1',
} as const;

/** Share of requests that fail by the planted fault, in percent. */
export const PLANTED_ERROR_PERCENT = 8;
