import { sweepUploads } from '../pipeline';
import type { Services } from './services';

const EVERY_MS = 3_600_000;

/** Now and each hour. A sweep that fails is logged, and the next one makes up for it. Answers how to stop. */
export function sweepUploadsHourly({ studio, log }: Pick<Services, 'studio' | 'log'>): () => Promise<void> {
  const stopped = new AbortController();
  const sweep = async () => {
    try {
      const swept = await sweepUploads(studio, stopped.signal);
      if (swept > 0) log.info({ swept }, 'expired uploads were forgotten');
    } catch (error) {
      log.warn({ err: error }, 'expired uploads could not be forgotten');
    }
  };
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    stopped.abort();
    await sweeping;
  };
}
