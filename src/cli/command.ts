import type { Config } from '../server/config';

/** A command: what it is called with is left of it after its name. Answers the exit status. */
export type Command = (args: readonly string[], config: Config) => Promise<number>;
