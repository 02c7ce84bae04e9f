import type { Chapter } from './chapter';
import { EXAMPLE } from './example';
import { readRollout } from './rollout-facts';

export const READ_LEDGER: Chapter = {
  title: 'Who did what, when, and is the record whole',
  tell: async (stage) => {
    stage.say(
      'Everything above is in the ledger: each change before it was made and after, by whom, from which commit, under which plan. Entries are chained by their digests, so that a changed or missing one shows.',
    );
    const { unlucky } = EXAMPLE;
    const { state, entries } = await readRollout(stage);
    const since = ['--since', new Date(state.startedAt).toISOString().slice(0, '2026-11-10'.length)];
    await stage.run(['audit', unlucky, ...since, ...stage.engineOptions], { wraps: true });
    const [, head = ''] = await stage.run(['audit', '--verify', ...stage.engineOptions]);
    const last = entries.at(-1);
    stage.hold(
      entries.every(
        ({ seq, previous }, index) => seq === index + 1 && previous === digestBefore(entries, index),
      ),
      `${entries.length} entries, numbered without a gap, each naming the digest of the one before it`,
    );
    stage.hold(
      head === `${last?.seq}:${last?.digest}`,
      'the head that --verify prints is that of the last one',
    );
    const intended = new Set<string>();
    const isRecordedFirst = entries.every(({ record }) => {
      if (record.kind === 'intent') {
        intended.add(record.token);
      }
      return record.kind !== 'outcome' || intended.has(record.token);
    });
    stage.hold(isRecordedFirst, `all ${intended.size} changes were recorded before they were made`);
  },
};

const NOTHING_BEFORE = '0'.repeat(64);

function digestBefore(entries: readonly { readonly digest: string }[], index: number): string {
  return index === 0 ? NOTHING_BEFORE : (entries[index - 1]?.digest ?? '');
}
