import type { RenderedStack } from '../../../lib/render/rendered-stack';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import type { RolloutPlan } from '../../../lib/rollout/rollout-plan';

/** What a process is to do with the engine, as JSON. */
export interface RolloutJob {
  readonly account: string;
  readonly region: string;
  /** Stacks by digest. */
  readonly stacks: Readonly<Record<string, RenderedStack>>;
  readonly work:
    /** Stacks that are not there yet, each under its own token, those of a list at the same time. */
    | { readonly kind: 'create'; readonly token: string; readonly waves: readonly (readonly string[])[] }
    | {
        readonly kind: 'roll-out';
        readonly plan: RolloutPlan;
        readonly fleetFolder: string;
        readonly table: string;
      };
}

/** What it prints at its end, as JSON. */
export type RolloutJobResult =
  | { readonly kind: 'created'; readonly outcomes: Readonly<Record<string, OperationOutcome>> }
  | {
      readonly kind: 'rolled-out';
      readonly how: string;
      readonly sentence: string;
      readonly moves: Readonly<Record<string, string>>;
    };
