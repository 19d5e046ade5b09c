/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest', require('./swc.config.js')] },
  globalSetup: '<rootDir>/test/support/cluster-up.ts',
  globalTeardown: '<rootDir>/test/support/cluster-down.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
};
