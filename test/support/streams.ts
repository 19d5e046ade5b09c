import { Readable } from 'node:stream';

export async function readAll(stream: Readable | null): Promise<Buffer> {
  if (stream === null) throw new Error('there is no such blob');
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Gives these bytes, and when more are asked for, so that they have arrived, does that instead. */
export function bytesThen(bytes: Uint8Array, next: (stream: Readable) => void): Readable {
  let given = false;
  return new Readable({
    read() {
      if (given) return next(this);
      given = true;
      this.push(bytes);
    },
  });
}

export function endless(): Readable {
  return new Readable({
    read(size) {
      this.push(Buffer.alloc(size));
    },
  });
}
