import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { type Caller, type PlanningDesk, type Studio, WEBHOOKS_CHANNEL } from '../pipeline';
import { Reads } from '../reads/reads';
import type { Moment } from '../reads/table';
import { TABLES } from '../reads/tables';
import type { Context } from '../resolvers/context';
import { buildContract } from '../resolvers/schema';
import { openStorage } from '../storage/open-storage';
import type { Storage } from '../storage/storage';
import type { Config } from './config';
import { createDataSource, migrate } from './database';
import { databaseRefusal } from './database-refusal';
import { documentReaders } from './document-readers';
import { type FfmpegHere, ffmpegHere } from './ffmpeg';
import { type Follow, LINES_A_PAGE, notOverHttp, PROJECT_LOG, RUN_LOG } from './follow';
import { createIds } from './ids';
import { LogSignals } from './log-signals';
import { MediaLinks } from './media-links';
import { plannerModel } from './planner-model';
import { providerDesk } from './provider-desk';
import { ReadPool } from './read-pool';
import { readSecret } from './secret';
import { pricesOf, type SuppliersHere, suppliersHere } from './suppliers';
import { newToken, TokenBook } from './tokens';
import { UploadLinks } from './upload-links';
import { openWatch, type Watching } from './watch';
import { webhookDesk } from './webhooks/desk';
import { SecretBox } from './webhooks/secrets';

/** Everything that a request may need, made once. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly schema: GraphQLSchema;
  readonly studio: Studio<DataSource>;
  readonly planner: PlanningDesk['planner'];
  readonly reads: Reads;
  readonly tokens: TokenBook;
  readonly signals: LogSignals;
  readonly storage: Storage;
  readonly mediaLinks: MediaLinks;
  readonly uploadLinks: UploadLinks;
  readonly webhookSecrets: SecretBox;
  readonly ffmpeg: FfmpegHere;
  readonly suppliers: SuppliersHere;
  readonly watching: Watching;
  momentOf(caller: Caller): Moment;
  /** `follow`: what becomes of a subscription. */
  contextOf(caller: Caller, follow?: Follow): Context;
  close(): Promise<void>;
}

export interface Wiring {
  config: Config;
  databaseUrl: string;
  /** Known for certain once the port is: asked when a URL is made. */
  publicUrl: () => string;
  log: Logger;
}

/** Connected and up to date, or a refusal that says what is wrong with the database. */
export async function openStore({ config, databaseUrl, log }: Omit<Wiring, 'publicUrl'>): Promise<DataSource> {
  const store = createDataSource(databaseUrl, config.databasePool);
  try {
    const applied = await migrate(await store.initialize());
    if (applied.length > 0) log.info({ applied }, 'the database is up to date');
    return store;
  } catch (error) {
    if (store.isInitialized) await store.destroy();
    throw databaseRefusal(error) ?? error;
  }
}

export function studioOf(store: DataSource, config: Config): Studio<DataSource> {
  return { store, now: () => new Date(), newId: createIds(), newToken, prices: pricesOf(config) };
}

export async function openServices({ config, databaseUrl, publicUrl, log }: Wiring): Promise<Services> {
  const storage = await openStorage(config.storageUrl ?? '', config.dataDir);
  const store = await openStore({ config, databaseUrl, log });
  const studio = studioOf(store, config);
  const { now } = studio;
  const pool = new ReadPool(databaseUrl, config.databasePool, log);
  const schema = buildContract();
  const reads = new Reads(schema, TABLES, pool);
  const signals = new LogSignals(databaseUrl, [PROJECT_LOG.channel, RUN_LOG.channel, WEBHOOKS_CHANNEL], log);
  await signals.start();
  const secret = await readSecret(config);
  const mediaLinks = new MediaLinks(publicUrl, secret);
  const uploadLinks = new UploadLinks(publicUrl, secret);
  const webhookSecrets = new SecretBox(secret);
  const webhooks = webhookDesk(schema, webhookSecrets, config.webhookAllowance);
  const ffmpeg = ffmpegHere(config, log);
  const suppliers = suppliersHere(config, ffmpeg);
  const providers = providerDesk(suppliers);
  const planner = plannerModel({ config, studio, log });
  const readers = documentReaders();
  const watching = openWatch({ config, port: pool, nowMs: () => now().getTime(), newId: studio.newId, log });
  const momentOf = (caller: Caller): Moment => {
    const nowMs = now().getTime();
    return { caller, nowMs, mediaLink: (seconds) => mediaLinks.at(nowMs, seconds) };
  };
  const contextOf = (caller: Caller, follow: Follow = notOverHttp): Context => {
    const tree = reads.tree(() => momentOf(caller));
    const following =
      ({ type, owner, channel }: typeof RUN_LOG): Context['followRun'] =>
      (ownerId, afterSeq, info) => {
        const reader = () => tree.events({ type, owner, ownerId, most: LINES_A_PAGE }, info);
        return follow({ topic: `${channel}:${ownerId}`, afterSeq, reader });
      };
    const uploadUrl: Context['uploadUrl'] = (uploadId, expiresAt) => uploadLinks.urlOf(uploadId, expiresAt);
    const [followProject, followRun] = [following(PROJECT_LOG), following(RUN_LOG)];
    const { watch } = watching;
    return {
      caller,
      studio,
      storage,
      readers,
      ffmpeg,
      watch,
      reads: tree,
      uploadUrl,
      webhooks,
      providers,
      planner,
      followProject,
      followRun,
    };
  };
  const close = async () => {
    await suppliers.close();
    await watching.close();
    await signals.stop();
    await pool.end();
    await store.destroy();
  };
  const tokens = new TokenBook(store, now);
  const links = { mediaLinks, uploadLinks, webhookSecrets };
  const known = { config, log, schema, studio, planner, reads, tokens, signals, storage, ffmpeg, suppliers, watching };
  return { ...known, ...links, momentOf, contextOf, close };
}
