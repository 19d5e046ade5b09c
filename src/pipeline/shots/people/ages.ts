const DECADES: Readonly<Record<string, number>> = {
  teens: 13,
  teen: 13,
  twenties: 20,
  thirties: 30,
  forties: 40,
  fifties: 50,
  sixties: 60,
  seventies: 70,
  eighties: 80,
};

/** The least of what is said: `mid-30s` is 30, `19` is 19; null where nothing is. */
export function yearsOf(ageRange: string | null): number | null {
  const said = (ageRange ?? '').slice(0, 100).toLowerCase();
  const digits = /\d{1,3}/.exec(said)?.[0];
  if (digits !== undefined) return Number(digits);
  const word = said.split(/[^a-z]+/).find((one) => Object.hasOwn(DECADES, one));
  return word === undefined ? null : (DECADES[word] ?? null);
}
