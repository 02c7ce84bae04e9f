import type { Maintenance } from '../fleet/schema/maintenance';

/** Milliseconds since the beginning of 1970, UTC. */
export type Instant = number;

/** A state that a stack can be in: the release that rendered it, and the SHA-256 of its template. */
export interface StackVersion {
  readonly release: string;
  readonly digest: string;
}

/** Why a rule of the calendar is set aside for a stack; part of the plan, and of the ledger. */
export interface RolloutOverride {
  readonly rule: OverridableRule;
  /** @default every stack of the roll-out */
  readonly stack?: string;
  readonly reason: string;
  readonly by: string;
}

export type OverridableRule = 'window' | 'freeze' | 'notice' | 'hold' | 'traffic';

/** A roll-out as data: who moves, in which order, under which rules. Survives a JSON round trip; `id` is its digest. */
export interface RolloutPlan {
  /** First 12 hexadecimal digits of the SHA-256 of everything else, as canonical JSON. */
  readonly id: string;
  readonly fleet: string;
  /** Release that everybody moves to. */
  readonly to: string;
  /** A hot-fix bakes for a shorter time and needs no notice, and crosses the canary like any other. */
  readonly lane: 'normal' | 'hot-fix';
  readonly plannedAt: Instant;
  readonly policy: RolloutPolicy;
  /** In the order in which they are crossed. */
  readonly rings: readonly RingPlan[];
  /** Rules of the calendar, by the key that moves refer to: most tenants share a few. */
  readonly calendars: Readonly<Record<string, MoveCalendar>>;
  readonly overrides: readonly RolloutOverride[];
  /** Stacks that do not move, each with the reason. */
  readonly left: readonly LeftStack[];
}

export interface RolloutPolicy {
  /** What is put back when a wave fails: what the wave moved, everything that the roll-out moved, or nothing. */
  readonly rollback: 'wave' | 'rollout' | 'nothing';
  /** Share of failed requests above which a tenant is unhealthy, in percent. */
  readonly errorPercentMax: number;
  /** Requests below which a share of failed ones says nothing. */
  readonly requestsToJudge: number;
  /** Minutes between two samples of health. */
  readonly sampleMinutes: number;
  /** Minutes that must be left of an opening for a move to be started in it; half of the opening where that is less. */
  readonly moveMinutes: number;
  /** Minutes a ring waits for the traffic it must see, beyond its bake, before the roll-out halts and asks. */
  readonly trafficPatienceMinutes: number;
  /** Days that a wave waits for a stack that has no opening; one that has none for longer is left where it is. */
  readonly openingPatienceDays: number;
  /** Days after the end of its notice for which a tenant's objection binds the operator too. */
  readonly objectionDays: number;
  /** Most minutes for which a hot-fix bakes in any ring. */
  readonly hotFixBakeMinutes: number;
}

export interface RingPlan {
  readonly ring: string;
  /** Most moves at the same time. */
  readonly concurrency: number;
  /** Failed moves of the ring that do not halt the roll-out. */
  readonly toleratedFailures: number;
  /** The same as a share of the ring's moves; the smaller of both holds. @default no limit by share */
  readonly toleratedFailurePercent?: number;
  /** Minutes to watch after the ring's last wave, and after the lone canary. */
  readonly bakeMinutes: number;
  /** Requests that must be seen meanwhile. */
  readonly minimumRequests: number;
  readonly waves: readonly WavePlan[];
}

/** Moves that may run at the same time. The next wave starts when every move of this one is at rest. */
export interface WavePlan {
  /** `cell`: cells that must move before tenants of the ring. `canary`: the first tenant of all, alone. */
  readonly kind: 'cell' | 'canary' | 'tenants';
  readonly moves: readonly MovePlan[];
}

export interface MovePlan {
  /** `tenants/rally-north`, `cells/us-1`. */
  readonly stack: string;
  /** `cells/us-1`: the cell that it stands in, or is. */
  readonly cell: string;
  readonly from: StackVersion;
  readonly to: StackVersion;
  /** Key of its rules in `calendars`. */
  readonly calendar: string;
}

/** When a stack may be moved. */
export interface MoveCalendar {
  readonly maintenance: Maintenance;
  readonly freezes: readonly Freeze[];
}

/** Local days on which nothing moves, whatever the window says; both are included. */
export interface Freeze {
  readonly name: string;
  /** `2026-12-18`. */
  readonly from: string;
  readonly to: string;
}

export interface LeftStack {
  readonly stack: string;
  readonly why:
    | 'at-target'
    | 'ahead'
    | 'held'
    | 'removed'
    | 'edited'
    /** Its cell is not at the release, and no tenant goes before its cell. */
    | 'cell-behind'
    | 'not-told'
    | 'objected'
    | 'no-opening'
    | 'skipped';
  readonly detail: string;
}
