import type { StoredEntry } from './entry-chain';

/** Which entries speak of something that an earlier entry must have said: operations of their intent, roll-outs of their start. */
export class Explanations {
  private readonly tokens = new Set<unknown>();
  private readonly rollouts = new Set<unknown>();
  private isTaken = false;

  /** What is missing before this entry, as the end of a sentence that begins with it. */
  missingFor({ record }: StoredEntry): string | undefined {
    this.isTaken ||= record.kind === 'taken';
    if (!this.isTaken) {
      return 'comes before anybody took the fleet';
    }
    switch (record.kind) {
      case 'intent':
        this.tokens.add(record['token']);
        return undefined;
      case 'outcome':
        return this.tokens.has(record['token'])
          ? undefined
          : 'is the outcome of an operation that nobody intended';
      case 'rollout-started':
        this.rollouts.add(record['rollout']);
        return undefined;
      case 'rollout-event':
      case 'rollout-ended':
        return this.rollouts.has(record['rollout'])
          ? undefined
          : 'is about a roll-out that was never started';
      default:
        return undefined;
    }
  }
}
