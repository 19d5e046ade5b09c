import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { keyOf, newSecret, SecretBox } from '../../../src/server/webhooks/secrets';
import { signedHeaders } from '../../../src/server/webhooks/signature';

const box = new SecretBox(Buffer.from('a server secret of some length, for tests'));
const WEBHOOK = '01900000-0000-7000-8000-000000000001';

test('a secret is whsec_ and 32 random bytes', () => {
  const [one, other] = [newSecret(), newSecret()];
  expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(keyOf(one)).toHaveLength(32);
  expect(one).not.toBe(other);
});

test('what is sealed opens for its webhook under its key, and looks different each time', () => {
  fc.assert(
    fc.property(fc.string(), (secret) => {
      const [sealed, again] = [box.seal(secret, WEBHOOK), box.seal(secret, WEBHOOK)];
      expect(box.open(sealed, WEBHOOK)).toBe(secret);
      expect(sealed).not.toBe(again);
    }),
  );
});

test('it opens for no other webhook, under no other key, and not when a bit of it was changed', () => {
  const sealed = box.seal(newSecret(), WEBHOOK);
  expect(box.open(sealed, WEBHOOK.replace(/1$/, '2'))).toBeNull();
  expect(new SecretBox(randomBytes(32)).open(sealed, WEBHOOK)).toBeNull();
  const bytes = Buffer.from(sealed, 'base64');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(box.open(changed.toString('base64'), WEBHOOK)).toBeNull();
  }
  expect(box.open('', WEBHOOK)).toBeNull();
  expect(box.open(bytes.subarray(0, 20).toString('base64'), WEBHOOK)).toBeNull();
});

test('the example of the specification is signed as it says', () => {
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    sentAt: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
  };
  const headers = signedHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']);
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('two secrets are two signatures in the order of the secrets', () => {
  const secrets = [newSecret(), newSecret()];
  const { 'webhook-signature': text = '' } = signedHeaders({ id: 'm', sentAt: new Date(5_000), body: 'é' }, secrets);
  const expected = secrets.map((secret) => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    return `v1,${createHmac('sha256', key).update('m.5.é').digest('base64')}`;
  });
  expect(text.split(' ')).toEqual(expected);
});
