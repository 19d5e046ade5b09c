import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newToken } from '../../server/tokens';

/**
 * Which time the demo is shown in this folder. An interrupted round is taken up again, under the same keys; after a finished
 * one the next begins, and finds what it can use.
 */
export class Round {
  private constructor(
    private readonly file: string,
    readonly number: number,
  ) {}

  static async open(dataDir: string): Promise<Round> {
    const file = join(dataDir, 'demo.json');
    const { number, finished } = await read(file);
    const round = new Round(file, finished ? number + 1 : number);
    await round.#write(false);
    return round;
  }

  finish(): Promise<void> {
    return this.#write(true);
  }

  #write(finished: boolean): Promise<void> {
    return put(this.file, JSON.stringify({ number: this.number, finished }));
  }
}

async function read(file: string): Promise<{ number: number; finished: boolean }> {
  const text = await readFile(file, 'utf8').catch(unlessMissing);
  return text === null ? { number: 1, finished: false } : JSON.parse(text);
}

/** The demo's own administrator, so that the API may be looked at afterwards. */
export async function demoToken(dataDir: string): Promise<string> {
  const file = join(dataDir, 'demo-token');
  const kept = await readFile(file, 'utf8').catch(unlessMissing);
  if (kept) return kept.trim();
  const token = newToken();
  await put(file, `${token}\n`, 0o600);
  return token;
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function put(file: string, text: string, mode?: number): Promise<void> {
  await writeFile(`${file}.part`, text, { mode });
  await rename(`${file}.part`, file);
}
