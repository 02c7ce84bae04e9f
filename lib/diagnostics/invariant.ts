/**
 * Crashes with `message` when `condition` is false. For our own mistakes only: what people write and what
 * the world does are reported as a {@link Diagnostic}, never through here.
 *
 * @throws Error always, when the condition does not hold.
 */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new Error(`invariant broken: ${message}`);
  }
}
