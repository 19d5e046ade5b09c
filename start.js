/** `npm start` and its siblings: compile what changed, then hand over to the program in the same process. */
const fs = require('node:fs');
const path = require('node:path');

const here = process.cwd();
const installedForProduction = !fs.existsSync(path.join(__dirname, 'node_modules/@swc/core'));
if (!installedForProduction) require('./build.js').build();
process.chdir(here);
process.setSourceMapsEnabled(true);
// pg warns of queries that TypeORM queues on one client: news for developers, who see it in the tests.
process.noDeprecation = true;
require('./dist/src/main.js');
