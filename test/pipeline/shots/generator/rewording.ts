import type { Dice } from './dice';

const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  slowly: ['carefully', 'inch by inch'],
  pulls: ['yanks', 'tugs'],
  slides: ['slips', 'ducks'],
  crosses: ['walks', 'strides'],
  table: ['card table', 'long table'],
  door: ['doorway', 'steel door'],
  looks: ['glances', 'peers'],
  hands: ['passes', 'gives'],
  steps: ['moves', 'walks'],
  drops: ['falls', 'sinks'],
  reaches: ['grabs', 'stretches'],
  money: ['cash', 'bills'],
  stops: ['halts', 'pauses'],
  old: ['battered', 'ancient'],
  turns: ['spins', 'swivels'],
  dark: ['gloom', 'blackness'],
  watches: ['studies', 'eyes'],
  carefully: ['slowly', 'with great care'],
  think: ['believe', 'reckon'],
  never: ['not once', 'hardly'],
  said: ['told me', 'swore'],
  everything: ['all', 'every last thing'],
  nobody: ['no one'],
  need: ['want', 'could use'],
  bag: ['sack', 'case'],
  finds: ['spots', 'digs up'],
  cover: ['shelter'],
  walks: ['wanders', 'marches'],
  counter: ['bar top'],
  floor: ['tiles', 'boards'],
  car: ['sedan', 'wagon'],
  throws: ['hurls', 'slings'],
  quickly: ['fast', 'in a rush'],
};
const ADDED = {
  action: [
    'Nothing else moves.',
    'A long beat.',
    'It takes forever.',
    'Outside, thunder.',
    'The hum of the city swells.',
  ],
  speech: ['You hear me?', 'I mean it.', 'Every time.', 'That is how it is.', 'And you know it.', 'Not anymore.'],
};

/** The same line in other words: some words are others, a clause is added; nobody comes or goes. */
export function reworded(dice: Dice, text: string, kind: keyof typeof ADDED): string {
  const others = text.replace(/(?<!\p{L})\p{Ll}+(?!\p{L})/gu, (word) => {
    const found = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
    return found ? dice.pick(found) : word;
  });
  return others === text || dice.chance(0.5) ? `${others} ${dice.pick(ADDED[kind])}` : others;
}
