import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOBODY } from '../../src/pipeline/values/allowance';
import { meansWithin } from '../../src/providers/network/means';
import type { Billed, Means, Model, Provider } from '../../src/providers/provider';
import { Secrets } from '../../src/providers/secrets';
import type { Order } from '../support/documented-reply';
import { VendorDouble } from '../support/double';

/** One vendor, its double, and nobody else in the world. */
export interface Stand {
  readonly double: VendorDouble;
  readonly means: Means;
  /** Whatever must never be told. */
  readonly keys: readonly string[];
  /** Hosts other than the double that anybody asked for, by name or by address. */
  readonly elsewhere: readonly string[];
  /** What lies where downloads are put. */
  scratch(): Promise<string[]>;
  close(): Promise<void>;
}

export type Standing<T, R extends T, A extends Billed, M extends Model> = Pick<
  Provider<T, R, A, M>,
  'name' | 'settings' | 'documented'
>;

/** Where one is asked who goes without a place of its own. */
const ANYWHERE = 'http://vendor.test/v1';

/** `silenceMs`: how long the vendor may say nothing. */
export async function openStand<T, R extends T, A extends Billed, M extends Model>(
  provider: Standing<T, R, A, M>,
  order: Omit<Order, 'said'>,
  silenceMs = 20_000,
): Promise<Stand> {
  const { documented, settings, name } = provider;
  const main = settings.find((setting) => setting.name === documented?.baseUrl);
  if (!documented || !main) throw new Error(`${name} documents no setting of where it is asked.`);
  const keys = settings.filter(({ is }) => is === 'SECRET').map((setting) => `canary/${setting.name}+0=`);
  // What a vendor is told of a wrong key it likes to repeat.
  const said = `Not this time, ${keys.join(' ')}, said the vendor.`;
  const double = await VendorDouble.open(documented, main.otherwise ?? ANYWHERE, { ...order, said });
  const given = new Map(
    settings.flatMap((setting): [string, string][] => {
      if (setting.is === 'SECRET') return [[setting.name, `canary/${setting.name}+0=`]];
      if (setting.is === 'WORD') return setting.otherwise === null ? [[setting.name, 'word']] : [];
      return [[setting.name, setting === main ? double.baseUrl : double.origin]];
    }),
  );
  const scratchDir = await mkdtemp(join(tmpdir(), 'workprint-contract-'));
  const elsewhere: string[] = [];
  const watch = watchConnections(double, elsewhere);
  const lookup = async (host: string) => {
    elsewhere.push(host);
    return [];
  };
  const network = { given, secrets: new Secrets(given), allowance: NOBODY, lookup, scratchDir, silenceMs };
  return {
    double,
    means: meansWithin(network, provider),
    keys,
    elsewhere,
    scratch: () => readdir(scratchDir),
    close: async () => {
      watch.mockRestore();
      await double.close();
      await rm(scratchDir, { recursive: true, force: true });
    },
  };
}

/** Every connection of this process, whoever opens it. */
function watchConnections(double: VendorDouble, elsewhere: string[]): jest.SpyInstance {
  const port = Number(new URL(double.origin).port);
  const { connect } = Socket.prototype;
  return jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: never[]) {
    const [first] = args.flat() as unknown[];
    const to = Object(first) as { host?: string; port?: number | string };
    if (Number(to.port ?? first) !== port) elsewhere.push(`${to.host ?? ''}:${to.port ?? String(first)}`);
    return Reflect.apply(connect, this, args);
  } as typeof connect);
}
