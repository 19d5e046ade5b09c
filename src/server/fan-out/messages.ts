import type { Batch } from './page';

/** RFC 6455: a whole text message. What a server sends is not masked. */
const FINAL_TEXT = 0x81;
/** Lengths up to 125 stand in the second byte; these say that two or eight bytes with the length follow. */
const [IN_TWO_BYTES, IN_EIGHT_BYTES] = [126, 127];

/**
 * The beginning of each `next` of a subscription, as graphql-ws would write it; a frame's tail is the rest. Not from the pool
 * of small buffers: it stays as long as the subscription, and would keep 8 kB of what others wrote.
 */
export function headOf(subscriptionId: string): Buffer {
  const text = `{"id":${JSON.stringify(subscriptionId)},"type":"next","payload":`;
  const head = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  head.write(text);
  return head;
}

export function tailOf(payload: string): Buffer {
  return Buffer.from(`${payload}}`);
}

/** The messages of a batch for one subscription, ready for its socket: one allocation, one write. */
export function messagesOf(head: Buffer, batch: Batch): Buffer {
  let bytes = 0;
  for (const { tail } of batch) bytes += prefixBytes(head.length + tail.length) + head.length + tail.length;
  const messages = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const { tail } of batch) {
    at = writePrefix(messages, at, head.length + tail.length);
    at += head.copy(messages, at);
    at += tail.copy(messages, at);
  }
  return messages;
}

function prefixBytes(length: number): number {
  if (length < IN_TWO_BYTES) return 2;
  return length <= 0xffff ? 4 : 10;
}

function writePrefix(messages: Buffer, at: number, length: number): number {
  messages[at] = FINAL_TEXT;
  if (length < IN_TWO_BYTES) {
    messages[at + 1] = length;
    return at + 2;
  }
  if (length <= 0xffff) {
    messages[at + 1] = IN_TWO_BYTES;
    return messages.writeUInt16BE(length, at + 2);
  }
  messages[at + 1] = IN_EIGHT_BYTES;
  return messages.writeBigUInt64BE(BigInt(length), at + 2);
}
