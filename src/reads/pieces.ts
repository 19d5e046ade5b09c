/** JSON text under construction: what is known now, and what Postgres will put in between. */
export type Piece = string | { readonly sql: string };

/** A function call takes at most 100 arguments. */
const MOST_ARGUMENTS = 96;

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Neighbouring texts become one: fewer arguments, less to concatenate. */
function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result;
}

/**
 * One SQL expression of type text. `concat`, not `||`: it takes any type without a cast. It drops NULL and prints booleans
 * as `t`, so every piece must be the JSON text itself.
 */
export function concatenated(pieces: readonly Piece[]): string {
  return concatSql(merged(pieces).map((piece) => (typeof piece === 'string' ? literal(piece) : piece.sql)));
}

function concatSql(texts: string[]): string {
  if (texts.length <= MOST_ARGUMENTS) return `concat(${texts.join(', ')})`;
  const chunks: string[] = [];
  for (let start = 0; start < texts.length; start += MOST_ARGUMENTS) {
    chunks.push(`concat(${texts.slice(start, start + MOST_ARGUMENTS).join(', ')})`);
  }
  return concatSql(chunks);
}
