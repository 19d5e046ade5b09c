import { once } from 'node:events';

/** Asked to stop by a person or a supervisor. A second signal does not wait. */
export function stopSignal(): { signal: AbortSignal; asked: Promise<unknown> } {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort(new Error(`stopped by ${name}`));
    });
  }
  return { signal: controller.signal, asked: once(controller.signal, 'abort') };
}
