import { localText } from '../../../src/providers/text/compatible';
import { piece, SCENE_REQUEST, SCENE_TEXT, told } from '../../support/chats';
import { madeBy } from '../../support/providers';
import { events, json, StandIn } from '../../support/stand-in';

let standIn: StandIn;
beforeEach(async () => {
  standIn = await StandIn.open();
});
afterEach(() => standIn.close());

const written = () =>
  madeBy(localText, SCENE_REQUEST, { means: standIn.means(localText.settings, { LOCAL_TEXT_MODEL: 'llama3.3:70b' }) });

const failure = () =>
  written().then(
    () => ({ code: 'NONE' }),
    (error: unknown) => error,
  );

test('is asked by the name that the setting has, for nothing', async () => {
  standIn.answer = told('stop');
  expect(await written()).toMatchObject({
    value: { title: 'The fox' },
    tokens: { read: 1_000 },
    costMicros: 0n,
  });
  expect(standIn.asked()).toMatchObject({ model: 'llama3.3:70b', max_tokens: 400, seed: 3 });
});

test('needs no key', async () => {
  standIn.answer = told('stop');
  const means = standIn.means(localText.settings, { LOCAL_TEXT_MODEL: 'phi4' });
  await madeBy(localText, SCENE_REQUEST, { means });
  expect(standIn.heard[0]?.headers.authorization).toBe('Bearer none');
});

test('counts its tokens where the program does not', async () => {
  standIn.answer = events([piece({ content: SCENE_TEXT }, 'stop')]);
  expect((await written()).tokens.written).toBe(Math.ceil(SCENE_TEXT.length / 3.5));
});

test('writes what is no JSON, and it is a bad reply that costs nothing', async () => {
  standIn.answer = events([piece({ content: 'Sure!' }, 'stop')]);
  expect(await failure()).toMatchObject({ code: 'BAD_REPLY', billed: { micros: 0n } });
});

test('a model that is not there is told in its own words', async () => {
  standIn.answer = json({ error: 'model "llama3.3:70b" not found' }, 404);
  expect(await failure()).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('not found') });
});
