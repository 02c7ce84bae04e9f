import { createContext, Script } from 'node:vm';

import { z } from 'zod';

/**
 * Longest that a function may run, in milliseconds. CloudFront gives it less than one, on its own machines; this only
 * ends one that never would.
 */
const RUN_MILLISECONDS_MAX = 100;

const EVENT = 'previewEvent';
const OUTCOME = 'previewOutcome';

/** Text goes in and text comes out: an object of ours would lead the function out of its context. */
const CALL = `
;globalThis.console = { log() {} };
globalThis.${OUTCOME} = JSON.stringify({ fault: 'it never ended' });
Promise.resolve()
  .then(() => handler(JSON.parse(${EVENT})))
  .then(
    (returned) => { globalThis.${OUTCOME} = JSON.stringify({ returned }); },
    (error) => { globalThis.${OUTCOME} = JSON.stringify({ fault: String(error) }); },
  );`;

const outcomeSchema = z.union([z.object({ fault: z.string() }), z.object({ returned: z.unknown() })]);

/** What a function gave back, or why it gave nothing. */
export type FunctionOutcome = z.infer<typeof outcomeSchema>;

/**
 * Code of a CloudFront function, ready to run. Each run has a context of its own in which there is the language and
 * nothing of Node.js. The code is what was rendered, so this keeps mistakes apart, not attackers.
 */
export class ViewerFunction {
  readonly #script: Script | { readonly fault: string };

  constructor(code: string) {
    this.#script = compiled(code);
  }

  run(event: object): FunctionOutcome {
    if (!(this.#script instanceof Script)) {
      return this.#script;
    }
    const context = createContext(Object.assign(Object.create(null), { [EVENT]: JSON.stringify(event) }), {
      codeGeneration: { strings: false, wasm: false },
      microtaskMode: 'afterEvaluate',
    });
    try {
      this.#script.runInContext(context, { timeout: RUN_MILLISECONDS_MAX });
      const outcome: unknown = context[OUTCOME];
      return outcomeSchema.parse(JSON.parse(String(outcome)));
    } catch (error) {
      return { fault: String(error) };
    }
  }
}

function compiled(code: string): Script | { readonly fault: string } {
  try {
    return new Script(`'use strict';${code}${CALL}`, { filename: 'viewer-request.js' });
  } catch (error) {
    return { fault: String(error) };
  }
}
