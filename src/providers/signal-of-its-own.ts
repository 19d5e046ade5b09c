/** For an SDK: it never stops listening to a signal, and one of ours may go through many calls. */
export const signalOfItsOwn = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal]);
