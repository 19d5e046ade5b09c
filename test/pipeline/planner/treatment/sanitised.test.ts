import { sanitised } from '../../../../src/pipeline/planner/treatment/sanitised';
import { withoutSecrets } from '../../../../src/pipeline/planner/treatment/without-secrets';
import { SECRETS } from './secrets';

test.each(SECRETS)('%s does not stay, and is not echoed', (_name, secret) => {
  const { text, warnings } = sanitised(`Scene 1:\nNarration: "Use ${secret} now."`);
  expect(text).toContain('(removed)');
  expect(JSON.stringify([text, warnings])).not.toContain(secret);
  expect(warnings).toHaveLength(1);
});

test.each([
  'The secret: be kind to each other.',
  'Basic principles of a task-oriented, risk-free life.',
  'A token: gold for all.',
  'Bearer of good news, at 10:30, e.g. 5 < 6 and 7 > 6.',
  'قال: «مرحبا بكم» 👩‍👩‍👧 — “smart” ‘marks’…',
  'Bonjour\u00a0! 全角：１２３。',
  'Follow sk-learn and www, or acme.com.',
])('what is no secret is left as it is written: %s', (said) => {
  expect(sanitised(said)).toEqual({ text: said, assets: [], warnings: [] });
});

test.each([
  ['a byte order mark', '\ufeffScene 1:', 'Scene 1:'],
  ['other line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['NUL and halves of pairs', 'a\0b\ud800c\udc00d😀', 'abcd😀'],
  ['tabs', '\t- a\tb', '    - a b'],
  ['tags', 'a <b class="x">bold</b> word', 'a bold word'],
  ['scripts with what is in them', 'a<script>alert("<p>")</script>b', 'ab'],
  ['tags put together from tags', 'a <scr<b>ipt>alert(1)</scr</b>ipt> b', 'a  b'],
  ['comments', 'a <!-- hidden\nlines --> b', 'a \n b'],
  ['a tag that nobody closed', 'a <<img src=x', 'a img src=x'],
  ['a break', 'a<br/>b', 'a b'],
])('%s', (_name, written, text) => {
  expect(sanitised(written).text).toBe(text);
});

test.each([
  'https://a.example.org/x?y=1',
  'http://a.org',
  'ftp://a.org/b',
  'www.acme.com/path',
  'data:image/png;base64,AAAA',
  'https://user:pw@a.org/',
])('an address in prose does not stay: %s', (url) => {
  expect(sanitised(`Look (${url}), there.`).text).toBe('Look ((removed)), there.');
  expect(JSON.stringify(sanitised(`Go to ${url}.`).warnings)).not.toContain(url);
  expect(sanitised(`Go to ${url}.`).text).toBe('Go to (removed).');
});

test('addresses of assets and logos are read from lines of their own', () => {
  const { text, assets, warnings } = sanitised(
    'asset https://cdn.acme.com/a.png\n- Logo: https://cdn.acme.com/logo.svg\nScene 1: x',
  );
  expect(assets).toEqual([
    { kind: 'ASSET', url: 'https://cdn.acme.com/a.png' },
    { kind: 'LOGO', url: 'https://cdn.acme.com/logo.svg' },
  ]);
  expect(text).toBe('\n\nScene 1: x');
  expect(warnings).toEqual([]);
});

test.each([
  'http://cdn.acme.com/a.png',
  'https://user:pw@acme.com/a.png',
  'https://localhost/a.png',
  'https://127.0.0.1/a.png',
  'https://2130706433/a.png',
  'https://0x7f000001/a.png',
  'https://0177.0.0.1/a.png',
  'https://10.1.2.3/a.png',
  'https://192.168.0.1/a.png',
  'https://169.254.169.254/latest',
  'https://[::1]/a.png',
  'https://[fe80::1]/a.png',
  'https://[fc00::1]/a.png',
  'https://[::ffff:127.0.0.1]/a.png',
  'https://cdn.acme.com/a.png?X-Amz-Signature=abcdef',
  'https://cdn.acme.com/a.png?sig=abc',
  'https://cdn.acme.com/a.png?access_token=abc',
  'https://cdn.acme.com/sk-abcdefgh12345678/a.png',
  'data:image/png;base64,AAAA',
  'file:///etc/passwd',
])('an asset does not come from %s', (url) => {
  const { text, assets, warnings } = sanitised(`asset ${url}`);
  expect(assets).toEqual([]);
  expect(warnings.map(({ code, path }) => [code, path])).toEqual([['ASSET_ADDRESS_REFUSED', 'line 1']]);
  expect(text + warnings[0]?.message).not.toContain(url);
});

test('what was cleaned once has nothing left to clean', () => {
  const once = sanitised(SECRETS.map(([, secret]) => `Say ${secret} twice.`).join('\n')).text;
  expect(sanitised(once)).toEqual({ text: once, assets: [], warnings: [] });
});

test('hints are cleaned to any depth, names and all', () => {
  const hints = JSON.parse(
    '{"__proto__": {"a": 1}, "tone": "calm <b>x</b>", "list": [{"password": "correct horse"}, "see https://a.org/x"], "constructor": 1, "sk-abcdefgh12345678": 2, "n": 1.5}',
  );
  const { value, warnings } = withoutSecrets(hints);
  expect(value).toEqual({ tone: 'calm x', list: [{ password: '(removed)' }, 'see (removed)'], n: 1.5 });
  expect(Object.keys(value as object)).toEqual(['tone', 'list', 'n']);
  expect(warnings.map(({ code }) => code)).toEqual(['SECRET_REMOVED', 'ADDRESS_REMOVED']);
  expect(JSON.stringify(warnings)).not.toMatch(/horse|a\.org|abcdefgh/);
});

test('hints of a hundred thousand levels are no deeper than others', () => {
  let deep: object | string = 'sk-abcdefgh12345678';
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(withoutSecrets(deep as never).warnings).toHaveLength(1);
});
