// What a thread of the crew runs: one shard, which it is given when it starts.
import { parentPort, workerData } from 'node:worker_threads';

import { invariant } from '../../diagnostics/invariant';
import { ProblemError } from '../../diagnostics/problem-error';
import { Shard } from './shard';
import type { ShardTask } from './shard';
import type { FromThread, ToThread } from './thread-messages';

function main(task: ShardTask): void {
  const port = parentPort;
  invariant(port !== null, 'this file is run in a thread');
  const tell = (message: FromThread): void => port.postMessage(message);
  const shard = new Shard(task);
  port.on('message', (message: ToThread) => {
    try {
      tell(answer(shard, message, tell));
    } catch (error) {
      if (!(error instanceof ProblemError)) {
        throw error;
      }
      tell({ kind: 'problems', diagnostics: error.diagnostics });
    }
  });
}

function answer(shard: Shard, message: ToThread, tell: (message: FromThread) => void): FromThread {
  switch (message.kind) {
    case 'review':
      return {
        kind: 'reviewed',
        shard: shard.review({
          onShape: (shape) => tell({ kind: 'shape', shape }),
          ...(message.tellsLines ? { onLines: (lines) => tell({ kind: 'lines', lines }) } : {}),
        }),
      };
    case 'write':
      return { kind: 'written', shard: shard.write(message.shapes) };
  }
}

main(workerData as ShardTask);
