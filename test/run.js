/**
 * `npm test [-- PATTERN]`: all that CI is. Form, types, dead code, then the tests; every check runs even when one fails.
 * The last line counts them: `N passed, N failed`.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const bin = (name) => join(root, 'node_modules/.bin', name);
const patterns = process.argv.slice(2);

const CHECKS = [
  ['build', process.execPath, ['build.js']],
  ['form', bin('biome'), ['ci', '--error-on-warnings', '.']],
  ['types', bin('tsc'), ['--noEmit']],
  ['dead code', bin('knip'), []],
];

function check([name, command, args]) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'}  ${name}\n`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}${error ?? ''}\n`);
  return status === 0;
}

/** Jest's own counts; a suite that could not run counts as one failure. */
function tests() {
  const report = join(tmpdir(), `workprint-tests-${process.pid}.json`);
  const args = ['--ci', '--json', `--outputFile=${report}`, ...patterns];
  const { status } = spawnSync(bin('jest'), args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: status === 0 ? failed : Math.max(1, failed) };
  } catch (error) {
    process.stdout.write(`FAIL  jest left no report: ${error.message}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(report, { force: true });
  }
}

const checks = patterns.length > 0 ? [] : CHECKS.map(check);
const { passed, failed } = tests();
const total = { passed: passed + checks.filter(Boolean).length, failed: failed + checks.filter((ok) => !ok).length };
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
