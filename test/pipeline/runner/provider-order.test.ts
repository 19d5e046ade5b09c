import fc from 'fast-check';
import { plainWish, settledWish } from '../../../src/pipeline/library/wish';
import { priceListOf, type Seller } from '../../../src/pipeline/runner/price-list';
import { parseProviderOrder } from '../../../src/pipeline/runner/provider-order';
import { vendorsFor } from '../../../src/pipeline/runner/vendor';

const seller = (house: string, reach: Seller['reach'], micros: bigint, models = ['one']): Seller => ({
  name: `${house}-speech`,
  house,
  capability: 'SPEECH',
  reach,
  isOffByDefault: false,
  modelOf: ({ model }) => models.find((name) => model === null || name === model) ?? null,
  ceilingMicros: () => micros,
  expectedMicros: () => micros / 3n,
});

const OFFLINE = seller('offline', 'OFFLINE', 0n);
const DEAR = seller('dear', 'NETWORK', 300n);
const CHEAP = seller('cheap', 'NETWORK', 15n, ['one', 'two']);
const SELLERS = [OFFLINE, DEAR, CHEAP];
const LIVE = { mode: 'LIVE', offlineFor: [], providerOrder: {} } as const;
const wish = (more: { provider?: string; model?: string } = {}) =>
  settledWish({ ...plainWish('SPEECH', 'Hello.'), ...more });
const names = (project: Parameters<typeof vendorsFor>[1], more = {}) =>
  vendorsFor(SELLERS, project, wish(more)).map(({ house }) => house);

test.each<[string, Parameters<typeof names>, string[]]>([
  ['an OFFLINE project has nobody who calls out', [{ ...LIVE, mode: 'OFFLINE' }], ['offline']],
  ['a LIVE one goes by the order of the server', [LIVE], ['dear', 'cheap']],
  [
    'what it names in offlineFor is made offline first',
    [{ ...LIVE, offlineFor: ['SPEECH'] }],
    ['offline', 'dear', 'cheap'],
  ],
  ['its own order goes first', [{ ...LIVE, providerOrder: { SPEECH: ['cheap'] } }], ['cheap', 'dear']],
  [
    'a name is as good as a house',
    [{ ...LIVE, providerOrder: { SPEECH: ['cheap-speech', 'dear'] } }],
    ['cheap', 'dear'],
  ],
  [
    'whoever the wish names goes before all',
    [{ ...LIVE, providerOrder: { SPEECH: ['dear'] } }, { provider: 'Cheap' }],
    ['cheap', 'dear'],
  ],
  ['who lacks the model that the wish names is not asked', [LIVE, { model: 'two' }], ['cheap']],
  ['nobody has a model that nobody has', [LIVE, { model: 'three' }], []],
])('%s', (_, asked, expected) => expect(names(...asked)).toEqual(expected));

test('the price is that of whoever would be asked first', () => {
  const prices = priceListOf(SELLERS, []);
  expect(prices.ceilingMicros(wish(), LIVE)).toBe(300n);
  expect(prices.ceilingMicros(wish(), { ...LIVE, providerOrder: { SPEECH: ['cheap'] } })).toBe(15n);
  expect(prices.expectedMicros(wish(), LIVE)).toBe(100n);
  expect(prices.ceilingMicros(wish(), { ...LIVE, mode: 'OFFLINE' })).toBe(0n);
  expect(prices.ceilingMicros(wish(), { ...LIVE, offlineFor: ['SPEECH'] })).toBe(0n);
});

test('what nobody is configured for is told with the settings that would do', () => {
  const prices = priceListOf([OFFLINE], [{ capability: 'SPEECH', name: 'dear-speech', settings: ['DEAR_KEY'] }]);
  expect(prices.lackOf(wish(), LIVE)).toMatchObject({ wouldDo: [{ name: 'dear-speech', settings: ['DEAR_KEY'] }] });
  expect(prices.lackOf(wish(), { ...LIVE, offlineFor: ['SPEECH'] })).toBeNull();
  expect(prices.lackOf(wish(), { ...LIVE, mode: 'OFFLINE' })).toBeNull();
  expect(priceListOf(SELLERS, []).lackOf(wish(), LIVE)).toBeNull();
  const off = [{ ...DEAR, isOffByDefault: true }];
  expect(priceListOf(off, []).lackOf(wish(), LIVE)).not.toBeNull();
  expect(priceListOf(off, []).lackOf(wish({ provider: 'dear' }), LIVE)).toBeNull();
});

test('what a tool of the studio does itself needs nobody else', () => {
  const press = { ...seller('press', 'LOCAL', 0n), modelOf: ({ model }: { model: string | null }) => model };
  const prices = priceListOf([OFFLINE, press], []);
  expect(prices.lackOf(wish({ model: 'page' }), LIVE)).toBeNull();
  expect(prices.lackOf(wish(), LIVE)).toEqual({ capability: 'SPEECH', wouldDo: [] });
});

test('a wish that nobody of those who are there can do is no lack of suppliers', () => {
  expect(priceListOf(SELLERS, []).lackOf(wish({ model: 'three' }), LIVE)).toBeNull();
});

test('an order is read as it is written, and nothing else is', () => {
  expect(parseProviderOrder('speech=ElevenLabs, openai; IMAGE=replicate')).toEqual({
    SPEECH: ['elevenlabs', 'openai'],
    IMAGE: ['replicate'],
  });
  expect(parseProviderOrder('')).toEqual({});
  for (const text of ['speech', 'speech=', 'smell=openai', 'speech=a=b', 'speech=a;speech=b', 'speech=a b', '=a'])
    expect(parseProviderOrder(text)).toBeNull();
  fc.assert(fc.property(fc.string(), (text) => void parseProviderOrder(text)));
});
