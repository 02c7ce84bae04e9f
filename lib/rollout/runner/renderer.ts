import type { RenderedStack } from '../../render/rendered-stack';
import type { StackTarget } from '../ports';
import type { StackVersion } from '../rollout-plan';

/** Gives the stacks that a plan names by digest. */
export interface Renderer {
  /** The stack with exactly the digest of that version; undefined when it can no longer be rendered so. */
  render(stack: string, version: StackVersion): Promise<RenderedStack | undefined>;
}

/** The files that pin releases. */
export interface PinnedFiles {
  /**
   * Makes the file of a stack say that release. A file that is gone has nothing to say, and that is no fault; one that
   * cannot be written now throws.
   */
  pin(stack: string, release: string): Promise<void>;
}

/** Where a stack stands: `tenants/rally-north` → account, Region, name. */
export type Targets = (stack: string) => StackTarget;
