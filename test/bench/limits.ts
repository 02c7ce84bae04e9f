/** What the renderer, the plan, the prover and the roll-out must reach on a machine of two cores; each limit is a row of the table in README's performance section. */

/** The sizes of fleet that the limits speak of. */
export const SMALL_FLEET = 1_000;
export const LARGE_FLEET = 10_000;

/** How many times faster than a plain CDK app a cold run is. */
export const SMALL_FLEET_SPEEDUP_MIN = 15;
export const LARGE_FLEET_SPEEDUP_MIN = 30;

/** Whole processes, at 10,000 tenants. */
export const COLD_SECONDS_MAX = 4;
export const COLD_OVER_FLOOR_MAX = 5;
export const ONE_CHANGED_SECONDS_MAX = 1.5;
export const ONE_TENANT_SECONDS_MAX = 4;
export const PEAK_MEGABYTES_MAX = 500;

/** Whole processes, of the example fleet: what somebody waits for at every command. */
export const HELP_SECONDS_MAX = 0.15;
export const VALIDATE_SECONDS_MAX = 0.4;

/** The plan, at 10,000 tenants: one changed, and all of them moved to another release. */
export const PLAN_CHANGED_SECONDS_MAX = 2;
export const PLAN_MOVED_SECONDS_MAX = 10;

/** The prover, of a processor for each tenant, without parsing its template. */
export const PROVE_MILLISECONDS_MAX = 0.15;

/** Moving 10,000 tenants through five rings, once their files are read. */
export const ROLLOUT_SECONDS_MAX = 30;

/** How many times longer ten times the tenants may take: linear, and a twentieth for what is noise. */
export const GROWTH_MAX = 10.5;
