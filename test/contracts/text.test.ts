import type { JsonObject } from '../../src/pipeline/values/canonical-json';
import { BadReply } from '../../src/providers/failures';
import { TEXT_VENDORS } from '../../src/providers/text';
import type { TextModel, TextRequest, TextTerms, Written } from '../../src/providers/text/text';
import type { Order } from '../support/documented-reply';
import { contractOf, type Tried } from './suite';

const OUTLINE: JsonObject = {
  type: 'object',
  properties: { title: { type: 'string' }, acts: { type: 'array', items: { type: 'string' } } },
  required: ['title', 'acts'],
  additionalProperties: false,
};
const VALUE = { title: 'The lamp', acts: ['A storm comes up.', 'The light goes out.', 'Somebody rows.'] };
const REPLY = JSON.stringify(VALUE);

const ordered = async (): Promise<TextRequest> => ({
  system: 'You outline films.',
  prompt: 'Outline a film about a lighthouse in three acts.',
  schema: { name: 'outline', json: OUTLINE },
  mostTokens: 2_000,
  variation: 1,
});

contractOf<TextTerms, TextRequest, Written, TextModel>({
  vendors: TEXT_VENDORS,
  requestOf: ordered,
  orderOf: (): Partial<Order> => ({ reply: REPLY }),
  assertMade: async ({ text, value, tokens }) => {
    expect(value).toEqual(VALUE);
    expect(JSON.parse(text)).toEqual(VALUE);
    expect(tokens.read).toBeGreaterThan(0);
    expect(tokens.written).toBeGreaterThan(0);
  },
  more: tellsOfText,
});

function tellsOfText({ made, failure, stand }: Tried<TextTerms, TextRequest, Written, TextModel>): void {
  test('prose is handed over as it was written, and is no value', async () => {
    const { text, value } = await made({}, { changes: { schema: null } });
    expect([text, value]).toEqual([REPLY, null]);
  });

  test('what it tells while it writes adds up to what it wrote', async () => {
    const pieces: string[] = [];
    const { text, value } = await made({}, { changes: { onText: (piece) => void pieces.push(piece) } });
    expect([pieces.join(''), value]).toEqual([text, VALUE]);
  });

  test('a stream that breaks off is no reply, whatever was told of it', async () => {
    const changes = { onText: () => undefined };
    expect((await failure({ deed: { does: 'CUT', by: 'CHUNKS' } }, { changes })).code).toBe('TRANSIENT');
  });

  test('a stream that ends before all is said is no reply', async () => {
    const changes = { schema: null, onText: () => undefined };
    expect((await failure({ deed: { does: 'CUT', by: 'WORDS' } }, { changes })).code).toMatch(/TRANSIENT|BAD_REPLY/);
  });

  test('a stream that comes in a hundred pieces says the same', async () => {
    const changes = { onText: () => undefined };
    expect((await made({ deed: { does: 'DRIBBLE' } }, { changes })).value).toEqual(VALUE);
  });

  test('what does not fulfil the schema is a bad reply, and paid for', async () => {
    const other = { ...OUTLINE, required: ['title', 'acts', 'moral'] };
    const failed = await failure({}, { changes: { schema: { name: 'outline', json: other } } });
    expect(failed).toBeInstanceOf(BadReply);
    expect(failed.billed).toEqual({ micros: expect.any(BigInt) });
    expect(Buffer.from(failed.evidence ?? []).toString()).toContain(VALUE.title);
  });

  test('asks with the prompt, and with the schema or its words', async () => {
    await made({});
    const [asked] = stand().double.ledger;
    for (const words of ['You outline films.', 'about a lighthouse', 'acts'])
      expect(String(asked?.body)).toContain(words);
  });
}
