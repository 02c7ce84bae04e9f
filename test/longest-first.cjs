const { sep } = require('node:path');

const fromJest = (name) => require(require.resolve(name, { paths: [require.resolve('jest')] }));
const { default: Sequencer } = fromJest('@jest/test-sequencer');

/**
 * Tests that take ten seconds and more, the longest first. A clean clone knows no times of an earlier run, and jest then
 * goes by the size of files: what is short and takes long would come last, and one processor would wait for it.
 */
const LONG = [
  'simulation/simulation',
  'cli/tour',
  'history/base-program',
  'cli/rollout',
  'cli/rollout-words',
  'cli/dedicate',
  'docs/consoles',
  'isolation/no-false-alarm',
  'preview/browser',
  'render/any-tenant',
].map((name) => `${sep}test${sep}${name.split('/').join(sep)}.test.ts`);

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const index = LONG.findIndex((name) => path.endsWith(name));
      return index === -1 ? LONG.length : index;
    };
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
};
