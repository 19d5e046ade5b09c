const A = 'aB3dE5gH7jK9mN1pQ3rS5tU7vW9x';

/** One of each kind; none is real. They are put together here, so that no scanner takes this file for a leak. */
export const SECRETS: readonly (readonly [name: string, secret: string])[] = [
  ['a key of one vendor', `sk-${A}`],
  ['a key with a project', `sk-proj-${A}`],
  ['a live key', `sk_live_${A}`],
  ['a public key', `pk_test_${A}`],
  ['a restricted key', `rk_live_${A}`],
  ['a personal token', `ghp_${A}`],
  ['a token of an app', `ghs_${A}`],
  ['a fine-grained token', `github_pat_${A}_${A}`],
  ['a chat token', `xoxb-1234-${A}`],
  ['an access key', `AKIA${A.toUpperCase().slice(0, 16)}`],
  ['a maps key', `AIza${A}`],
  ['a web token', `eyJ${A}.eyJ${A}.${A}`],
  ['a bearer', `Bearer ${A}`],
  ['a basic login', 'Basic dXNlcjpwYXNzd29yZA=='],
  ['an authorization', `Authorization: Token ${A}`],
  ['an API key by name', 'api_key=hunter2hunter2'],
  ['an API key in JSON', '"apiKey": "hunter2 hunter2"'],
  ['a secret by name', 'CLIENT_SECRET=hunter2'],
  ['a token by name', 'access_token: hunter2hunter2'],
  ['a password', 'password: hunter2'],
  ['a login', 'admin:hunter2@db.internal'],
  ['a private key', `-----BEGIN RSA PRIVATE KEY-----${A}-----END RSA PRIVATE KEY-----`],
];
