import type { JsonValue } from '../../src/pipeline/values/canonical-json';
import type { DocumentedReply } from '../../src/providers/documented';
import { sampleOf } from './samples';

/** What only the moment knows. */
export interface Order {
  /** What a model says. */
  readonly reply: string;
  /** The words of a refusal. */
  readonly said: string;
  readonly characters: number;
  readonly seconds: number;
}

export interface FilledReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

interface Filling {
  readonly order: Order;
  urlOf(type: string): string;
}

/** A documented reply as it goes over the wire. */
export async function filled(
  { status = 200, headers = {}, body }: Pick<DocumentedReply, 'status' | 'headers' | 'body'>,
  filling: Filling,
): Promise<FilledReply> {
  const samples = await samplesWithin(body);
  const fill = (text: string) => filledText(text, filling, samples);
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(fill(value))]));
  if ('media' in body)
    return { status, headers: { 'content-type': body.media, ...named }, bytes: await sampleOf(body.media) };
  if ('events' in body) {
    const events = body.events.map((event) => eventText(filledJson(event, fill))).join('');
    return { status, headers: { 'content-type': 'text/event-stream', ...named }, bytes: Buffer.from(events) };
  }
  const json = JSON.stringify(filledJson(body.json, fill));
  return { status, headers: { 'content-type': 'application/json', ...named }, bytes: Buffer.from(json) };
}

/** A text is what it is, such as `[DONE]`; an object of a type is announced by it. */
function eventText(event: JsonValue): string {
  if (typeof event === 'string') return `data: ${event}\n\n`;
  const { type } = Object(event) as { type?: unknown };
  const announced = typeof type === 'string' ? `event: ${type}\n` : '';
  return `${announced}data: ${JSON.stringify(event)}\n\n`;
}

function filledJson(value: JsonValue, fill: (text: string) => string | number): JsonValue {
  if (typeof value === 'string') return fill(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => filledJson(one, fill));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filledJson(one as JsonValue, fill)]));
}

function filledText(text: string, { order, urlOf }: Filling, samples: ReadonlyMap<string, Buffer>): string | number {
  if (text === '{{characters}}') return order.characters;
  if (text === '{{seconds}}') return order.seconds;
  return text
    .replaceAll(/\{\{url ([\w/+-]+)\}\}/g, (_, type: string) => urlOf(type))
    .replaceAll(/\{\{base64 ([\w/+-]+)\}\}/g, (_, type: string) => samples.get(type)?.toString('base64') ?? '')
    .replaceAll(/\{\{(reply|said|characters|seconds)\}\}/g, (_, word: keyof Order) => String(order[word]));
}

async function samplesWithin(body: DocumentedReply['body']): Promise<ReadonlyMap<string, Buffer>> {
  const types = [...JSON.stringify(body).matchAll(/\{\{base64 ([\w/+-]+)\}\}/g)].map(([, type = '']) => type);
  const samples = await Promise.all(types.map(async (type) => [type, await sampleOf(type)] as const));
  return new Map(samples);
}
