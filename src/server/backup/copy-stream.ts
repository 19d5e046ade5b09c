import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import type { Client, Connection, Submittable } from 'pg';

/** The parts of pg's connection that COPY needs; its version is pinned. */
interface Wire {
  readonly stream: Readable & Writable;
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** What pg asks of a query that it is given as an object. */
abstract class Copy implements Submittable {
  #settle: { resolve: () => void; reject: (error: Error) => void } = { resolve: noop, reject: noop };
  #error: Error | null = null;
  readonly done = new Promise<void>((resolve, reject) => {
    this.#settle = { resolve, reject };
  });

  constructor(private readonly text: string) {}

  submit(connection: Connection): void {
    (connection as unknown as Wire).query(this.text);
  }

  handleError(error: Error): void {
    this.#error = error;
    this.#settle.reject(error);
  }

  handleReadyForQuery(): void {
    if (!this.#error) this.#settle.resolve();
  }

  handleCommandComplete(): void {}
  abstract handleCopyData(message: { chunk: Buffer }, wire: Wire): void;
  abstract handleCopyInResponse(wire: Wire): void;
}

class CopyOut extends Copy {
  #wire: Wire | null = null;
  readonly bytes = new Readable({
    read: () => void this.#wire?.stream.resume(),
    destroy: (error, done) => {
      this.#wire?.stream.resume(); // what still comes is passed over
      done(error);
    },
  });

  handleCopyData({ chunk }: { chunk: Buffer }, wire: Wire): void {
    this.#wire = wire;
    // A copy: pg's parser writes what comes next over it. Without it, rows came out twice and others not at all.
    if (!this.bytes.destroyed && !this.bytes.push(Buffer.from(chunk))) wire.stream.pause();
  }

  handleCopyInResponse(): void {
    throw new Error('Postgres wants rows where it was asked for some.');
  }
}

class CopyIn extends Copy {
  constructor(
    text: string,
    private readonly source: AsyncIterable<Uint8Array>,
  ) {
    super(text);
  }

  handleCopyData(): void {
    throw new Error('Postgres sends rows where it was given some.');
  }

  handleCopyInResponse(wire: Wire): void {
    this.#send(wire).catch((error: Error) => wire.sendCopyFail(error.message));
  }

  async #send(wire: Wire): Promise<void> {
    for await (const chunk of this.source) {
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain');
    }
    wire.endCopyFrom();
  }
}

/** `COPY … TO STDOUT` as a stream; it fails where the statement does. */
export function copyOut(client: Client, text: string): Readable {
  const copy = new CopyOut(text);
  copy.done.then(
    () => copy.bytes.push(null),
    (error: Error) => copy.bytes.destroy(error),
  );
  client.query(copy);
  return copy.bytes;
}

/** `COPY … FROM STDIN`. */
export function copyIn(client: Client, text: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const copy = new CopyIn(text, source);
  client.query(copy);
  return copy.done;
}

function noop(): void {}
