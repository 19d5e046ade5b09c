import type { DataSource } from 'typeorm';
import type { MakeOrder } from '../../src/pipeline/runner/order';
import { SupplierFailed } from '../../src/pipeline/runner/supplier-failed';
import type { Trades } from '../../src/pipeline/runner/trade.tool';
import {
  type CallingVendor,
  type Delivery,
  housed,
  type MakingTools,
  type QueueingVendor,
  type Resend,
} from '../../src/pipeline/runner/vendor';
import type { Failpoints } from '../support/failpoints';

export interface Outside {
  readonly stubUrl: string;
  readonly store: DataSource;
  readonly failpoints: Failpoints;
  readonly timeoutSeconds: number;
}

/** One supplier of each kind behind the stub, a type of job for each, and a film that is the hash of all that was made. */
export function outsideTrades(outside: Outside): Trades {
  const making = (vendor: CallingVendor | QueueingVendor) => ({
    does: 'make' as const,
    capability: 'IMAGE' as const,
    vendors: [vendor],
  });
  return {
    GENERATE_IMAGE: making(caller(outside, 'keyed', 'KEYED')),
    GENERATE_CHART: making(caller(outside, 'once', 'NEVER')),
    ENHANCE_IMAGE: making(queue(outside, 'queue', true)),
    GENERATE_VIDEO: making(queue(outside, 'blind', false)),
    RENDER_FILM: making(
      housed({ name: 'film', model: '1', atOnce: 1, reach: 'LOCAL' }, (order) => film(outside, order)),
    ),
  };
}

const termsOf = ({ timeoutSeconds }: Outside, name: string, resend: Resend) => ({
  name,
  house: name,
  modelOf: () => '1',
  isOffByDefault: false,
  source: name,
  reach: 'NETWORK' as const,
  resend,
  atOnce: 8,
  isShared: true,
  rate: null,
  timeoutSeconds,
  ceilingMicros: () => 100n,
});

function caller(outside: Outside, name: string, resend: Resend): CallingVendor {
  return {
    ...termsOf(outside, name, resend),
    answers: 'at once',
    call: async (order, tools) => {
      const response = await post(outside, `call/${name}`, { order, tools });
      outside.failpoints.pass('call sent');
      return delivered(outside, response, tools.signal);
    },
  };
}

function queue(outside: Outside, name: string, isAskable: boolean): QueueingVendor {
  return {
    ...termsOf(outside, name, 'NEVER'),
    answers: 'later',
    pollSeconds: 0.03,
    submit: async (order, tools) => {
      const response = await post(outside, `submit/${name}`, { order, tools });
      outside.failpoints.pass('call sent');
      const { id } = (await response.json()) as { id: string };
      return id;
    },
    poll: async (externalId, _order, { signal }) => {
      const response = await heard(fetch(`${outside.stubUrl}/jobs/${externalId}`, { signal }), signal);
      if (response.status === 410) throw failed('CANCELLED', 'It was called off.', 'NOTHING');
      return response.status === 202 ? drained(response) : delivered(outside, response, signal);
    },
    cancel: async (externalId, signal) => {
      const response = await fetch(`${outside.stubUrl}/jobs/${externalId}`, { method: 'DELETE', signal });
      return ((await response.json()) as { isOff: boolean }).isOff;
    },
    ...(isAskable ? { find: (key: string, signal: AbortSignal) => find(outside, key, signal) } : {}),
  };
}

async function find({ stubUrl }: Outside, key: string, signal: AbortSignal): Promise<string | null> {
  const response = await heard(fetch(`${stubUrl}/find/${key}`, { signal }), signal);
  return ((await response.json()) as { id: string | null }).id;
}

async function drained(response: Response): Promise<null> {
  await response.arrayBuffer();
  return null;
}

async function post(
  { stubUrl }: Outside,
  path: string,
  { order, tools }: { order: MakeOrder; tools: MakingTools },
): Promise<Response> {
  const body = JSON.stringify({ key: tools.idempotencyKey, prompt: order.wish.prompt });
  const response = await heard(
    fetch(`${stubUrl}/${path}`, { method: 'POST', body, signal: tools.signal }),
    tools.signal,
  );
  if (response.ok) return response;
  await response.arrayBuffer();
  const retryAfter = response.headers.get('retry-after');
  const code = response.status === 429 ? 'RATE_LIMITED' : 'TRANSIENT';
  throw failed(code, `It answered ${response.status}.`, 'NOTHING', retryAfter === null ? null : Number(retryAfter));
}

/** What never arrived for certain is billed by nobody; of a connection that broke nobody can say. */
async function heard(asking: Promise<Response>, signal: AbortSignal): Promise<Response> {
  try {
    return await asking;
  } catch (error) {
    throw signal.aborted ? error : failed('TRANSIENT', 'The connection broke.', 'UNKNOWN');
  }
}

async function delivered({ failpoints }: Outside, response: Response, signal: AbortSignal): Promise<Delivery> {
  const media = await response.arrayBuffer().catch((error) => {
    throw signal.aborted ? error : failed('TRANSIENT', 'The answer broke off.', 'UNKNOWN');
  });
  failpoints.pass('bytes received');
  const mimeType = response.headers.get('content-type') ?? '';
  return deliveryOf(Buffer.from(media), mimeType, Number(response.headers.get('x-billed-micros')));
}

function failed(
  code: 'RATE_LIMITED' | 'TRANSIENT' | 'CANCELLED',
  message: string,
  billed: 'NOTHING' | 'UNKNOWN',
  retryAfterSeconds: number | null = null,
): SupplierFailed {
  return new SupplierFailed({ code, message, billed, retryAfterSeconds });
}

function deliveryOf(media: Buffer, mimeType: string, costMicros: number): Delivery {
  return {
    media,
    mimeType,
    durationSeconds: null,
    width: 16,
    height: 16,
    loudnessLufs: null,
    truePeakDbtp: null,
    sentences: [],
    words: null,
    text: null,
    voice: null,
    parameters: {},
    costMicros,
    facts: {},
  };
}

/** The takes of its run in the order of their jobs, as one text: the same film if, and only if, each of them is the same. */
async function film({ store }: Outside, { runId }: MakeOrder): Promise<Delivery> {
  const takes = await store.query<{ sha256: string }[]>(
    `SELECT a.sha256 FROM job j JOIN asset a ON a.id = j.result_id
     WHERE j.run_id = $1 AND j.type <> 'RENDER_FILM' ORDER BY j.key`,
    [runId],
  );
  return deliveryOf(Buffer.from(takes.map(({ sha256 }) => sha256).join('\n')), 'image/png', 0);
}
