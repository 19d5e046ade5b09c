import fc from 'fast-check';
import { DomainError, InvalidInput } from '../../../src/pipeline/errors';
import { draftFromMarkdown, scriptFromMarkdown, scriptToMarkdown } from '../../../src/pipeline/script/markdown';
import { paragraphs } from '../../../src/pipeline/script/paragraphs';
import { DISPLAY_MODES, SEGMENT_INTENTS } from '../../../src/pipeline/script/segment';
import { completed, type SegmentDraft } from '../../../src/pipeline/script/written-script';

const narrated = (text: string) => draftFromMarkdown(text).segments.map((segment) => segment.text);

test.each([
  ['headings', '# Heat\n\nOne.\n\n## Part\nTwo.\n\nThird\n=====\n\nFourth\n---\n\nThree.', ['One.', 'Two.', 'Three.']],
  [
    'emphasis',
    'a *b* **c** _d_ __e__ ***f*** ~~g~~ snake_case 2 * 3 * 4 `x_y`',
    ['a b c d e f g snake_case 2 * 3 * 4 x_y'],
  ],
  [
    'links',
    '[Trees](https://a.org/b_(c) "t") and [this][1] and <https://b.org> [not this]\n\n[1]: https://c.org',
    ['Trees and this and https://b.org [not this]'],
  ],
  ['images', 'Before ![x](y.png) after.\n\n![Figure 3: Nights](n.png)', ['Before  after.']],
  ['code', 'One.\n\n```js\nlet x;\n\n# no\n```\n\nTwo.\n~~~\nx\n~~~', ['One.', 'Two.']],
  ['comments', '<!-- a\n\nb -->\nOne <!-- c --> two.\n<!-- d --> Three.', ['One  two.', 'Three.']],
  ['block quotes', '> One\n> two.\n>\n> Three.\n\nFour.', ['One two.', 'Three.', 'Four.']],
  ['front matter', '---\ntitle: x\n---\nOne.', ['One.']],
  ['a rule without front matter', '---\n\nOne.\n\n***\n\nTwo.\n---\nThree.', ['One.', 'Two.', 'Three.']],
  ['footnotes', 'One[^1].\n\n[^1]: A note\n\n    that goes on.\n\nTwo.', ['One.', 'Two.']],
  ['tables', 'One.\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\nTwo | three.', ['One.', 'Two | three.']],
  [
    'lists',
    'Why:\n\n- heat\n- *dark* roofs;\n  and roads\n\n- [x] no trees!\n\nAfter.',
    ['Why:', 'heat. dark roofs; and roads. no trees!', 'After.'],
  ],
  ['numbered lists', '1. One\n2) Two?\n\nIn\n2010. it was hot.', ['One. Two?', 'In 2010. it was hot.']],
  [
    'speakers',
    '**Host:** Hello.\n**Ana Bö**: Hi.\n\nHOST: Again.\nDNA: a molecule.',
    ['Hello.', 'Hi.', 'Again. DNA: a molecule.'],
  ],
  [
    'whoever speaks twice',
    'ANNA: One.\n\nBEN: Two.\n\nANNA: Three.\n\nBEN: Four.',
    ['One.', 'Two.', 'Three.', 'Four.'],
  ],
  ['stage directions', '[music]\n\n(laughs)\n\nOne.\n*(pause)*\nTwo (quietly).', ['One. Two (quietly).']],
  ['hard breaks and wraps', 'One  \ntwo\\\nthree\nfour<br>five', ['One\ntwo\nthree four\nfive']],
  ['entities and escapes', '&amp; &#65; &#x42; &nope; \\*x\\* &#0;', ['& A B &nope; *x* \ufffd']],
  ['tags', '<div>One <b>two</b></div>\n\n<style>\np { }\n</style>\n\n3 < 4 and 5 > 4', ['One two', '3 < 4 and 5 > 4']],
  ['line ends of every kind', 'One.\r\n\r\nTwo.\r\rThree.', ['One.', 'Two.', 'Three.']],
])('%s: only what is said is narrated', (_what, text, expected) => {
  expect(narrated(text)).toEqual(expected);
});

test('an image whose text begins with a figure’s name names its caption, and the first heading is the title', () => {
  const { title, figures } = draftFromMarkdown(
    '# Heat *now*\n\n![Figure 3: Nights in *July*](a/b.png) ![Table 2](<t 2.png>) ![figure 3. Other](c.png) ![Figures](d.png)',
  );
  expect(title).toBe('Heat now');
  expect(figures).toEqual([
    { kind: 'FIGURE', number: 3, path: 'a/b.png', caption: 'Nights in July', description: '' },
    { kind: 'TABLE', number: 2, path: 't 2.png', caption: '', description: '' },
  ]);
});

test.each([
  ['a comment', 'One.\n\n<!-- two', 'line 3'],
  ['a code fence', '```\none', 'line 1'],
  ['remarks that are no JSON', '<!-- segment {"intent": } -->\nOne.', 'comment before'],
  ['remarks of an intent that nobody knows', '<!-- segment {"intent":"vibes"} -->\nOne.', 'comment before'],
])('%s without an end or a meaning is refused, since narration would be lost', (_what, text, said) => {
  expect(() => scriptFromMarkdown(text)).toThrow(InvalidInput);
  expect(() => scriptFromMarkdown(text)).toThrow(said);
});

const marks = fc.constantFrom(
  ...[
    '# ',
    '- ',
    '1. ',
    '2) ',
    '> ',
    '*',
    '**',
    '_',
    '`',
    '```',
    '~~~',
    '---',
    '===',
    '| a |',
    '|---|',
    '[x](y)',
    '![Figure 1](z)',
  ],
  ...[
    '[^1]',
    '[^1]: ',
    '[a]: b',
    '<b>',
    '<!--',
    '-->',
    '<script>',
    '&amp;',
    '&#10;',
    '\\',
    '\\\\',
    'HOST: ',
    'ANNA:',
    '**Host:** ',
    '[music]',
  ],
  ...[
    '(laughs)',
    '\n',
    '\r',
    '\r\n',
    '  \n',
    '\t',
    ' ',
    '\u00a0',
    '\u2028',
    'word',
    'Figure 2',
    '.',
    ':',
    '!',
    '+++',
    'é',
    '🔥',
  ],
);
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(marks, { maxLength: 12 }).map((parts) => parts.join('')),
  )
  .map((it) => paragraphs(it)[0] ?? 'word');
const said = fc.string({ unit: 'grapheme', maxLength: 20 });
const segment: fc.Arbitrary<SegmentDraft> = fc.record({
  text,
  intent: fc.constantFrom(...SEGMENT_INTENTS),
  keyConcepts: fc.array(fc.oneof(said, fc.constantFrom('-->', '--', '}')), { maxLength: 3 }),
  importance: fc.integer({ min: 0, max: 100 }).map((it) => it / 100),
  visualDirection: fc.option(said.filter((it) => it !== '')),
  displayMode: fc.option(fc.constantFrom(...DISPLAY_MODES)),
});

test('what is written reads back as the same segments with the same remarks, whatever stands in their texts', () => {
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), fc.option(said), (segments, title) => {
      const script = completed({ title, segments });
      const again = scriptFromMarkdown(scriptToMarkdown(script));
      expect(again.segments).toEqual(script.segments);
    }),
    { numRuns: 1_000 },
  );
});

test('any text at all is read or refused', () => {
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 30 }), (parts) => {
      try {
        for (const it of narrated(parts.join(''))) expect(paragraphs(it)).toEqual([it]);
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a long text that nearly marks something is read in a moment', () => {
  const hostile = [
    '[',
    '](',
    '![a](',
    '<!--',
    '<a ',
    '`',
    '*a',
    '_ ',
    '~~',
    '> ',
    '- ',
    '&',
    '\\',
    '[^',
    '| ',
    '# ',
    '(',
    'A:',
  ];
  const spaced = [`# a${' '.repeat(5e5)}b`, `- ${' '.repeat(5e5)}b`, `a${' '.repeat(5e5)}b`, `|-${' '.repeat(5e5)}x`];
  const nested = `${'['.repeat(1e5)}${']'.repeat(1e5)}`;
  const fences = '```\nx\n```\n'.repeat(3e4);
  for (const it of [...hostile.map((mark) => mark.repeat(3e5 / mark.length)), ...spaced, nested, fences]) {
    const begun = performance.now();
    try {
      narrated(it);
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
    }
    expect([it.slice(0, 20), performance.now() - begun < 2_000]).toEqual([it.slice(0, 20), true]);
  }
});
