import fc from 'fast-check';
import { atomLinks, type LinkedDocument } from '../../../src/pipeline/knowledge/atom-links';
import { documentGraph } from '../../../src/pipeline/knowledge/document-graph';
import { readMarkdown } from '../../../src/pipeline/knowledge/read-markdown';
import { ASPHALT, CANOPY, linked, WIND } from './papers';

const documents = [linked('canopy', CANOPY), linked('asphalt', ASPHALT), linked('wind', WIND)];
const links = atomLinks(documents);
const text = (id: string, position: number): string =>
  documents.find(({ documentId }) => documentId === id)?.atoms[position]?.text ?? '';

test('who goes on from, agrees with and contradicts whom is known by their words', () => {
  const said = links.filter(({ relation }) => relation !== 'SAME_TOPIC');
  expect(said.map(({ from, to, relation }) => [from.documentId, relation, to.documentId])).toEqual([
    ['asphalt', 'EXTENDS', 'canopy'],
    ['asphalt', 'SUPPORTS', 'canopy'],
    ['wind', 'CONTRADICTS', 'canopy'],
  ]);
  const [, , contrary] = said;
  expect(text('wind', contrary?.from.position ?? -1)).toContain('Contrary to');
  expect(contrary?.because).toContain('we could not find cooler nights');
});

test('atoms that share weighty concepts speak of the same', () => {
  const same = links.filter(({ relation }) => relation === 'SAME_TOPIC');
  expect(same.length).toBeGreaterThan(5);
  expect(same[0]?.because).toMatch(/^Both speak of /);
  expect(same.some(({ because }) => because.includes('closed canopy'))).toBe(true);
});

test('links are between documents, each pair once, the strongest first', () => {
  expect(links.every(({ from, to }) => from.documentId !== to.documentId)).toBe(true);
  const pairs = links.map(({ from, to }) =>
    [`${from.documentId} ${from.position}`, `${to.documentId} ${to.position}`].sort().join(),
  );
  expect(new Set(pairs).size).toBe(pairs.length);
  const strengths = links.map(({ strength }) => strength);
  expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
});

test('the order of the documents does not matter', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(documents, { minLength: 3 }), (order) => expect(atomLinks(order)).toEqual(links)),
  );
});

test('a document alone, or twice, is linked to nothing', () => {
  const [one] = documents;
  expect(atomLinks([])).toEqual([]);
  expect(atomLinks(one ? [one, one] : [])).toEqual([]);
});

test('a reference by number is one to the document that it stands for', () => {
  const citing = readMarkdown(
    '# On Roofs\n\nOur roofs extend the lamp post sensors of [2].\n\n## References\n\n1. Other. 2001.\n2. A. Okafor, B. Lind. Street trees and the nights of dense cities. 2024.',
  );
  const [link] = atomLinks([linked('roofs', citing), linked('canopy', CANOPY)]);
  expect(link).toMatchObject({
    from: { documentId: 'roofs', position: 1 },
    to: { documentId: 'canopy' },
    relation: 'EXTENDS',
  });
});

test('of many documents on one subject the 500 strongest links are kept', () => {
  const many: LinkedDocument[] = Array.from({ length: 40 }, (_, n) => ({
    ...linked(`${n}`, n % 2 === 0 ? CANOPY : WIND),
  }));
  expect(atomLinks(many)).toHaveLength(500);
});

const anyText = fc.array(
  fc.constantFrom(
    'Heat islands',
    'contrary to',
    'Okafor and Lind (2024)',
    'street trees',
    'we show.',
    '[1]',
    '\n\n',
    '## References\n\n1. ',
    'cool',
    'by',
    '12 March 2024',
  ),
  { maxLength: 30 },
);

test('whatever the documents say, links lead to atoms that are there', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 2, maxLength: 4 }), (all) => {
      const some = all.map((words, n) => {
        const reading = readMarkdown(`# Street trees ${n}\n\nAda Okafor, Bo Lind\n\n${words.join(' ')}`);
        return { documentId: `${n}`, title: reading.title ?? '', authors: reading.authors, ...documentGraph(reading) };
      });
      for (const { from, to, strength } of atomLinks(some)) {
        expect(some[Number(from.documentId)]?.atoms[from.position]).toBeDefined();
        expect(some[Number(to.documentId)]?.atoms[to.position]).toBeDefined();
        expect(strength > 0 && strength <= 1).toBe(true);
      }
    }),
  );
});
