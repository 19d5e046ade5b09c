import { type DomainError, Forbidden, InvalidInput, LimitExceeded } from '../errors';
import { type Allowance, hostOf, reachOf } from '../values/allowance';
import { isAddress } from '../values/public-address';

const MOST_CHARACTERS = 2_000;

/**
 * The URL of a webhook as it will be called. Refuses what can be told without looking a name up; `assertCallable` has
 * the last word.
 */
export function targetUrl(text: string, allowance: Allowance): string {
  if (text.length > MOST_CHARACTERS) throw tooLong(text.length);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw notAUrl(text);
  if (url.username || url.password) throw withPassword();
  url.hash = '';
  const host = hostOf(url);
  if (isAddress(host)) assertCallable(url, [host], allowance);
  else assertNameable(url, allowance);
  return url.href;
}

/** A name may still lead into an allowed block, where plain HTTP is no secret's way out. */
function assertNameable(url: URL, { hosts, blocks }: Allowance): void {
  const host = hostOf(url);
  if (hosts.has(host) || blocks.length > 0) return;
  if (/(?:^|\.)localhost$/.test(host)) throw notPublic(url);
  if (url.protocol !== 'https:') throw notEncrypted(url);
}

/**
 * Refuses a target unless every address of it may be called: public ones over https, allowed ones over either. Anybody
 * on the way of plain HTTP could read it.
 */
export function assertCallable(url: URL, addresses: readonly string[], allowance: Allowance): void {
  const reach = reachOf(url, addresses, allowance);
  if (reach === 'UNKNOWN') throw unknownHost(url);
  if (reach === 'PRIVATE') throw notPublic(url);
  if (reach === 'PLAIN') throw notEncrypted(url);
}

const FIELD = ['input', 'url'];

function tooLong(characters: number): LimitExceeded {
  return new LimitExceeded(`The URL of a webhook has at most ${MOST_CHARACTERS} characters.`, {
    field: FIELD,
    expected: `at most ${MOST_CHARACTERS} characters`,
    got: `${characters} characters`,
    remedy: 'Use a shorter URL.',
  });
}

function notAUrl(text: string): InvalidInput {
  return new InvalidInput('This is not a URL that can be called.', {
    field: FIELD,
    expected: 'an https:// URL',
    got: JSON.stringify(text.slice(0, 80)),
    remedy: 'Write it in full, such as https://example.com/hooks/workprint.',
  });
}

function withPassword(): InvalidInput {
  return new InvalidInput('The URL of a webhook holds no user and no password: whoever sees the project sees them.', {
    field: FIELD,
    expected: 'a URL without a user and a password',
    got: 'a URL with them (not shown)',
    remedy: 'Leave them out and check the signature of each call instead.',
  });
}

/** Said of a name that nobody knows, and of one that is not answered for just now. */
export function unknownHost(url: URL): DomainError {
  return new InvalidInput(`The host ${hostOf(url)} cannot be found.`, {
    field: FIELD,
    expected: 'a host that has an address',
    got: hostOf(url),
    remedy: 'Correct the host, or wait if it was named just now.',
  });
}

/** The address is not in it: a name of somebody else's network is not ours to tell. */
function notPublic(url: URL): Forbidden {
  return new Forbidden('Webhooks call hosts of the open internet only; this one has a private or reserved address.', {
    field: FIELD,
    expected: 'a host all of whose addresses are public',
    got: hostOf(url),
    remedy: 'Use another host, or ask whoever runs this server to name it in WORKPRINT_WEBHOOK_ALLOW.',
  });
}

function notEncrypted(url: URL): Forbidden {
  return new Forbidden('Webhooks are sent over https.', {
    field: FIELD,
    expected: 'an https:// URL',
    got: `http://${url.host}`,
    remedy: 'Use https, or ask whoever runs this server to name the host in WORKPRINT_WEBHOOK_ALLOW.',
  });
}
