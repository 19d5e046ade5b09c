import type { Session } from '../graphql/session';
import type { Words } from '../words/parse';

/** What a command is given. */
export interface Scene {
  readonly session: Session;
  readonly words: Words;
  readonly signal: AbortSignal;
  /** For people, on standard error; results go to standard output. */
  readonly say: (line: string) => void;
  /** A result that is told before the others are known. */
  readonly print: (line: string) => void;
  /** Of the terminal; endless where there is none. */
  readonly columns: number;
}

/** What came of it: lines for people, one document for scripts. */
export interface Outcome {
  readonly lines: readonly string[];
  /** Null where all was told already. */
  readonly json: object | null;
  /** 0 unless said otherwise. */
  readonly status?: number;
}

/** The words are judged first: what is wrong with them is told before any server is asked, or started. */
export type Act = (words: Words) => (scene: Scene) => Promise<Outcome>;
