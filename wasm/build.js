/** `npm run wasm [-- FILE]`: `resample.ts` (AssemblyScript) to `assets/resample.wasm`, which is committed; a test compares. */
const path = require('node:path');

const target = path.resolve(process.argv[2] ?? path.join(__dirname, '../assets/resample.wasm'));
const options = ['--runtime', 'stub', '--use', 'abort=', '-Ospeed', '--converge', '--noAssert', '--enable', 'simd'];

async function compile() {
  const { default: asc } = await import('assemblyscript/asc');
  const base = ['--baseDir', __dirname, '--outFile', path.relative(__dirname, target)];
  const { error, stderr } = await asc.main(['resample.ts', ...base, ...options]);
  if (!error) return;
  process.stderr.write(`${stderr}${error.message}\n`);
  process.exitCode = 1;
}

compile();
