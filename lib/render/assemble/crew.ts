import { Worker } from 'node:worker_threads';

import { ProblemError } from '../../diagnostics/problem-error';
import type { Shape } from '../shape/shape';
import { Shard } from './shard';
import type { ReviewedShard, ReviewListener, ShardTask, WrittenShard } from './shard';
import type { FromThread, ToThread } from './thread-messages';

/** Whoever renders the shards of a fleet: first all are reviewed, then all are written. */
export interface Crew {
  readonly review: (listener: ReviewListener) => Promise<readonly ReviewedShard[]>;
  readonly write: (shapes: ReadonlyMap<string, Shape>) => Promise<readonly WrittenShard[]>;
  readonly end: () => Promise<void>;
}

/** Renders one shard here and now. */
export function inlineCrew(task: ShardTask): Crew {
  const shard = new Shard(task);
  return {
    review: (listener) => Promise.resolve([shard.review(listener)]),
    write: (shapes) => Promise.resolve([shard.write(shapes)]),
    end: () => Promise.resolve(),
  };
}

/**
 * Much of what a thread makes is garbage at once. With room for it, little of that is moved about before it is thrown
 * away, and the old generation is not given memory that the run has no use for.
 */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 24 };

/** Renders each shard in a thread of its own. `threadFile` is the compiled `thread.ts`. */
export function threadedCrew(tasks: readonly ShardTask[], threadFile: string): Crew {
  const members = tasks.map(
    (workerData) => new Worker(threadFile, { workerData, resourceLimits: THREAD_LIMITS }),
  );
  const all = <Answer>(ask: (member: Worker) => Promise<Answer>): Promise<readonly Answer[]> =>
    Promise.all(members.map((member) => ask(member)));
  return {
    review: ({ onShape, onLines }) =>
      all((member) =>
        answerOf(member, { kind: 'review', tellsLines: onLines !== undefined }, (message) => {
          if (message.kind === 'shape') {
            onShape?.(message.shape);
          } else if (message.kind === 'lines') {
            onLines?.(message.lines);
          }
          return message.kind === 'reviewed' ? message.shard : undefined;
        }),
      ),
    write: (shapes) =>
      all((member) =>
        answerOf(member, { kind: 'write', shapes }, (message) =>
          message.kind === 'written' ? message.shard : undefined,
        ),
      ),
    end: async () => {
      await all((member) => member.terminate());
    },
  };
}

/** Sends a message and waits for the one that answers it, or for what went wrong instead. */
function answerOf<Answer>(
  member: Worker,
  message: ToThread,
  read: (message: FromThread) => Answer | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = (): void => void member.off('message', listen).off('error', fail).off('exit', gone);
    const fail = (error: unknown): void => {
      stop();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const gone = (code: number): void => fail(new Error(`a thread ended with ${code} before it was done`));
    const listen = (received: FromThread): void => {
      if (received.kind === 'problems') {
        fail(new ProblemError(received.diagnostics));
        return;
      }
      const answer = read(received);
      if (answer !== undefined) {
        stop();
        resolve(answer);
      }
    };
    member.on('message', listen).on('error', fail).on('exit', gone);
    member.postMessage(message);
  });
}
