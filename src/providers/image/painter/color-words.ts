/** Colours that people name, toned to go with the palettes. */
const COLORS: Readonly<Record<string, string>> = {
  red: '#b8382f',
  crimson: '#9c2233',
  scarlet: '#c8382b',
  orange: '#d9772f',
  yellow: '#e0b13c',
  golden: '#d3a33a',
  gold: '#d3a33a',
  green: '#4d7f56',
  olive: '#76753c',
  teal: '#2f7f80',
  turquoise: '#3c9c9a',
  blue: '#37639c',
  navy: '#24385f',
  purple: '#6d4a86',
  violet: '#71559c',
  pink: '#cf7f96',
  white: '#efe9de',
  cream: '#efe2c8',
  beige: '#cdb893',
  brown: '#74503a',
  tan: '#b78d62',
  grey: '#7d8288',
  gray: '#7d8288',
  silver: '#a9b0b6',
  black: '#26262c',
};

const WORDS = new RegExp(`\\b(${Object.keys(COLORS).join('|')})\\b`, 'i');

/** The first colour that a prompt names; null where it names none. */
export function namedColor(prompt: string): string | null {
  const word = WORDS.exec(prompt)?.[1]?.toLowerCase();
  return (word && COLORS[word]) ?? null;
}
