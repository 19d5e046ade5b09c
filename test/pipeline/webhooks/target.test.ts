import type { DomainError } from '../../../src/pipeline/errors';
import { type Allowance, NOBODY, parseAllowance } from '../../../src/pipeline/values/allowance';
import { assertCallable, targetUrl } from '../../../src/pipeline/webhooks/target';

function refusalOf(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('It was not refused.');
}

const allow = (text: string): Allowance => {
  const allowance = parseAllowance(text);
  if (!allowance) throw new Error(`${text} is no list.`);
  return allowance;
};

test.each([
  'http://127.0.0.1/hook',
  'https://127.0.0.1/hook',
  'https://127.1/hook',
  'https://0x7f.0.0.1/hook',
  'https://2130706433/hook',
  'https://017700000001/hook',
  'https://10.20.30.40/hook',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/hook',
  'https://[::ffff:127.0.0.1]/hook',
  'https://[64:ff9b::7f00:1]/hook',
  'https://[fe80::1]/hook',
  'https://localhost/hook',
  'https://LOCALHOST./hook',
  'https://studio.localhost:8443/hook',
])('%s is refused where it is written down, with what to do', (url) => {
  const refusal = refusalOf(() => targetUrl(url, NOBODY));
  expect(refusal.code).toBe('FORBIDDEN');
  expect(refusal.field).toEqual(['input', 'url']);
  expect(refusal.remedy).toContain('WORKPRINT_WEBHOOK_ALLOW');
});

test.each(['', 'example.com/hook', 'ftp://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'https://'])(
  '%s is no URL to call',
  (url) => {
    expect(refusalOf(() => targetUrl(url, NOBODY)).code).toBe('INVALID_INPUT');
  },
);

test('a password in a URL is refused and not repeated', () => {
  const refusal = refusalOf(() => targetUrl('https://ana:hunter2@example.com/', NOBODY));
  expect(JSON.stringify({ ...refusal, message: refusal.message })).not.toContain('hunter2');
});

test('a URL longer than any receiver has is refused', () => {
  expect(refusalOf(() => targetUrl(`https://example.com/${'x'.repeat(2_000)}`, NOBODY)).code).toBe('LIMIT_EXCEEDED');
});

test('a public host is called over https, and without its fragment', () => {
  expect(targetUrl('https://Example.com/hook?a=1#top', NOBODY)).toBe('https://example.com/hook?a=1');
  expect(refusalOf(() => targetUrl('http://example.com/hook', NOBODY)).message).toBe('Webhooks are sent over https.');
  expect(refusalOf(() => targetUrl('http://8.8.8.8/hook', NOBODY)).message).toBe('Webhooks are sent over https.');
});

test('an allowed host or block is called over plain http, at whatever address it has', () => {
  const allowance = allow('hooks.internal, 10.20.0.0/16, ::1');
  expect(targetUrl('http://hooks.internal:8080/', allowance)).toBe('http://hooks.internal:8080/');
  expect(targetUrl('http://10.20.3.4/', allowance)).toBe('http://10.20.3.4/');
  expect(targetUrl('http://[::1]:9000/', allowance)).toBe('http://[::1]:9000/');
  expect(() => assertCallable(new URL('http://hooks.internal/'), ['192.168.7.7'], allowance)).not.toThrow();
  expect(refusalOf(() => targetUrl('http://10.21.3.4/', allowance)).code).toBe('FORBIDDEN');
});

test('a name is judged by every address that it leads to', () => {
  const url = new URL('https://hooks.example.com/');
  expect(() => assertCallable(url, ['8.8.8.8', '2606:4700::1111'], NOBODY)).not.toThrow();
  expect(refusalOf(() => assertCallable(url, ['8.8.8.8', '10.0.0.1'], NOBODY)).code).toBe('FORBIDDEN');
  expect(refusalOf(() => assertCallable(url, ['::ffff:10.0.0.1'], NOBODY)).code).toBe('FORBIDDEN');
  expect(refusalOf(() => assertCallable(url, [], NOBODY)).code).toBe('INVALID_INPUT');
});

test('a name that leads partly into an allowed block is called over https alone', () => {
  const allowance = allow('10.0.0.0/8');
  const [plain, safe] = [new URL('http://hooks.example.com/'), new URL('https://hooks.example.com/')];
  expect(() => assertCallable(plain, ['10.1.1.1'], allowance)).not.toThrow();
  expect(() => assertCallable(safe, ['10.1.1.1', '8.8.8.8'], allowance)).not.toThrow();
  expect(refusalOf(() => assertCallable(plain, ['10.1.1.1', '8.8.8.8'], allowance)).message).toBe(
    'Webhooks are sent over https.',
  );
});

test('a refusal names no address that a name led to', () => {
  const refusal = refusalOf(() => assertCallable(new URL('https://intranet.example.com/'), ['10.9.8.7'], NOBODY));
  expect(JSON.stringify({ ...refusal, message: refusal.message })).not.toContain('10.9.8.7');
});

test.each(['', 'a b', '10.0.0.0/33', '10.1', 'https://example.com', 'a,,b', '300.1.1.1', '::/129', '-.com'])(
  'the setting %j is not understood',
  (text) => {
    expect(parseAllowance(text)).toBeNull();
  },
);
