import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Shape } from '../shape/shape';
import type { ReviewLine } from './review-record';
import type { NeededShape, ReviewedShard, WrittenShard } from './shard';

/** What a thread is asked to do, one after the other. */
export type ToThread =
  | { readonly kind: 'review'; readonly tellsLines: boolean }
  | { readonly kind: 'write'; readonly shapes: ReadonlyMap<string, Shape> };

/** What a thread tells. */
export type FromThread =
  | { readonly kind: 'shape'; readonly shape: NeededShape }
  | { readonly kind: 'reviewed'; readonly shard: ReviewedShard }
  | { readonly kind: 'lines'; readonly lines: readonly ReviewLine[] }
  | { readonly kind: 'written'; readonly shard: WrittenShard }
  /** Problems of the world's, which an error could not carry from thread to thread. */
  | { readonly kind: 'problems'; readonly diagnostics: readonly Diagnostic[] };
