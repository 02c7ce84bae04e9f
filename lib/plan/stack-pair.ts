import type { RenderedStack } from '../render/rendered-stack';
import type { Shape } from '../render/shape/shape';
import type { Json } from '../render/shape/slots';
import { sha256 } from './plan-digest';

/** What a stack was and what it becomes; one of the two is missing where it is added or removed. */
export interface StackPair {
  /** `tenants/rally-north`, `access/rally-north`, `cells/us-1`. */
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
  /** What it was stamped from; left out where that is not known. */
  readonly stamped?: StampedFrom;
  /** Whether nothing but its template is known: an engine has it, and nobody knows what it was made of. @default false */
  readonly onlyTemplate?: boolean;
}

/** A shape, and the values that were stamped into it. */
export interface StampedFrom {
  readonly shape: Shape;
  /** One for each slot of the shape. */
  readonly values: readonly Json[];
}

/** A stack that both states render to the same bytes. */
export interface UnchangedStack {
  readonly stack: string;
  readonly template: string;
  readonly manifest: string;
  /** Names of the contract that it reads. */
  readonly reads: readonly string[];
}

/** A stack of one of two states of a fleet, or of both. */
export type ComparedPair =
  | { readonly kind: 'changed'; readonly pair: StackPair }
  | { readonly kind: 'unchanged'; readonly stack: UnchangedStack };

/** SHA-256 of what is published and deployed with a template: the asset manifest, and the entries of the assembly's. */
export function manifestDigest({ assets, artifacts }: RenderedStack): string {
  return sha256(`${assets}\n${artifacts}\n`);
}
