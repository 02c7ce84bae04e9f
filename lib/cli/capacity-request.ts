import { ADDED_TENANTS_MAX } from '../capacity/forecast';
import { HORIZON_RULE, horizonEnd } from '../capacity/horizon';
import { parseRate, RATE_RULE } from '../capacity/onboarding-rate';
import type { KnownRate } from '../capacity/onboarding-rate';
import { nextStepFor } from '../diagnostics/suggest';
import type { Fleet } from '../fleet/fleet';

/** What the flags of `capacity` say, as they are written. */
export interface CapacityFlags {
  readonly add: string;
  readonly horizon: string;
  readonly rate?: string;
  readonly tier?: string;
  readonly cell?: string;
}

export interface AskedCapacity {
  readonly kind: 'asked';
  readonly add: number;
  /** End of the horizon, in milliseconds since the beginning of 1970. */
  readonly until: number;
  readonly rate?: KnownRate;
  readonly tier?: string;
  readonly cell?: string;
}

/** Reads the flags, of which those that name something must name what the fleet has. */
export function askedCapacity(
  flags: CapacityFlags,
  fleet: Fleet,
  now: number,
): AskedCapacity | { readonly kind: 'wrong'; readonly message: string } {
  const wrong = (message: string) => ({ kind: 'wrong', message }) as const;
  const { tier, cell } = flags;
  const add = /^[0-9]{1,9}$/.test(flags.add) ? Number(flags.add) : Infinity;
  if (add > ADDED_TENANTS_MAX) {
    return wrong(`--add takes a number of tenants, ${ADDED_TENANTS_MAX} at most.`);
  }
  const until = horizonEnd(flags.horizon, now);
  if (until === undefined) {
    return wrong(`--horizon takes ${HORIZON_RULE}; 20 years at most.`);
  }
  const rate = flags.rate === undefined ? undefined : parseRate(flags.rate);
  if (flags.rate !== undefined && rate === undefined) {
    return wrong(`--rate takes ${RATE_RULE}.`);
  }
  const tiers = Object.keys(fleet.tiers);
  if (tier !== undefined && !tiers.includes(tier)) {
    return wrong(`"${tier}" is not a tier of this fleet. ${nextStepFor(tier, tiers)}`);
  }
  const cells = fleet.cells.filter(({ kind }) => kind === 'shared').map(({ id }) => id);
  if (cell !== undefined && !cells.includes(cell)) {
    return wrong(`"${cell}" is not a shared cell of this fleet. ${nextStepFor(cell, cells)}`);
  }
  return {
    kind: 'asked',
    add,
    until,
    ...(rate === undefined ? {} : { rate }),
    ...(tier === undefined ? {} : { tier }),
    ...(cell === undefined ? {} : { cell }),
  };
}
