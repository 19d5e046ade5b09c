import fc from 'fast-check';
import type { Draft, Line, Redraft } from '../../../src/pipeline/script/draft';
import { added, edited, merged, moved, removed, split } from '../../../src/pipeline/script/edits';
import { MOST_SEGMENTS } from '../../../src/pipeline/script/script-limits';

const lineOf = (id: string, text: string): Line => ({
  id,
  text,
  intent: 'BACKGROUND',
  keyConcepts: [id],
  importance: 0.5,
  visualDirection: null,
  displayMode: 'DALL_E',
});

function draftOf(texts: readonly string[]): Draft {
  const lines = texts.map((text, index) => lineOf(`s${index}`, text));
  return { order: lines.map(({ id }) => id), lines: new Map(lines.map((line) => [line.id, line])) };
}

/** The words of the script after the edit, in order. */
function wordsAfter({ lines }: Draft, { order, changed, added: others }: Redraft): string[] {
  const known = new Map(
    [...lines.values(), ...changed, ...others.map(({ line }) => line)].map((line) => [line.id, line]),
  );
  return order.flatMap((id) => (known.get(id)?.text ?? '').split(/\s+/));
}
const wordsOf = (draft: Draft) => wordsAfter(draft, { ...moved(draft, 's0', 1) });

const text = fc
  .array(fc.constantFrom('heat', 'Figure', '7', '🌳', 'é', 'שלום', '“trees”'), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const drafts = fc.array(text, { minLength: 1, maxLength: 8 }).map(draftOf);
const drawn = fc.tuple(drafts, fc.nat(), fc.nat());

test('wherever a segment is split, no word is lost, and merging the halves says the same again', () => {
  fc.assert(
    fc.property(drawn, ([draft, pick, cut]) => {
      const id = draft.order[pick % draft.order.length] ?? '';
      const words = (draft.lines.get(id)?.text ?? '').split(' ');
      fc.pre(words.length > 1);
      const at = words.slice(0, 1 + (cut % (words.length - 1))).join(' ').length;
      const halves = split(draft, id, { at, newId: 'new' });
      expect(wordsAfter(draft, halves)).toEqual(wordsOf(draft));
      expect(halves.order.indexOf('new')).toBe(draft.order.indexOf(id) + 1);
      const [second] = halves.added;
      const lines = new Map([
        ...draft.lines,
        ...[...halves.changed, ...(second ? [second.line] : [])].map((l) => [l.id, l] as const),
      ]);
      const again = merged({ order: halves.order, lines }, ['new', id]);
      expect([again.changed[0]?.id, again.changed[0]?.text, again.removedIds]).toEqual([id, words.join(' '), ['new']]);
    }),
  );
});

test('a segment that moves is where it was told to be, and the others keep their order', () => {
  fc.assert(
    fc.property(drawn, ([draft, pick, to]) => {
      const id = draft.order[pick % draft.order.length] ?? '';
      const toNumber = 1 + (to % draft.order.length);
      const { order, changed, removedIds } = moved(draft, id, toNumber);
      expect(order.indexOf(id)).toBe(toNumber - 1);
      expect(order.filter((other) => other !== id)).toEqual(draft.order.filter((other) => other !== id));
      expect([changed, removedIds]).toEqual([[], []]);
    }),
  );
});

test('merging keeps what was worth keeping of each', () => {
  const draft = draftOf(['One.', 'Two.', 'Three.']);
  const lines = new Map(draft.lines).set('s2', {
    ...lineOf('s2', 'Three.'),
    importance: 0.9,
    keyConcepts: ['s1', 'x'],
  });
  const { changed, order, change } = merged({ ...draft, lines }, ['s2', 's1']);
  expect(changed).toMatchObject([{ id: 's1', text: 'Two. Three.', importance: 0.9, keyConcepts: ['s1', 'x'] }]);
  expect([order, change]).toEqual([['s0', 's1'], 'Merged segments 2 to 3']);
});

test('null takes the visual direction away, and leaves everything else as it is', () => {
  const draft = draftOf(['One.']);
  const nothing = { text: null, intent: null, importance: null, keyConcepts: null, displayMode: null };
  expect(edited(draft, 's0', nothing).change).toBeNull();
  const directed = { ...draft, lines: new Map([['s0', { ...lineOf('s0', 'One.'), visualDirection: 'A tree' }]]) };
  const { change, changed } = edited(directed, 's0', { ...nothing, visualDirection: null });
  expect([change, changed[0]?.visualDirection]).toEqual(['Edited segment 1: visual direction', null]);
});

test('a script of 5,000 segments has room for no other, and an only one stays', () => {
  const full = draftOf(Array.from({ length: MOST_SEGMENTS }, () => 'One two.'));
  expect(() => split(full, 's7', { at: 3, newId: 'new' })).toThrow('A script has at most 5000 segments.');
  expect(() => added(full, { id: 'new', text: 'More.', intent: null, afterId: null })).toThrow('at most 5000');
  expect(() => removed(draftOf(['Alone.']), 's0')).toThrow('keeps at least one segment');
});
