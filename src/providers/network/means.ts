import type { Allowance } from '../../pipeline/values/allowance';
import type { Means, Setting } from '../provider';
import type { Secrets } from '../secrets';
import { download } from './download';
import { fetchWithin } from './fetch-within';
import type { Lookup } from './lookup';

/** What is the same for all vendors of a server. */
export interface Network {
  /** What the configuration says, by the names of settings. */
  readonly given: ReadonlyMap<string, string>;
  readonly secrets: Secrets;
  /** Hosts that are not of the open internet and may be asked for results all the same. */
  readonly allowance: Allowance;
  readonly lookup: Lookup;
  readonly scratchDir: string;
  /** So long without a byte, and a call is given up. */
  readonly silenceMs?: number;
}

/** What one vendor may use: its own settings, and the hosts that it or the configuration names. */
export function meansWithin(network: Network, { settings }: { readonly settings: readonly Setting[] }): Means {
  const { given, secrets, allowance, lookup, scratchDir, silenceMs } = network;
  const urls = settings.filter(({ is }) => is === 'URL');
  const chosen = originsOf(urls.map(({ name }) => given.get(name) ?? null));
  const known = originsOf(urls.map(({ name, otherwise }) => (given.has(name) ? null : otherwise)));
  return {
    setting: (name) => {
      const value = given.get(name) ?? settings.find((setting) => setting.name === name)?.otherwise;
      if (value === null || value === undefined) throw new Error(`The setting ${name} is asked for, and is not there.`);
      return value;
    },
    fetch: fetchWithin({ chosen, known, allowance, lookup, silenceMs }),
    mask: secrets.mask,
    download: (url, wanted) => download({ allowance, lookup, chosen, scratchDir, silenceMs }, url, wanted),
  };
}

function originsOf(urls: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(urls.flatMap((url) => (url === null ? [] : [new URL(url).origin])));
}
