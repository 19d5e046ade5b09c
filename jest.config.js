const swc = require('./swc.config.js');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // What is loaded only when it is used: Jest knows `require`, and not `import()`.
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, module: { type: 'commonjs' } }] },
  globalSetup: '<rootDir>/test/support/cluster-up.ts',
  globalTeardown: '<rootDir>/test/support/cluster-down.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
};
