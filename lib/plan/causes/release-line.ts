/** What a tenant's file pins in two states, as it was read from both. */
export interface ReleaseMove {
  readonly before: string;
  readonly after: string;
}

/**
 * Whether two texts of `tenant.yaml` differ in the line that pins the release, and in nothing else: most files of a move
 * need not be parsed to know what differs. Both pin what they are said to pin, so a line that says so and makes the
 * difference is what does: were it a part of something else, both would pin the same.
 */
export function isOnlyRelease(
  before: string | undefined,
  after: string | undefined,
  releases: ReleaseMove,
): boolean {
  const line = pinning(releases.before);
  const at = before?.indexOf(line) ?? -1;
  return (
    before !== undefined &&
    at !== -1 &&
    releases.before !== releases.after &&
    after === `${before.slice(0, at)}${pinning(releases.after)}${before.slice(at + line.length)}`
  );
}

function pinning(release: string): string {
  return `\nrelease: ${release}\n`;
}
