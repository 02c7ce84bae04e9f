import type { Fleet } from '../../fleet/fleet';
import type { ReleaseDescriptions } from '../../fleet/release-description';
import type { Plan } from '../../plan/plan-document';
import type { LedgerEntry } from '../../rollout/ports';
import type { Instant } from '../../rollout/rollout-plan';
import type { Timeline } from './timeline';

/** Everything that the page shows, and nothing else: the same content is the same page, byte by byte. */
export interface PageContent {
  readonly fleet: Fleet;
  /** What releases say of their features, for what a tier gives. */
  readonly catalogues: ReleaseDescriptions;
  /** When the page was made. */
  readonly at: Instant;
  readonly plan: ShownPlan;
  /** The latest first. */
  readonly rollouts: ShownRollouts;
  readonly ledger: ShownLedger;
}

/** Nothing is there to show, with the reason and the command that would change it. */
export interface Absent {
  readonly kind: 'absent';
  readonly why: string;
  readonly command: string;
}

export type ShownPlan =
  | {
      readonly kind: 'plan';
      readonly plan: Plan;
      /** What was compared with what, as a sentence. */
      readonly source: string;
    }
  | Absent;

export type ShownRollouts =
  | {
      readonly kind: 'rollouts';
      readonly timelines: readonly Timeline[];
      /** Roll-outs before them that are not shown. */
      readonly earlier: number;
    }
  | Absent;

export type ShownLedger =
  | {
      readonly kind: 'ledger';
      /** In the order in which they were written. */
      readonly lines: readonly LedgerLine[];
      /** What a check of the chain came to. */
      readonly check: LedgerCheck;
    }
  | Absent;

/** What stands at one place of the ledger. */
export type LedgerLine =
  | { readonly kind: 'entry'; readonly entry: LedgerEntry }
  | { readonly kind: 'unreadable'; readonly seq: number };

export interface LedgerCheck {
  readonly head: { readonly seq: number; readonly digest: string };
  /** What is wrong with it; empty where it is whole. */
  readonly faults: readonly { readonly seq: number; readonly message: string }[];
}
