import { z } from 'zod';
import type { Dialect } from '../through';

/** Errors are said as RFC 7807 has it; of most there is a `detail`, of some a `title` alone. */
const problem = z.object({ title: z.string().optional(), detail: z.string().optional() });

export const DIALECT: Dialect = {
  vendor: 'Replicate',
  read(body) {
    const { title, detail } = problem.safeParse(body).data ?? {};
    return { message: detail ?? title ?? null };
  },
};

/** What became of a job that made nothing, by the words of its error: no other sign is given. */
export type Undone = 'REFUSED' | 'TRANSIENT' | 'BAD_REPLY';

const FORBIDDEN =
  /nsfw|flagged as sensitive|\(E005\)|content[ _-](?:policy|moderation|filter)|safety (?:check|filter|system)|responsible ai|violat\w+ \S+ (?:\S+ )?(?:policy|policies|guidelines|practices|terms)/i;

/** Codes of four digits are of the house itself, as are machines that are taken away from under a job (`PA`). */
const IN_PASSING =
  /out of memory|\boom\b|\bcuda\b|interrupted|\(code: \w+\)|\bE\d{4}\b|\bdirector\b|temporarily unavailable|try again later|overloaded|high demand|timed? ?out/i;

/**
 * What neither forbids nor passes is an exception of the model: `BAD_REPLY`, and not `REFUSED`, since the same order may go well with
 * another variation or with somebody else, and nothing says that it is the order that is wrong. What is wrong with an order, the house says
 * when it takes it (422).
 */
export function undoneBy(said: string): Undone {
  if (FORBIDDEN.test(said)) return 'REFUSED';
  return IN_PASSING.test(said) ? 'TRANSIENT' : 'BAD_REPLY';
}
