/** `node -r ./test/support/typescript.js file.ts`: for tests that need another process, which Jest does not compile for. */
const swc = require('@swc/core');

const options = { ...require('../../swc.config.js'), swcrc: false, sourceMaps: 'inline' };

require.extensions['.ts'] = (module, file) => module._compile(swc.transformFileSync(file, options).code, file);
