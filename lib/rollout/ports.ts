import type { RenderedStack } from '../render/rendered-stack';
import type { OperationOutcome, OperatorAct, RolloutEvent } from './rollout-event';
import type { Instant, StackVersion } from './rollout-plan';
import type { ToldSlot } from './told-slot';

/** Where changes are made. Every call may be repeated; a call that throws has no known outcome. */
export interface Engine {
  /** `local`, `cloudformation`. */
  readonly name: string;
  /** What is there now. It may be old by a few seconds, so nobody decides by it that an operation ended. */
  describe(target: StackTarget): Promise<StackDescription>;
  /**
   * Starts the operation of this token, or takes it up where it is, and answers when it has ended. Called again with
   * the token of an operation that has ended, it answers with the same outcome and changes nothing.
   *
   * @throws EngineUnavailable when the answer is not known: call again with the same token.
   */
  apply(change: ReviewedChange): Promise<OperationOutcome>;
  /** What viewers met since then; a stack without traffic has no requests. */
  sampleHealth(targets: readonly HealthTarget[]): Promise<readonly HealthSample[]>;
}

export interface StackTarget {
  /** `tenants/rally-north`, `cells/us-1`. */
  readonly stack: string;
  /** `tenant--rally-north`. */
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
}

export interface HealthTarget extends StackTarget {
  readonly since: Instant;
}

export type StackDescription =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present';
      /** As CloudFormation names them: UPDATE_COMPLETE. */
      readonly status: string;
      /** SHA-256 of the template that is deployed, as it was sent. */
      readonly digest: string;
      /** Text of that template. */
      readonly template: () => Promise<string>;
      /** Token of the operation that runs or ran last, where it is known. */
      readonly token?: string;
    };

/** A change that was looked at and agreed to, by digest. */
export type ReviewedChange = StackTarget & {
  /** Identifies the operation for ever: letters, digits and hyphens, at most 64. */
  readonly token: string;
  /** Digest of what must be there now; undefined where nothing is. Anything else there and nothing is done. */
  readonly expected: string | undefined;
  /**
   * Set, an operation of this token that was not started yet is never started: the outcome is `not-started`, now and
   * whenever the token is seen again. One that was started is taken up as ever. @default false
   */
  readonly onlyIfStarted?: boolean;
} & (
    | { readonly kind: 'put'; readonly to: StackVersion; readonly rendered: RenderedStack }
    | { readonly kind: 'remove' }
  );

export interface HealthSample {
  readonly stack: string;
  readonly requests: number;
  readonly errors: number;
}

/** The engine did not answer, refused for now, or lost the answer. The operation may have happened. */
export class EngineUnavailable extends Error {
  /** Whether it asked to be called less often. */
  readonly isThrottled: boolean;

  constructor(message: string, isThrottled: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineUnavailable';
    this.isThrottled = isThrottled;
  }
}

/** What was done to a fleet, by whom; entries are only ever added, in one order. Any call may throw LedgerUnavailable. */
export interface Ledger {
  /**
   * Takes the fleet for `leaseSeconds`, or answers who has it. Taking it writes an entry, so whoever had it before
   * finds out at the next append.
   */
  acquire(owner: string, leaseSeconds: number): Promise<Lease | LeaseRefusal>;
  /** @throws LeaseLost when somebody else has the fleet. */
  renew(lease: Lease, leaseSeconds: number): Promise<void>;
  release(lease: Lease): Promise<void>;
  /**
   * Adds entries behind the last one, all of them or none, and answers with them as they stand.
   *
   * @throws LeaseLost when somebody else has taken the fleet since; LedgerUnavailable when it is not known whether
   * they were added: read before appending again. An append that seemed lost may still arrive, but only where it was
   * meant to stand: whoever appends meanwhile gets LedgerUnavailable, never a place behind it that it has not read.
   */
  append(lease: Lease, records: readonly LedgerRecord[]): Promise<readonly LedgerEntry[]>;
  /** Entries after `seq`, in order; every entry that any append has answered with is among them. */
  read(after?: number): AsyncIterable<LedgerEntry>;
  /** Keeps a JSON document that entries name by its digest, such as a plan: SHA-256 of its canonical JSON. */
  putDocument(document: unknown): Promise<string>;
  getDocument(digest: string): Promise<unknown>;
}

export interface Lease {
  readonly kind: 'lease';
  readonly owner: string;
  /** Fencing token: sequence number of the entry that the taking wrote. */
  readonly fence: number;
}

export interface LeaseRefusal {
  readonly kind: 'held';
  readonly owner: string;
  readonly until: Instant;
}

export class LeaseLost extends Error {}

export class LedgerUnavailable extends Error {}

export interface LedgerEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: Instant;
  readonly fleet: string;
  readonly actor: Actor;
  readonly record: LedgerRecord;
  /** Digest of the entry before; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 of everything else, as canonical JSON. */
  readonly digest: string;
}

/** Who did it. */
export interface Actor {
  /** ARN of the caller; `local:<user>` where there is no account. */
  readonly caller: string;
  /** `Name <address>` of the commit's author. */
  readonly author?: string;
  readonly commit?: string;
}

export type LedgerRecord =
  | { readonly kind: 'taken'; readonly owner: string }
  | {
      readonly kind: 'intent';
      /** What it is part of. */
      readonly purpose: 'apply' | 'dedicate' | 'deploy' | 'rollout' | 'rollback';
      /** Roll-out that it belongs to. */
      readonly rollout?: string;
      readonly stack: string;
      readonly token: string;
      /** Left out where the stack is added, or removed. */
      readonly from?: StackVersion;
      readonly to?: StackVersion;
      /** Digest of the document that is the plan. */
      readonly plan?: string;
      /** Digest that was agreed to, as the plan itself says it; left out where it is that of the document. */
      readonly agreed?: string;
      readonly overrides: readonly { readonly refusal: string; readonly reason: string }[];
    }
  | {
      readonly kind: 'outcome';
      readonly rollout?: string;
      readonly stack: string;
      readonly token: string;
      readonly outcome: OperationOutcome;
    }
  /** `plan` is the digest of a document: the roll-out plan. */
  | { readonly kind: 'rollout-started'; readonly rollout: string; readonly plan: string }
  /** Intents and outcomes of a roll-out have records of their own. */
  | {
      readonly kind: 'rollout-event';
      readonly rollout: string;
      readonly event: Exclude<RolloutEvent, { kind: 'tick' | 'intended' | 'settled' | 'notice' }>;
      /** Id of the request that it answers, so that no request is answered twice. */
      readonly request?: string;
    }
  | { readonly kind: 'rollout-ended'; readonly rollout: string; readonly summary: string }
  | {
      readonly kind: 'notice';
      readonly stack: string;
      readonly release: string;
      readonly act: 'sent' | 'acknowledged' | 'objected' | 'waived';
      readonly note: string;
      /** Of what was sent, where it named a time. */
      readonly told?: ToldSlot;
      /** Who had it written down, where that is whoever ran a roll-out. @default the actor of the entry */
      readonly by?: string;
      /** Id of the request that it answers, so that nothing is written down twice. */
      readonly request?: string;
    }
  /** A step of a tenant's move to a cell of its own is done. */
  | {
      readonly kind: 'dedication';
      readonly stack: string;
      /** Digest of the dedication. */
      readonly dedication: string;
      readonly step: string;
      /** `us-1`, and the cell that the tenant moves to. */
      readonly from: string;
      readonly to: string;
      /** What was done, in a sentence. */
      readonly result: string;
    };

/**
 * Where operators leave what they ask of a roll-out. Only who holds the fleet writes to the ledger, so a request waits
 * here until the runner has recorded it; where no runner runs, who asks takes the fleet and records it.
 */
export interface Inbox {
  /** Leaves a request; the same id again changes nothing. */
  post(request: OperatorRequest): Promise<void>;
  /** Requests to a roll-out that were not removed, in the order in which they came. */
  pending(rollout: string): Promise<readonly OperatorRequest[]>;
  /** Removes requests that the ledger holds now. One that is not there is no fault. */
  remove(requests: readonly OperatorRequest[]): Promise<void>;
}

export interface OperatorRequest {
  /** Unique for ever. */
  readonly id: string;
  readonly rollout: string;
  readonly act: OperatorAct | ClientAct;
}

/** What a client was told or answered, as it is to be recorded; also where the roll-out has ended meanwhile. */
export type ClientAct = Omit<Extract<LedgerRecord, { kind: 'notice' }>, 'request'>;

/** Time, so that a test can own it. */
export interface Clock {
  now(): Instant;
  /** Resolves at that time, or sooner when `signal` aborts. */
  sleepUntil(at: Instant, signal?: AbortSignal): Promise<void>;
}
