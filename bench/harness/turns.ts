/** What one turn of a contender gave, by name: the figure that is compared, and what else is worth showing. */
export type Figures = Readonly<Record<string, number>>;
export type Contenders = Readonly<Record<string, () => Promise<Figures>>>;
export type Rounds = Readonly<Record<string, readonly Figures[]>>;

/**
 * Everybody has a turn in every round, and each round begins with another, so that nobody is always the one who comes after
 * the heaviest.
 */
export async function takeTurns(contenders: Contenders, rounds: number): Promise<Rounds> {
  const names = Object.keys(contenders);
  const results: Record<string, Figures[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const figures = await contenders[name]?.();
      if (figures) results[name]?.push(figures);
    }
  }
  return results;
}
