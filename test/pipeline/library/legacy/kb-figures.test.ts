import {
  figureAtom,
  figureFolders,
  firstOfEach,
  planFigures,
} from '../../../../src/pipeline/library/legacy/kb-figures';
import { Members } from '../../../../src/pipeline/library/legacy/member-paths';
import type { Planned } from '../../../../src/pipeline/library/legacy/plan';

const FOLDER = 'sources/src_0123456789ab/figures/';
const cut = (number: number) => `${FOLDER}doc_0123456789ab_fig_${String(number).padStart(3, '0')}.png`;
const facts = (planned: readonly Planned[]) =>
  planned.map((one) => ('reason' in one ? one.reason : `${one.kind} ${one.figureNumber}`));
const atom = (figure_number: string, page: number, more: object = {}) => ({
  ...{ id: `atom_${figure_number}`, type: 'figure', figure_number, caption: `${figure_number}. What it shows.`, page },
  ...more,
});
const atomsOf = (all: readonly object[]) => all.flatMap((one, at) => figureAtom(at, one) ?? []);

test('captions say which figure a picture is, tables counted in', () => {
  const atoms = atomsOf([atom('FIGURE 1', 2), atom('Table 1', 3), atom('Fig. 2', 5), atom('FIGURE 4', 6)]);
  expect(facts(planFigures({ names: [cut(0), cut(1), cut(2), cut(3)], atoms }))).toEqual([
    'FIGURE 1',
    'TABLE 1',
    'FIGURE 2',
    'FIGURE 4',
  ]);
});

test('an atom of the name of a picture is that picture', () => {
  const named = atom('FIGURE 7', 9, { id: 'doc_0123456789ab_fig_005' });
  expect(facts(planFigures({ names: [cut(5)], atoms: atomsOf([atom('FIGURE 1', 1), named]) }))).toEqual(['FIGURE 7']);
});

test('captions that cannot be told apart are no guess', () => {
  const atoms = atomsOf([atom('FIGURE 1', 1), atom('FIGURE 2', 2), atom('FIGURE 3', 3)]);
  expect(facts(planFigures({ names: [cut(0), cut(1)], atoms }))).toEqual([
    'no caption of the document says which figure it is',
    'no caption of the document says which figure it is',
  ]);
});

test('a caption that comes twice counts once', () => {
  const atoms = atomsOf([atom('FIGURE 1', 1), atom('FIGURE 1', 4), atom('FIGURE 2', 5)]);
  expect(facts(planFigures({ names: [cut(0), cut(1)], atoms }))).toEqual(['FIGURE 1', 'FIGURE 2']);
});

test.each([
  ['figures/kb_fig_006.png', 'FIGURE 6'],
  ['figures/fig_006.png', 'FIGURE 6'],
  [cut(5), 'FIGURE 6'],
  [`${FOLDER}fig_005.png`, 'FIGURE 6'],
])('without captions %s is %s', (name, figure) => {
  expect(facts(planFigures({ names: [name], atoms: null }))).toEqual([figure]);
});

test('names that begin with 000 count from 0', () => {
  expect(facts(planFigures({ names: ['figures/fig_000.png', 'figures/fig_001.png'], atoms: null }))).toEqual([
    'FIGURE 1',
    'FIGURE 2',
  ]);
});

test('each folder of pictures has the graph of its source', () => {
  const names = [
    cut(0),
    cut(1),
    'sources/src_0123456789ab/document_graph.json',
    'figures/kb_fig_001.png',
    'images/a.png',
  ];
  expect(figureFolders(new Members(names))).toEqual([
    { folder: 'figures/', names: ['figures/kb_fig_001.png'], graph: null },
    { folder: FOLDER, names: [cut(0), cut(1)], graph: 'sources/src_0123456789ab/document_graph.json' },
  ]);
});

test('of two sources that have a figure 1 the first is taken', () => {
  const two = ['a/kb_fig_001.png', 'b/kb_fig_001.png'].flatMap((name) => planFigures({ names: [name], atoms: null }));
  expect(facts(firstOfEach(two))).toEqual(['FIGURE 1', 'figure 1 is a/kb_fig_001.png already']);
});

test.each([
  [{ type: 'paragraph', content: 'Figure 3 shows' }, null],
  [{ type: 'figure', figure_number: 'FIGURE 3' }, ['FIGURE', 3]],
  [{ type: 'figure', figure_number: 3, caption: 'What' }, ['FIGURE', 3]],
  [{ type: 'table', caption: 'TABLE 2: costs' }, ['TABLE', 2]],
  [{ type: 'figure', figure_number: 'Table 2' }, ['TABLE', 2]],
  [{ type: 'figure', caption: 'no number' }, null],
  ['text', null],
])('%j is %j', (value, expected) => {
  const found = figureAtom('key', value);
  expect(found && [found.kind, found.number]).toEqual(expected);
});
