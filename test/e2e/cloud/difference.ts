import type { Fact, Snapshot } from './snapshot';

export interface Change {
  readonly how: 'added' | 'changed' | 'removed';
  readonly name: string;
  readonly fact: Fact;
}

/** Everything that is not the same in both, byte for byte. */
export function difference(before: Snapshot, after: Snapshot): readonly Change[] {
  const changes: Change[] = [];
  for (const [name, fact] of after) {
    const earlier = before.get(name);
    if (earlier === undefined) {
      changes.push({ how: 'added', name, fact });
    } else if (earlier.value !== fact.value) {
      changes.push({ how: 'changed', name, fact });
    }
  }
  for (const [name, fact] of before) {
    if (!after.has(name)) {
      changes.push({ how: 'removed', name, fact });
    }
  }
  return changes;
}

/** Bucket that `cdk` publishes to. What is published there is used by nobody until a template names it. */
const PUBLISHED = /^cdk-[a-z0-9]+-assets-/;

/** The changes that a deployment of this tenant must not have made. */
export function changesOfOthers(
  changes: readonly Change[],
  tenant: string,
  ownBuckets: readonly string[],
): readonly Change[] {
  return changes.filter(({ how, fact: { kind, place } }) => {
    switch (kind) {
      case 'event':
        return place !== `tenant--${tenant}`;
      case 'item':
        return place !== `TENANT#${tenant}`;
      case 'object':
        return !ownBuckets.includes(place) && !(how === 'added' && PUBLISHED.test(place));
      case 'distribution':
        return place !== `Multiplex tenant ${tenant}`;
    }
  });
}

/** `2 items, 1 event` for messages. */
export function describeChanges(changes: readonly Change[]): string {
  return changes
    .slice(0, 10)
    .map(({ how, name, fact: { place } }) => `${how}: ${name} (${place})`)
    .join('\n');
}
