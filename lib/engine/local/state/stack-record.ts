import type { OperationOutcome } from '../../../rollout/rollout-event';
import type { Json } from '../../../plan/value-changes';
import type { Instant } from '../../../rollout/rollout-plan';
import type { StackStatus } from './stack-status';

/** Where a stack is: stacks of one name in two accounts or Regions are different. */
export interface StackAddress {
  readonly account: string;
  readonly region: string;
  /** `tenant--rally-north`. */
  readonly stackName: string;
}

/** What is kept of a stack. A stack that was removed, or never made, is kept for the outcomes of its operations. */
export interface StackRecord extends StackAddress {
  /** `tenants/rally-north`. */
  readonly stack: string;
  /** ARN; another one each time that a stack of this name is made. */
  readonly stackId: string;
  readonly status: StackStatus;
  /** Digest of the template that is deployed. */
  readonly digest: string;
  /** Release that rendered it; left out while nothing is deployed. */
  readonly release?: string;
  /** As they were read for the last operation. */
  readonly parameters: Parameters;
  /** By logical id. */
  readonly resources: Readonly<Record<string, ResourceRecord>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** Token of the operation that ran last, or runs. */
  readonly token?: string;
  readonly updatedAt: Instant;
  /** The one that was recorded and has not ended; in UPDATE_ROLLBACK_FAILED the one to be continued. */
  readonly operation?: OperationRecord;
  /** Of the latest operations, the latest last. */
  readonly outcomes: readonly (readonly [token: string, outcome: OperationOutcome])[];
}

/** Values of a template's parameters. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

/** A resource that is there. */
export interface ResourceRecord {
  readonly type: string;
  readonly physicalId: string;
  /** What a custom resource answered. */
  readonly data?: Readonly<Record<string, string>>;
  /** Names that nobody else can have meanwhile. */
  readonly claims?: readonly string[];
}

export interface OperationRecord {
  readonly token: string;
  /** Names the operation for people: a UUID. */
  readonly id: string;
  readonly kind: 'create' | 'update' | 'delete';
  /** What is to be there; left out for a deletion. */
  readonly to?: { readonly release: string; readonly digest: string; readonly parameters: Parameters };
  readonly startedAt: Instant;
  /** Real time in milliseconds since 1970, which signs the requests to custom resources. */
  readonly issuedAt: number;
  readonly fault?: Fault;
  /** How far it is; left out while it goes forward. */
  readonly phase?: OperationPhase;
  /** How often its rollback was continued. */
  readonly continued: number;
}

/** What an operation is taken up with after an interruption. */
export type OperationPhase =
  | {
      readonly kind: 'rolling-back';
      /** Why, as the outcome says it. */
      readonly reason: string;
      /** What went forward, the resource that failed included, in that order. */
      readonly steps: readonly Step[];
    }
  | {
      readonly kind: 'cleaning';
      /** What is left to delete, in that order. */
      readonly deletions: readonly Deletion[];
      readonly end: OperationEnd;
    };

/** A resource that an operation has made or changed, or has begun to. */
export interface Step {
  readonly kind: 'created' | 'updated' | 'replaced';
  readonly logicalId: string;
  /** As it was; left out for one that was made. */
  readonly before?: ResourceRecord;
  /** As it is now; left out for one that failed before it had a physical id. */
  readonly after?: ResourceRecord;
}

/** A resource to delete, or to leave behind. */
export interface Deletion {
  readonly logicalId: string;
  readonly record: ResourceRecord;
  readonly isRetained: boolean;
  /** Where deleting depends on them. */
  readonly properties?: Readonly<Record<string, Json>>;
}

/** What an operation comes to when everything is deleted. */
export interface OperationEnd {
  readonly status: StackStatus;
  /** Where a deletion fails; left out where that stops nothing. */
  readonly failedStatus?: StackStatus;
  /** Why it failed; left out where it succeeded. */
  readonly reason?: string;
}

/** Something that is to go wrong in the next operation of a stack. */
export interface Fault {
  /** `tenants/rally-north`. */
  readonly stack: string;
  /** Logical id of the resource at which it happens; any part of it that is unique does. */
  readonly resource: string;
  /** What the resource's event says. */
  readonly reason: string;
  /** @default any */
  readonly operation?: 'create' | 'update' | 'delete';
  /** `fails` at once, or `hangs` for an hour and then fails. @default fails */
  readonly how?: 'fails' | 'hangs';
  /** Whether the rollback fails at the same resource, the first time. @default false */
  readonly rollbackFails?: boolean;
}

/** Something that happened to a stack or a resource of it, as CloudFormation tells it. */
export interface StackEvent {
  readonly at: Instant;
  /** Name of the stack for its own events. */
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}
