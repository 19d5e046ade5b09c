import { EventEmitter } from 'node:events';
import { Client, type ClientConfig } from 'pg';

const DATA_ROW = 0x44; // "D"
/** A message of the protocol: its letter, then its length, which counts itself but not the letter. */
const HEADER_BYTES = 5;

type Fields = (Buffer | null)[];

interface Sinks {
  row(fields: Fields): void;
  /** Whole messages that are no rows. */
  rest(bytes: Buffer): void;
}

/** Cuts what Postgres sends into rows and everything else, in order, without copying more than a message that came in parts. */
export class RowSplitter {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #needed = HEADER_BYTES;

  constructor(private readonly sinks: Sinks) {}

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#needed) return;
    const data = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#bytes);
    this.#keep(data.subarray(this.#split(data)));
  }

  /** Hands on every whole message; answers where the first incomplete one begins. */
  #split(data: Buffer): number {
    let start = 0;
    let others = 0;
    for (let end = endOfMessage(data, start); end <= data.length; end = endOfMessage(data, start)) {
      if (data[start] === DATA_ROW) {
        if (start > others) this.sinks.rest(data.subarray(others, start));
        this.sinks.row(fieldsOf(data, start + HEADER_BYTES));
        others = end;
      }
      start = end;
    }
    if (start > others) this.sinks.rest(data.subarray(others, start));
    return start;
  }

  #keep(tail: Buffer): void {
    this.#chunks = tail.length > 0 ? [tail] : [];
    this.#bytes = tail.length;
    this.#needed = tail.length < HEADER_BYTES ? HEADER_BYTES : endOfMessage(tail, 0);
  }
}

function endOfMessage(data: Buffer, start: number): number {
  return data.length - start < HEADER_BYTES ? Number.POSITIVE_INFINITY : start + 1 + data.readUInt32BE(start + 1);
}

function fieldsOf(data: Buffer, start: number): Fields {
  let at = start + 2;
  return Array.from({ length: data.readUInt16BE(start) }, () => {
    const length = data.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return data.subarray(at - length, at);
  });
}

interface Listening extends EventEmitter {
  attachListeners(stream: EventEmitter): void;
}

/**
 * A client whose rows hold the bytes that Postgres sent. pg makes a string of every field; an answer of 400 kB would be decoded
 * only to be encoded again, which cost a tenth of it. pg still reads every message but the rows; `attachListeners` is
 * where its parser meets the socket, and pg's version is pinned.
 */
export class BytesClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const { connection } = this as unknown as { connection: Listening };
    const attach = connection.attachListeners.bind(connection);
    connection.attachListeners = (stream) => {
      const others = new EventEmitter();
      attach(others);
      const splitter = new RowSplitter({
        row: (fields) => connection.emit('dataRow', { name: 'dataRow', fields }),
        rest: (bytes) => others.emit('data', bytes),
      });
      stream.on('data', (chunk: Buffer) => splitter.push(chunk));
    };
  }
}
