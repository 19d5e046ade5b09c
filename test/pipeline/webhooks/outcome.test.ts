import { type Answer, outcomeOf } from '../../../src/pipeline/webhooks/outcome';

const firstAttemptAt = new Date('2026-11-21T12:00:00Z');
const later = (seconds: number) => new Date(firstAttemptAt.getTime() + seconds * 1_000);
const after = (answer: Answer, { attempts = 1, seconds = 0, draw = 0.5 } = {}) =>
  outcomeOf(answer, { attempts, firstAttemptAt, now: later(seconds), draw });
const reply = (statusCode: number, text = '', retryAfter: string | null = null): Answer => ({
  kind: 'REPLY',
  statusCode,
  text,
  retryAfter,
});

test.each([200, 201, 202, 204, 299])('%i takes the message', (statusCode) => {
  expect(after(reply(statusCode))).toMatchObject({ status: 'DELIVERED', nextTryAt: null, error: null });
});

test.each([400, 401, 404, 429, 500, 503])('%i is tried again', (statusCode) => {
  const outcome = after(reply(statusCode, 'not today'));
  expect(outcome).toMatchObject({ status: 'PENDING', nextTryAt: later(5), responseCode: statusCode });
  expect(outcome.error).toBe(`The receiver answered ${statusCode}: not today`);
});

test.each([301, 302, 307, 308])('%i is not followed', (statusCode) => {
  const outcome = after(reply(statusCode));
  expect(outcome).toMatchObject({ status: 'PENDING', responseCode: statusCode });
  expect(outcome.error).toContain('redirects are not followed');
});

test('who asks for more time gets it', () => {
  expect(after(reply(503, '', '600')).nextTryAt).toEqual(later(600));
  expect(after(reply(429, '', 'Sat, 21 Nov 2026 13:00:00 GMT')).nextTryAt).toEqual(later(3_600));
});

test('410 is the end of it', () => {
  expect(after(reply(410, 'gone fishing'))).toEqual({
    status: 'FAILED',
    nextTryAt: null,
    responseCode: 410,
    error: 'The receiver answered 410: gone fishing',
    isGone: true,
  });
});

test('after a day it is given up', () => {
  expect(after(reply(500), { attempts: 12, seconds: 86_400 })).toMatchObject({
    status: 'FAILED',
    nextTryAt: null,
    isGone: false,
  });
});

test('who is not reached is tried again, and what we broke off ourselves at once', () => {
  const unreached = after({ kind: 'FAILURE', why: 'The call failed: ECONNREFUSED.' }, { attempts: 2 });
  expect(unreached).toMatchObject({ status: 'PENDING', responseCode: null, nextTryAt: later(20) });
  expect(after({ kind: 'CUT_OFF' }, { seconds: 3 })).toMatchObject({ status: 'PENDING', nextTryAt: later(3) });
});

test('a reply is quoted in one short line that the database can keep', () => {
  const { error } = after(reply(500, `a\u0000b\r\n\tc ${'é😀'.repeat(300)}`));
  expect(error).toMatch(/^The receiver answered 500: a b c (?:é😀)+é?$/u);
  expect(error?.length).toBeLessThan(240);
});
