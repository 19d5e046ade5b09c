import { READING } from './reading';
import { SOIL } from './soil';
import { TIDES } from './tides';

const SYLLABLES = 'ba ke ri mo tu sa le ni fo gu'.split(' ');

/** Papers one after another under one title, each with words and numbers of figures of its own: some 100 pages. */
export function longPaper(copies: number): string {
  const bodies = Array.from({ length: copies }, (_, copy) =>
    [SOIL, READING, TIDES].map((paper, place) => bodyOf(paper, copy * 3 + place)).join('\n\n'),
  );
  return `# A Long Report on Many Things\n\n## Abstract\n\nThis report brings many studies of fields, streets and reefs together. It asks what they have in common.\n\n${bodies.join('\n\n')}`;
}

function bodyOf(paper: string, copy: number): string {
  const [, ...blocks] = paper.split(/\n## (?:Acknowledgements|References)/)[0]?.split('\n\n') ?? [];
  const own = `${SYLLABLES[copy % 10]}${SYLLABLES[Math.floor(copy / 10) % 10]}`;
  return blocks
    .join('\n\n')
    .replace('## Abstract', '## Introduction')
    .replace(/\b(Figure|Table) (\d)/g, (_, kind, number) => `${kind} ${copy * 6 + Number(number)}`)
    .replace(/\b[a-z]{5,}\b/g, (word) => (word.length % 2 === 0 && !word.endsWith('ly') ? word : `${word}${own}`));
}
