/**
 * A server in a process of its own: `node postgres-child.js DATA_DIR`. On standard output one JSON object a line:
 *   {making: true}              initdb is about to run
 *   {pid, url, readyMs}         it serves; pid is the postmaster's
 *   {acknowledged: n}           row n is committed; rows are written without a pause from the line "write" on
 *   {died: reason}              the postmaster ended by itself; so does this process
 *   {refused: message, name, code, stack}
 *   {stopped: ms}               after the line "stop"
 */
require('./typescript.js');
const { createInterface } = require('node:readline');
const { readFileSync } = require('node:fs');
const { Client } = require('pg');
const { startEmbeddedPostgres } = require('../../src/server/postgres/embedded.ts');

const [dataDir] = process.argv.slice(2);
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function writeForEver(url) {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // the kill that this process is here for
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS ledger (id bigint PRIMARY KEY, note text NOT NULL)');
  const { rows } = await client.query('SELECT coalesce(max(id), 0)::int AS last FROM ledger');
  for (let id = rows[0].last + 1; ; id += 1) {
    await client.query('INSERT INTO ledger VALUES ($1, repeat($2, 200))', [id, 'x']);
    say({ acknowledged: id });
  }
}

async function main() {
  const began = performance.now();
  const log = (line) => line.startsWith('Making') && say({ making: true });
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const readyMs = Math.round(performance.now() - began);
  const pid = Number.parseInt(readFileSync(`${dataDir}/pg/postmaster.pid`, 'utf8'), 10);
  say({ pid, url: postgres.url, readyMs });
  postgres.died.then((died) => {
    say({ died });
    process.exitCode = 3;
    process.stdin.destroy();
  });
  createInterface({ input: process.stdin }).on('line', async (line) => {
    if (line === 'write') return writeForEver(postgres.url).catch(({ message }) => say({ writing: message }));
    const asked = performance.now();
    await postgres.stop();
    say({ stopped: Math.round(performance.now() - asked) });
    process.stdin.destroy();
  });
}

main().catch(({ message, name, code, stack }) => {
  say({ refused: message, name, code, stack });
  process.exitCode = 2;
});
