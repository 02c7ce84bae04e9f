import { Worker } from 'node:worker_threads';

import { z } from 'zod';

/**
 * Longest that a function may run, in milliseconds. CloudFront gives it less than one, on its own machines; this only
 * ends one that never would, and leaves time for its thread to start.
 */
const RUN_MILLISECONDS_MAX = 2000;

/**
 * What its thread does: each run has a context of its own, in which there is the language and nothing of Node.js. Text
 * goes in and text comes out, since an object from outside would lead the function out of its context.
 */
const THREAD = `
const { createContext, Script } = require('node:vm');
const { parentPort, workerData } = require('node:worker_threads');
const CALL = \`;
globalThis.console = { log() {} };
globalThis.previewOutcome = Promise.resolve()
  .then(() => handler(JSON.parse(previewEvent)))
  .then((returned) => JSON.stringify({ returned }), (error) => JSON.stringify({ fault: String(error) }));\`;
const run = async (event) => {
  const globals = Object.assign(Object.create(null), { previewEvent: event });
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  new Script("'use strict';" + workerData + CALL, { filename: 'viewer-request.js' }).runInContext(context);
  return String(await context.previewOutcome);
};
parentPort.on('message', ({ number, event }) => {
  run(event)
    .catch((error) => JSON.stringify({ fault: String(error) }))
    .then((outcome) => parentPort.postMessage({ number, outcome }));
});
`;

const outcomeSchema = z.union([
  z.object({ fault: z.string() }),
  z.object({ returned: z.unknown().optional() }),
]);

/** What a function gave back, or why it gave nothing. */
export type FunctionOutcome = z.infer<typeof outcomeSchema>;

const messageSchema = z.object({ number: z.number(), outcome: z.string() });

/**
 * Code of a CloudFront function that is run in a thread, so that one that never ends can be ended. The code is what was
 * rendered: this keeps mistakes apart, not attackers.
 */
export class ViewerFunction {
  readonly #code: string;
  readonly #runMillisecondsMax: number;
  readonly #waiting = new Map<number, (outcome: FunctionOutcome) => void>();
  #runs = 0;
  #thread: Worker | undefined;

  constructor(code: string, runMillisecondsMax: number = RUN_MILLISECONDS_MAX) {
    this.#code = code;
    this.#runMillisecondsMax = runMillisecondsMax;
  }

  async run(event: object): Promise<FunctionOutcome> {
    const number = ++this.#runs;
    const thread = (this.#thread ??= this.#started());
    const outcome = new Promise<FunctionOutcome>((resolve) => void this.#waiting.set(number, resolve));
    const timer = setTimeout(() => this.#end('it never ended'), this.#runMillisecondsMax);
    thread.postMessage({ number, event: JSON.stringify(event) });
    return outcome.finally(() => clearTimeout(timer));
  }

  close(): void {
    this.#end('the preview ends');
  }

  #started(): Worker {
    const thread = new Worker(THREAD, {
      eval: true,
      workerData: this.#code,
      env: {},
      stdout: true,
      stderr: true,
    });
    thread.unref();
    thread.on('message', (message: unknown) => {
      const { number, outcome } = messageSchema.parse(message);
      this.#waiting.get(number)?.(outcomeSchema.parse(JSON.parse(outcome)));
      this.#waiting.delete(number);
    });
    thread.on('error', (error) => this.#end(String(error)));
    return thread;
  }

  /** A thread runs one function after the other, so what one of them does befalls all that wait. */
  #end(fault: string): void {
    void this.#thread?.terminate();
    this.#thread = undefined;
    this.#waiting.forEach((resolve) => resolve({ fault }));
    this.#waiting.clear();
  }
}

/** The functions of a fleet: cells of one release have the same. */
export class ViewerFunctions {
  readonly #byCode = new Map<string, ViewerFunction>();

  of(code: string): ViewerFunction {
    const known = this.#byCode.get(code) ?? new ViewerFunction(code);
    this.#byCode.set(code, known);
    return known;
  }

  close(): void {
    this.#byCode.forEach((viewerFunction) => viewerFunction.close());
    this.#byCode.clear();
  }
}
