const path = require('node:path');

const base = require('../../jest.config.cjs');

/**
 * What decides roll-outs may have no branch that its own tests leave out. The runner, which acts, is not part of that.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...base,
  rootDir: path.resolve(__dirname, '../..'),
  roots: ['<rootDir>/test/rollout'],
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, '<rootDir>/test/rollout/runner/'],
  collectCoverage: true,
  collectCoverageFrom: ['lib/rollout/*.ts', 'lib/rollout/calendar/*.ts'],
  // It also counts a default that is never needed, which the counters of V8 do not.
  coverageProvider: 'babel',
  coverageReporters: [['text', { skipFull: true }]],
  coverageThreshold: { global: { branches: 100, functions: 100, lines: 100, statements: 100 } },
};
