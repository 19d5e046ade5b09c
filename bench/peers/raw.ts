/**
 * The limit that reads are measured against: bare node:http and pg, one hand-written statement, prepared, whose single value
 * is sent as it came. No token, no log, no limits, no schema. Called with the options of its sessions, or none.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { Pool, types } from 'pg';
import { environment, listen } from './peer';
import { STATEMENTS, type Variables } from './statements';

const { url, poolSize, options } = environment();
const pool = new Pool({ connectionString: url, max: poolSize, options });
const asText = { getTypeParser: () => (value: string) => value } as unknown as typeof types;

async function answer(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const asked: { query: string; variables: Variables } = JSON.parse(Buffer.concat(chunks).toString());
  const statement = STATEMENTS.get(asked.query);
  if (!statement) throw new Error('The limit knows no such document.');
  const { name, text } = statement;
  const values = statement.values(asked.variables);
  const { rows } = await pool.query<[string]>({ name, text, values, rowMode: 'array', types: asText });
  return rows[0]?.[0] ?? 'null';
}

listen(
  createServer((request, response) => {
    answer(request).then(
      (body) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
        response.end(body);
      },
      (error: Error) => response.writeHead(500).end(error.stack),
    );
  }),
);
