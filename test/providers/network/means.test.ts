import { NOBODY } from '../../../src/pipeline/values/allowance';
import { meansWithin, type Network } from '../../../src/providers/network/means';
import { baseUrl, type Setting, secretKey } from '../../../src/providers/provider';
import { Secrets } from '../../../src/providers/secrets';
import { drawn } from '../../support/pictures';
import { openStranger, type Stranger } from '../../support/stranger';
import { never } from '../../support/suppliers';

const SETTINGS: readonly Setting[] = [
  secretKey('ACME_API_KEY', 'Of your account.'),
  baseUrl('ACME_BASE_URL', 'https://api.acme.test/v1'),
  { name: 'ACME_REGION', is: 'WORD', otherwise: 'eu', about: 'Where it is made.' },
];

let looked: string[];
let house: Stranger;
beforeEach(async () => {
  looked = [];
  house = await openStranger((response) => response.end(drawn('image/png')));
});
afterEach(() => house.close());

function meansOf(given: Record<string, string>) {
  const settings = new Map(Object.entries({ ACME_API_KEY: 'sk-canary-12345', ...given }));
  const lookup = async (host: string) => {
    looked.push(host);
    return ['10.0.0.1'];
  };
  const network: Network = {
    given: settings,
    secrets: new Secrets(settings),
    allowance: NOBODY,
    lookup,
    scratchDir: '/nowhere',
  };
  return meansWithin(network, { settings: SETTINGS });
}

test('a setting is what the configuration says, or else what goes without saying', () => {
  const means = meansOf({ ACME_REGION: 'us' });
  expect(['ACME_API_KEY', 'ACME_BASE_URL', 'ACME_REGION'].map(means.setting)).toEqual([
    'sk-canary-12345',
    'https://api.acme.test/v1',
    'us',
  ]);
});

test("another vendor's setting is nobody's but that vendor's", () => {
  const means = meansOf({});
  expect(() => means.setting('OTHER_API_KEY')).toThrow('OTHER_API_KEY');
});

test('calls lead to where the configuration says, and no longer to where they led without it', async () => {
  const means = meansOf({ ACME_BASE_URL: `${house.origin}/v1` });
  expect((await means.fetch(`${house.origin}/v1/speech`)).status).toBe(200);
  await expect(means.fetch('https://api.acme.test/v1/speech')).rejects.toThrow('neither we nor the configuration');
  expect(looked).toEqual([]);
});

test('whom a vendor names itself is asked at the addresses of the open internet alone', async () => {
  await expect(meansOf({}).fetch('https://api.acme.test/v1/speech')).rejects.toThrow('not of the open internet');
  expect(looked).toEqual(['api.acme.test']);
});

test('what was made may lie with whom the configuration names, and with nobody else of this network', async () => {
  const wanted = { kind: 'picture', signal: never } as const;
  const means = meansOf({ ACME_BASE_URL: `${house.origin}/v1` });
  expect((await means.download(`${house.origin}/made.png`, wanted)).mimeType).toBe('image/png');
  await expect(meansOf({}).download(`${house.origin}/made.png`, wanted)).rejects.toThrow(
    'no host of the open internet',
  );
  expect(house.asked).toHaveLength(1);
});

test('a key is told to nobody by its words', () => {
  expect(meansOf({}).mask('Wrong: sk-canary-12345')).toBe('Wrong: [ACME_API_KEY]');
});
