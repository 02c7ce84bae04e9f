import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';

import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import type { ContractDescription } from '../fleet/release-description';
import type { CompiledBlueprint } from './compiled-blueprint';

/** One synthesis takes milliseconds; the first one loads a CDK. */
const ANSWER_WAIT_MILLISECONDS = 120_000;

/** What the thread runs. Whatever goes wrong is an answer, since nobody can be told of an event while waiting for one. */
const THREAD = `
const { workerData: { file, port, signal } } = require('node:worker_threads');
port.on('message', ({ method, args }) => {
  const answer = {};
  try {
    answer.value = require(file)[method](...args);
  } catch (error) {
    answer.fault = String(error?.stack ?? error);
  }
  port.postMessage(answer);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});
`;

/**
 * A compiled blueprint in a thread of its own. The CDK keeps what it knows in globals, which two versions of it must not
 * share. Each call waits for its answer, so that it looks like any other blueprint.
 *
 * @param file Absolute path; its packages are taken from the folders above it.
 */
export function isolatedBlueprint(file: string): CompiledBlueprint {
  const { port1: here, port2: there } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(THREAD, {
    eval: true,
    workerData: { file, port: there, signal },
    transferList: [there],
    execArgv: [],
    env: withoutCdkVariables(),
  });
  // Neither keeps the process alive: when nothing asks any more, nobody needs them.
  thread.unref();
  here.unref();
  const call = (method: keyof CompiledBlueprint, ...args: readonly unknown[]): unknown => {
    Atomics.store(signal, 0, 0);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A port between threads has no origin.
    here.postMessage({ method, args });
    Atomics.wait(signal, 0, 0, ANSWER_WAIT_MILLISECONDS);
    const answer = receiveMessageOnPort(here)?.message as { value?: unknown; fault?: string } | undefined;
    if (answer === undefined || answer.fault !== undefined) {
      throw new Error(answer?.fault ?? `${file} gave no answer in ${ANSWER_WAIT_MILLISECONDS} ms`);
    }
    return answer.value;
  };
  return {
    synthesizeCell: (input, outdir) => void call('synthesizeCell', input, outdir),
    synthesizeTenant: (input, outdir) => void call('synthesizeTenant', input, outdir),
    synthesizeAccess: (input, outdir) => void call('synthesizeAccess', input, outdir),
    describeContract: () => call('describeContract') as ContractDescription,
    describeFeatures: () => call('describeFeatures') as FeatureCatalogue,
  };
}

/** An app takes context and options from variables that are `cdk`'s own; a template must not depend on them. */
function withoutCdkVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CDK_')));
}
