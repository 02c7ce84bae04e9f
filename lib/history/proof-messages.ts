import type { Refusal } from '../plan/plan-document';
import type { Everyone } from '../plan/refusals/isolation';
import type { Shape } from '../render/shape/shape';
import type { Json } from '../render/shape/slots';

/** What a thread that proves is given when it starts. */
export interface ProofTask {
  readonly everyone: Everyone;
}

/** What it is asked to do, one after the other. */
export type ToProver =
  | { readonly kind: 'shape'; readonly index: number; readonly shape: Shape }
  | { readonly kind: 'stacks'; readonly stacks: readonly SentStack[] }
  /** To tell what it found of all of them. */
  | { readonly kind: 'end' };

/** A stack, and what its template is stamped from or its text. */
export type SentStack =
  | { readonly stack: string; readonly shape: number; readonly values: readonly Json[] }
  | { readonly stack: string; readonly text: string };

export interface FromProver {
  readonly refusals: readonly Refusal[];
}
