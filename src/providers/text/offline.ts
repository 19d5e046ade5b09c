import { extname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { InvalidInput, LimitExceeded, Unsupported } from '../../pipeline/errors';
import { HOUSED } from '../housed';
import { type ComeLast, ProcessPool } from '../process-pool';
import { FREE_TEXT } from '../tariff';
import type { ExtractOrder } from './extract';
import type { ExtractAnswer, Refused } from './extract.worker';
import { replyOf } from './reply';
import { tokensOf } from './summary';
import { defineTextProvider, type TextProvider, type TextRequest, type Written } from './text';

export interface OfflineTextOptions {
  /** Flags of Node for the processes. */
  readonly workerExecArgv?: readonly string[];
  readonly comeLast?: ComeLast;
}

const MODEL = 'extracts-1';
const MOST_PROCESSES = 2;
const [INPUT_TOKENS, OUTPUT_TOKENS] = [200_000, 64_000];
const PIECE_CHARACTERS = 120;

/**
 * Replies without keys or network, and without a model: sentences of the prompt itself, chosen by shared words. It writes nothing of its own, judges nothing, and
 * fulfils every schema that it accepts.
 */
export function openOfflineText({ workerExecArgv, comeLast }: OfflineTextOptions = {}): TextProvider {
  const pool = new ProcessPool<ExtractOrder, ExtractAnswer>({
    file: join(__dirname, `extract.worker${extname(__filename)}`),
    mostProcesses: MOST_PROCESSES,
    execArgv: workerExecArgv,
    comeLast,
  });
  const limits = { inputTokens: INPUT_TOKENS, outputTokens: OUTPUT_TOKENS };
  return defineTextProvider({
    ...HOUSED,
    source: 'offline-text',
    models: [{ name: MODEL, price: FREE_TEXT, limits }],
    atOnce: 2,
    answers: 'at once',
    make: (request, { signal }) => write(pool, request, signal),
    close: () => pool.close(),
  });
}

type Pool = ProcessPool<ExtractOrder, ExtractAnswer>;

async function write(pool: Pool, request: TextRequest, signal: AbortSignal): Promise<Written> {
  signal.throwIfAborted();
  const { system, prompt, schema, mostTokens, variation } = request;
  const read = tokensOf(`${system ?? ''}${prompt}${schema ? JSON.stringify(schema.json) : ''}`);
  assertReadable(request, read);
  const answer = await pool.run({ prompt, schema: schema?.json ?? null, mostTokens, variation }, signal);
  if ('refused' in answer) throw refusalOf(answer.refused);
  const { text } = answer;
  await told(text, request, signal);
  const value = replyOf({ vendor: 'offline', text, schema, costMicros: 0n });
  return { text, value, tokens: { read, written: tokensOf(text) }, costMicros: 0n };
}

/** In pieces, as whoever writes slowly would. Whole characters. */
async function told(text: string, { onText }: TextRequest, signal: AbortSignal): Promise<void> {
  if (!onText) return;
  for (const piece of text.match(new RegExp(`.{1,${PIECE_CHARACTERS}}`, 'gsu')) ?? []) {
    await turn();
    signal.throwIfAborted();
    onText(piece);
  }
}

function assertReadable({ prompt, mostTokens }: TextRequest, read: number): void {
  if (!/[\p{L}\p{N}]/u.test(prompt)) {
    throw new InvalidInput('There is nothing to write from.', {
      expected: 'a prompt with words',
      got: prompt === '' ? 'an empty one' : 'one without',
      remedy: 'Give the text that the reply is to be made of.',
    });
  }
  if (read > INPUT_TOKENS) throw tooMuch('The prompt is too long.', INPUT_TOKENS, read);
  if (!(mostTokens >= 1 && mostTokens <= OUTPUT_TOKENS))
    throw tooMuch('The reply cannot be so long.', OUTPUT_TOKENS, mostTokens);
}

function tooMuch(message: string, most: number, got: number): LimitExceeded {
  const expected = `from 1 to ${most} tokens`;
  return new LimitExceeded(message, { expected, got: `${got}`, remedy: 'Give it in parts.' });
}

function refusalOf({ code, message, ...refusal }: Refused): Unsupported | LimitExceeded {
  return code === 'UNSUPPORTED' ? new Unsupported(message, refusal) : new LimitExceeded(message, refusal);
}
