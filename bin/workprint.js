#!/usr/bin/env node
/** The command itself: alone it tells how it is used, where `npm start` serves. */
if (process.argv.length === 2) process.argv.push('help');
require('../start.js');
