/**
 * An engine in a process of its own, so that it can be killed: `node engine-child.js`. It loads, and opens when a line of JSON
 * (`EngineOrder` of test/chaos/runs-engine.ts) comes in. On standard output one JSON object a line: {ready: executorId},
 * {retired: reason} when it may not go on. It ends with whoever started it.
 */
const Module = require('node:module');
const path = require('node:path');

const root = path.join(__dirname, '../..');
const resolve = Module._resolveFilename;
/** What `node build.js` has compiled is not compiled once more: 0.5 s instead of 4 for each of hundreds of starts. */
Module._resolveFilename = (...asked) => {
  const file = resolve(...asked);
  const isOurs = file.startsWith(path.join(root, 'src/')) || file.startsWith(path.join(root, 'migrations/'));
  return isOurs ? path.join(root, 'dist', path.relative(root, file).replace(/\.ts$/, '.js')) : file;
};
require('./typescript.js');
require('reflect-metadata');
require('../chaos/runs-engine.ts');
