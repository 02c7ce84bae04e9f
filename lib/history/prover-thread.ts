// What the thread runs that proves the changed stacks of a plan while they are compared.
import { parentPort, workerData } from 'node:worker_threads';

import { invariant } from '../diagnostics/invariant';
import { directProver } from '../plan/refusals/isolation';
import type { ProvableStack } from '../plan/refusals/isolation';
import type { Shape } from '../render/shape/shape';
import type { FromProver, ProofTask, SentStack, ToProver } from './proof-messages';

function main({ everyone }: ProofTask): void {
  const port = parentPort;
  invariant(port !== null, 'this file is run in a thread');
  const prover = directProver(everyone);
  const shapes = new Map<number, Shape>();
  port.on('message', (message: ToProver) => {
    switch (message.kind) {
      case 'shape':
        shapes.set(message.index, message.shape);
        break;
      case 'stacks':
        message.stacks.forEach((sent) => {
          prover.take(provable(sent, shapes));
        });
        break;
      case 'end':
        void prover.refusals().then((refusals) => {
          port.postMessage({ refusals } satisfies FromProver);
        });
    }
  });
}

function provable(sent: SentStack, shapes: ReadonlyMap<number, Shape>): ProvableStack {
  if ('text' in sent) {
    return { stack: sent.stack, source: sent.text };
  }
  const shape = shapes.get(sent.shape);
  invariant(shape !== undefined, 'a shape is sent before its stacks');
  return { stack: sent.stack, source: { shape, values: sent.values } };
}

main(workerData as ProofTask);
