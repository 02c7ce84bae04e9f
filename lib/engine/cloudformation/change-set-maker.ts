import type { RenderedStack } from '../../render/rendered-stack';

/** Publishes what a stack needs and makes a change set of it; carries nothing out. */
export interface ChangeSetMaker {
  /**
   * Ends when the change set is made, also when it turned out to hold no change. Another of the same name is replaced.
   *
   * @throws whatever the SDK or the toolkit threw.
   */
  make(stack: RenderedStack, changeSetName: string): Promise<void>;
}
