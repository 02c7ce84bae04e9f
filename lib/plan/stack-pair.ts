import type { RenderedStack } from '../render/rendered-stack';
import { sha256 } from './plan-digest';

/** What a stack was and what it becomes; one of the two is missing where it is added or removed. */
export interface StackPair {
  /** `tenants/rally-north`, `cells/us-1`. */
  readonly stack: string;
  readonly before?: StackSide;
  readonly after?: StackSide;
}

export interface StackSide {
  readonly release: string;
  /** `us-1`: the cell that it stands in, or is. */
  readonly cell: string;
  /** `aws://111122223333/us-east-1`. */
  readonly environment: string;
  readonly rendered: RenderedStack;
}

/** A stack that both states render to the same bytes. */
export interface UnchangedStack {
  readonly stack: string;
  readonly template: string;
  readonly manifest: string;
  /** Names of the contract that it reads. */
  readonly reads: readonly string[];
}

/** Two states of a fleet, stack by stack, ordered by name. */
export interface ComparedStates {
  readonly changed: readonly StackPair[];
  readonly unchanged: readonly UnchangedStack[];
}

/** SHA-256 of what is published and deployed with a template: the asset manifest, and the entries of the assembly's. */
export function manifestDigest({ assets, artifacts }: RenderedStack): string {
  return sha256(`${assets}\n${artifacts}\n`);
}
