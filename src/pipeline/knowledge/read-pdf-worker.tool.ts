import type { Fault, FromReader, PdfOrder } from './pdf/pdf-order';
import { NoReading, readDocument } from './pdf-reader.tool';

/** A process that reads one PDF and ends. What the parser prints is for nobody but the reader. */
const answer = (message: FromReader) => process.send?.(message, undefined, undefined, () => undefined);

process.once('disconnect', () => process.exit());
// Whoever stops a service may signal all of it at once: the server decides what is broken off, and its end is ours.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('uncaughtException', (error) => fail('BROKEN', error));
process.on('unhandledRejection', (error) => fail('BROKEN', error));

process.once('message', async (order: PdfOrder) => {
  try {
    const reading = await readDocument(order, (place, pages) => answer({ kind: 'at', place, pages }));
    answer({ kind: 'read', reading });
  } catch (error) {
    if (error instanceof NoReading) fail(error.fault, error.message);
    else fail('BROKEN', error);
  }
});

function fail(fault: Fault, reason: unknown): void {
  answer({ kind: 'failed', fault, got: reason instanceof Error ? reason.message : String(reason) });
}
