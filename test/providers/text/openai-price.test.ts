import fc from 'fast-check';
import { CHAT_MODELS, chatModelOf, usageCost } from '../../../src/providers/openai/chat-models';
import { openaiText } from '../../../src/providers/text/openai';
import { SCENE, SCENE_REQUEST } from '../../support/chats';

test('whatever is counted within what was ordered, no reply costs more than its ceiling', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const order = fc.record({ system: fc.option(text), prompt: text, mostTokens: fc.integer({ min: 1, max: 5_000 }) });
  const model = fc.constantFrom(...CHAT_MODELS);
  fc.assert(
    fc.property(
      order,
      model,
      fc.tuple(share, share, share, share),
      (terms, { name }, [ofRead, ofWritten, ofCached, ofKept]) => {
        const asked = { ...terms, schema: SCENE };
        const bytes = [terms.system ?? '', terms.prompt, JSON.stringify(SCENE.json)].join('');
        const read = Math.floor(ofRead * (Buffer.byteLength(bytes) + 500));
        const cached = Math.floor(ofCached * read);
        const kept = Math.floor(ofKept * (read - cached));
        const most = terms.mostTokens + chatModelOf({ name }).mostThoughts;
        const usage = { read, written: Math.floor(ofWritten * most), cached, kept };
        const found = openaiText.models.find((one) => one.name === name) ?? openaiText.models[0];
        if (!found) throw new Error('It has no models.');
        const { ceilingMicros } = openaiText.price(asked, found);
        expect(usageCost(chatModelOf(found), usage)).toBeLessThanOrEqual(ceilingMicros);
      },
    ),
  );
});

test('a model is asked for what it can read and write', () => {
  const [terra] = openaiText.models;
  if (!terra) throw new Error('It has no models.');
  const serves = (prompt: string, mostTokens: number) =>
    openaiText.serves?.({ ...SCENE_REQUEST, prompt, mostTokens }, terra);
  expect(serves('short', 128_000)).toBe(true);
  expect(serves('short', 128_001)).toBe(false);
  expect(serves('x'.repeat(1_000_000), 100)).toBe(false);
});
