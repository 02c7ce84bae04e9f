import { ViewerFunction } from '../../../lib/preview/edge/viewer-function';

const EVENT = { request: { uri: '/a' } };

/** Ample for a thread to start on a busy machine. */
const RUN_MILLISECONDS_MAX = 700;

const opened: ViewerFunction[] = [];

function functionOf(code: string): ViewerFunction {
  const viewerFunction = new ViewerFunction(code, RUN_MILLISECONDS_MAX);
  opened.push(viewerFunction);
  return viewerFunction;
}

function run(code: string): Promise<unknown> {
  return functionOf(code).run(EVENT);
}

afterEach(() => opened.splice(0).forEach((viewerFunction) => viewerFunction.close()));

test('a function gets the event and gives back what it returns', async () => {
  const code = 'function handler(event) { const r = event.request; r.uri += "/b"; return r; }';
  expect(await run(code)).toEqual({ returned: { uri: '/a/b' } });
});

test('a function may be asynchronous, and may log', async () => {
  const code = 'async function handler(event) { console.log("seen"); await null; return event.request; }';
  expect(await run(code)).toEqual({ returned: { uri: '/a' } });
});

test('two runs share nothing', async () => {
  const counting = functionOf('let runs = 0; function handler() { runs += 1; return { runs }; }');
  await counting.run(EVENT);
  expect(await counting.run(EVENT)).toEqual({ returned: { runs: 1 } });
});

test.each([
  ['that throws', 'function handler() { throw new Error("no licence"); }', 'no licence'],
  ['that is no JavaScript', 'function handler( {', 'SyntaxError'],
  ['without a handler', 'const x = 1;', 'handler is not defined'],
  ['that never ends', 'function handler() { for (;;) {} }', 'it never ended'],
  ['that never ends later', 'async function handler() { await null; for (;;) {} }', 'it never ended'],
  ['that waits for ever', 'function handler() { return new Promise(() => {}); }', 'it never ended'],
])('a function %s is a fault that says so', async (_, code, says) => {
  expect(await run(code)).toEqual({ fault: expect.stringContaining(says) as string });
});

test.each(['process', 'require', 'fetch', 'setTimeout', 'Buffer', 'module'])(
  'a function sees nothing of Node.js: %s',
  async (name) => {
    expect(await run(`function handler() { return { type: typeof ${name} }; }`)).toEqual({
      returned: { type: 'undefined' },
    });
  },
);

test.each([
  'event.constructor.constructor("return process")()',
  'this.constructor.constructor("return process")()',
  'globalThis.constructor.constructor("return process")()',
  'console.log.constructor("return process")()',
  'eval("process")',
])('no constructor leads a function out of its context: %s', async (way) => {
  expect(await run(`function handler(event) { return { found: typeof ${way} }; }`)).toHaveProperty('fault');
});

test('after one that never ended, the next one is run', async () => {
  const once = functionOf('function handler({ stuck }) { while (stuck) {} return { fine: true }; }');
  expect(await once.run({ stuck: true })).toEqual({ fault: 'it never ended' });
  expect(await once.run({ stuck: false })).toEqual({ returned: { fine: true } });
});
