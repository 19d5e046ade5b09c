import { type Caption, keyOf } from './captions';

const GOES_ON = /^\W{0,3}cont(inued|inuation|['\u2019]d|d?\.|d?$)|\(?\bcont(inued|['\u2019]d|d?\.)(\s+from[^.]*)?\W*$/i;

/** Captions that repeat a label to say that its table goes on: `Table 2 (Continued)`. */
export const continuationsOf = (found: readonly Caption[], chosen: ReadonlySet<Caption>): Caption[] =>
  found.filter(
    (caption) =>
      !chosen.has(caption) &&
      GOES_ON.test(caption.parts.join(' ')) &&
      [...chosen].some((other) => other.page <= caption.page && keyOf(other.label) === keyOf(caption.label)),
  );
