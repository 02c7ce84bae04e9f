/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  transform: { '\\.ts$': '<rootDir>/test/esbuild-transformer.cjs' },
  testSequencer: '<rootDir>/test/longest-first.cjs',
  // Two cores are what CI has; more workers only fight over them.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  // For machines that have other things to do; what should be quick is measured by the bench.
  testTimeout: 60_000,
};
