/** A refusal lists so many reasons and counts the rest. */
export const MOST_REASONS = 20;

/** Reasons in one line; those past the limit are counted. */
export function listed(reasons: readonly string[], total = reasons.length): string {
  const shown = reasons.slice(0, MOST_REASONS);
  const more = total - shown.length;
  return `${shown.join('. ')}${more > 0 ? `. And ${more} more` : ''}`;
}
