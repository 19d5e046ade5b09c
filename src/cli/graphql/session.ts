import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirectoryBusy, InvalidInput } from '../../pipeline/errors';
import type { Config } from '../../server/config';
import type { Running } from '../../server/serve';
import { StudioClient } from './client';

export interface SessionOptions {
  readonly config: Config;
  /** Before what the environment says. */
  readonly url?: string;
  readonly token?: string;
  /** Whether there will be work to do, should a server have to be started: without, it is up sooner. */
  readonly work: boolean;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** A server to speak to: the one that was named, or one of our own for as long as the command takes. */
export interface Session {
  readonly client: StudioClient;
  readonly isOwn: boolean;
  /** Why our own server cannot go on, should that happen. */
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { config, signal } = options;
  const url = options.url?.replace(/\/+$/, '') ?? config.serverUrl;
  const token = options.token ?? config.serverToken;
  if (url) return { ...remote({ url, token, signal }), isOwn: false };
  if (token) throw nowhere();
  return own(options);
}

function remote({
  url,
  token,
  signal,
}: {
  url: string;
  token: string | null;
  signal: AbortSignal;
}): Omit<Session, 'isOwn'> {
  if (!/^https?:\/\/[^/]/.test(url)) throw noUrl(url);
  if (!token) throw noToken(url);
  const client = new StudioClient({ url, token, signal });
  return { client, failed: new Promise(() => undefined), close: async () => undefined };
}

async function own({ config, work, signal, say }: SessionOptions): Promise<Session> {
  // Loaded when it is needed: whoever speaks to another server waits a third as long for their command to begin.
  const { createLog, serve } = require('../../server/serve') as typeof import('../../server/serve');
  await mkdir(config.dataDir, { recursive: true });
  const token = await commandToken(config.dataDir);
  const own = { host: '127.0.0.1', port: 0, publicUrl: null, commandToken: token, work };
  const running = await serve({ ...config, ...own }, createLog('error', config.vendors().secrets), signal).catch(
    unlessBusy,
  );
  if (running.firstToken) say(`This is the administrator's token. It is shown once: ${running.firstToken}`);
  const client = new StudioClient({ url: running.address, token, signal });
  return { client, isOwn: true, failed: running.failed, close: running.stop };
}

/** One for all commands of a data directory: it lies there as the key of its database does. */
async function commandToken(dataDir: string): Promise<string> {
  const file = join(dataDir, 'command-token');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (kept.trim()) return kept.trim();
  const { newToken } = require('../../server/tokens') as typeof import('../../server/tokens');
  const token = newToken();
  const temporary = `${file}.${process.pid}.part`;
  await writeFile(temporary, `${token}\n`, { mode: 0o600 });
  await rename(temporary, file);
  return token;
}

function unlessBusy(error: unknown): Running {
  if (!(error instanceof DataDirectoryBusy)) throw error;
  const { expected = '', got = '' } = error;
  const remedy = 'Set WORKPRINT_URL to the address of that server and WORKPRINT_TOKEN to your token, or stop it.';
  throw new DataDirectoryBusy({ expected, got, remedy });
}

function nowhere(): InvalidInput {
  return new InvalidInput('A token is given, and no server that it is for.', {
    expected: 'WORKPRINT_URL or --url beside it',
    got: 'none of them',
    remedy: 'Set WORKPRINT_URL, or leave the token out to use the server that this command starts.',
  });
}

function noUrl(url: string): InvalidInput {
  return new InvalidInput('That is no URL of a server.', {
    expected: 'an http:// or https:// URL, such as http://127.0.0.1:4000',
    got: url,
    remedy: 'Correct --url.',
  });
}

function noToken(url: string): InvalidInput {
  return new InvalidInput(`A token is needed for ${url}.`, {
    expected: 'WORKPRINT_TOKEN or --token',
    got: 'none of them',
    remedy: 'Take the token that the first start printed, or one made with `createToken`.',
  });
}
