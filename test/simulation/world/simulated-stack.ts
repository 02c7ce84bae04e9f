import type { StackDescription } from '../../../lib/rollout/ports';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import type { Instant } from '../../../lib/rollout/rollout-plan';

/** A stack, what it was, and the operations that were asked of it. */
export interface SimulatedStack {
  readonly name: string;
  digest: string | undefined;
  status: string;
  /** Token of the operation that runs. */
  running: string | undefined;
  operations: number;
  readonly past: { readonly at: Instant; readonly description: StackDescription }[];
  readonly byToken: Map<string, Started>;
}

interface Started {
  readonly by: 'runner' | 'operator';
  readonly outcome: Promise<OperationOutcome>;
}

/** What a stack looks like at a release. */
export function versionDigest(stack: string, release: string): string {
  return `${stack}@${release}`;
}

export function newStack(name: string, digest: string | undefined): SimulatedStack {
  const stack: SimulatedStack = {
    name,
    digest,
    status: 'CREATE_COMPLETE',
    running: undefined,
    operations: 0,
    past: [],
    byToken: new Map(),
  };
  stack.past.push({ at: -Infinity, description: described(stack) });
  return stack;
}

export function described({ digest, status, running }: SimulatedStack): StackDescription {
  return digest === undefined
    ? { kind: 'absent' }
    : {
        kind: 'present',
        status,
        digest,
        template: () => Promise.resolve(digest),
        ...(running !== undefined && { token: running }),
      };
}

/** Whether both say the same version. */
export function isSame(a: StackDescription, b: StackDescription): boolean {
  return a.kind === 'present' && b.kind === 'present' ? a.digest === b.digest : a.kind === b.kind;
}
