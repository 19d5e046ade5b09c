import { z } from 'zod';
import type { Billed, SupplierFailed } from '../../pipeline/runner/supplier-failed';
import type { MediaKind } from '../../pipeline/values/media-type';
import { BadReply, Refused, Transient } from '../failures';
import type { Call, Downloaded, Model } from '../provider';
import { through } from '../through';
import { billedAs } from './billed-as';
import type { Charge, Counted } from './charge';
import { type Asking, asking, placed } from './client';
import { DIALECT, undoneBy } from './dialect';
import type { Inputs } from './input';

/** A model: adding one is adding such a row. */
export interface Row<T, R extends T> {
  /** `owner/name` of those that the house keeps itself, `owner/name:version` of all others: it runs no other version of them. */
  readonly name: string;
  readonly charge: Charge<T>;
  /** What the model is told, by its own names. Refuses what it cannot make. */
  input(request: R): Inputs;
}

const NAME = /^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*(?::[0-9a-f]{64})?$/i;

/** The SDK would say of another form that a property of null cannot be read, and only when it is asked. */
export function assertNamed({ name }: Pick<Row<never, never>, 'name'>): void {
  if (!NAME.test(name)) throw new Error(`A model of Replicate is named owner/name or owner/name:version, not ${name}.`);
}

const STATUSES = ['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted'] as const;

const replied = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/),
  status: z.enum(STATUSES),
  model: z.string().nullish(),
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  logs: z.string().nullish(),
  started_at: z.string().nullish(),
  metrics: z.object({ predict_time: z.number().nonnegative().nullish() }).nullish(),
});
type Prediction = z.infer<typeof replied>;

function predictionOf(reply: unknown): Prediction {
  const { data, error } = replied.safeParse(reply);
  if (data) return data;
  const faults = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Error(`Its reply is no prediction: ${faults}`);
}

/** Never with `wait`: what is asked for later is not waited for twice. */
export async function submit<T, R extends T>(row: Row<T, R>, request: R, call: Asking): Promise<string> {
  const input = await placed(row.input(request), call);
  const { signal } = call;
  const { id } = await asking(call, async (replicate) =>
    predictionOf(await replicate.predictions.create({ version: row.name, input, signal })),
  );
  return id;
}

export interface Polled<T, R extends T> {
  readonly row: Row<T, R>;
  readonly request: R;
  readonly makes: MediaKind;
  readonly call: Call<Model>;
}

export type Result = Downloaded & { readonly costMicros: bigint };

/** Null: not yet. */
export async function poll<T, R extends T>(externalId: string, polled: Polled<T, R>): Promise<Result | null> {
  const { row, request, call } = polled;
  const prediction = await asked(externalId, call);
  if (prediction.status === 'starting' || prediction.status === 'processing') {
    tellProgress(prediction, call);
    return null;
  }
  if (prediction.status !== 'succeeded') throw undone(prediction, polled);
  const outputs = outputsOf(prediction);
  const counted = { ...countedBy(prediction), outputs: outputs?.length ?? 1 };
  const costMicros = row.charge.settled(request, counted);
  const [url] = outputs ?? [];
  if (url === undefined) throw empty(prediction, { costMicros, call });
  return { ...(await fetched(url, polled)), costMicros };
}

/** What cannot be asked, or fetched, now says nothing of the job and its money: it is asked again, for nothing. */
async function asked(externalId: string, call: Asking): Promise<Prediction> {
  const { signal } = call;
  try {
    return await asking(call, async (replicate) => {
      const prediction = predictionOf(await replicate.predictions.get(externalId, { signal }));
      if (prediction.id !== externalId) throw new Error(`It answers for another job, ${prediction.id}.`);
      return prediction;
    });
  } catch (error) {
    throw billedAs(error, 'UNKNOWN');
  }
}

async function fetched(url: string, { makes: kind, call }: Pick<Polled<never, never>, 'makes' | 'call'>) {
  const { means, signal } = call;
  try {
    return await through(call, DIALECT, () => means.download(url, { kind, signal }));
  } catch (error) {
    throw billedAs(error, 'UNKNOWN');
  }
}

const addresses = z.union([z.string().transform((url) => [url]), z.array(z.string())]);

/** Null where it names none, such as after an hour, when the house deletes what it made. */
const outputsOf = ({ output }: Prediction): string[] | null => addresses.safeParse(output).data ?? null;

function countedBy({ metrics }: Prediction): Pick<Counted, 'seconds'> {
  return { seconds: metrics?.predict_time ?? null };
}

const PERCENT = /(\d{1,3})%\|/g;

/** Most models print how far they are, the last line last. */
function tellProgress({ logs }: Prediction, { progress }: Pick<Call<Model>, 'progress'>): void {
  const last = [...(logs ?? '').matchAll(PERCENT)].at(-1);
  if (last) progress({ fraction: Math.min(1, Number(last[1]) / 100), note: null });
}

const MOST_SAID_CHARACTERS = 500;

interface Said {
  readonly vendor: string;
  readonly message: string;
  readonly billed: Billed;
}

/** A job that is over and made nothing. Aborted: before it began, for nothing. Canceled: by somebody at Replicate, so nobody begins it anew. */
function undone<T, R extends T>(prediction: Prediction, { row, call }: Polled<T, R>): SupplierFailed {
  const { status, error } = prediction;
  const text = typeof error === 'string' && error !== '' ? error : `Its job ended as ${status}.`;
  const micros = row.charge.wasted(countedBy(prediction));
  const billed: Billed = micros > 0n ? { micros } : 'NOTHING';
  const message = call.means.mask(text).slice(0, MOST_SAID_CHARACTERS);
  const said: Said = { vendor: DIALECT.vendor, message, billed };
  if (status === 'aborted') return new Transient(said);
  return status === 'canceled' ? new Refused(said) : failed(said);
}

function failed(said: Said): SupplierFailed {
  const is = undoneBy(said.message);
  if (is === 'REFUSED') return new Refused(said);
  return is === 'TRANSIENT' ? new Transient(said) : new BadReply({ ...said, evidence: Buffer.from(said.message) });
}

/** Some models succeed in making nothing where a filter took all of it; only their log says so. */
function empty(
  { logs, output }: Prediction,
  { costMicros, call }: { costMicros: bigint; call: Asking },
): SupplierFailed {
  const billed: Billed = costMicros > 0n ? { micros: costMicros } : 'NOTHING';
  const { mask } = call.means;
  const { vendor } = DIALECT;
  if (undoneBy(logs ?? '') === 'REFUSED') {
    const message = mask((logs ?? '').slice(-MOST_SAID_CHARACTERS));
    return new Refused({ vendor, message, billed });
  }
  const evidence = Buffer.from(mask(JSON.stringify(output ?? null)).slice(0, MOST_SAID_CHARACTERS));
  return new BadReply({ vendor, message: 'Its job succeeded without an address of what it made.', billed, evidence });
}

/** True where the job has ended and costs nothing. What hardware has begun is paid for, and settled by what the house says when it is asked again. */
export async function cancel<T, R extends T>(
  externalId: string,
  { rows, call }: { readonly rows: readonly Row<T, R>[]; readonly call: Asking },
): Promise<boolean> {
  const { signal } = call;
  const { status, model, started_at } = await asking(call, async (replicate) =>
    predictionOf(await replicate.predictions.cancel(externalId, { signal })),
  );
  if (status !== 'canceled') return status === 'aborted';
  const row = rows.find(({ name }) => name.split(':')[0] === model);
  return !started_at || row?.charge.isByTime === false;
}

/** Whose account it is, for nothing. */
export async function check(call: Asking): Promise<void> {
  await asking(call, (replicate) => replicate.accounts.current({ signal: call.signal }));
}
