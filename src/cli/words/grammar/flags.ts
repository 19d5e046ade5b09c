import type { Flag } from './command-line';

export const json: Flag = { name: 'json', about: 'one JSON document on standard output, for scripts' };
export const help: Flag = { name: 'help', about: 'this text' };

/** Of a command that asks a server. */
export const SERVER: readonly Flag[] = [
  {
    name: 'url',
    value: 'URL',
    about: 'the server; otherwise WORKPRINT_URL, otherwise one is started for this command',
  },
  { name: 'token', value: 'TOKEN', about: 'your token there; otherwise WORKPRINT_TOKEN' },
  json,
  help,
];

/** Of a command that follows a run. */
export const LOG: readonly Flag[] = SERVER.map((flag) =>
  flag === json ? { name: 'json', about: 'each line of the log as one line of JSON, for scripts' } : flag,
);

export const stopAfter = (offers: readonly string[], about: string): Flag => ({
  ...{ name: 'stop-after', value: 'STAGE', offers },
  about,
});
export const wait: Flag = { name: 'no-wait', about: 'start the run and do not follow it' };
export const cap: Flag = {
  name: 'cap',
  value: 'USD',
  about: 'the most that the run may cost, all in all, such as 12.50',
};
