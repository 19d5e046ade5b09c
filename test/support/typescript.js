/** Lets plain Node require the sources: for processes that a test starts beside Jest, and so that it can kill them. */
const { transformFileSync } = require('@swc/core');
const options = { ...require('../../swc.config.js'), swcrc: false, sourceMaps: 'inline' };

require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
