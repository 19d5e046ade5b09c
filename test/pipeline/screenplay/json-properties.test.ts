import fc from 'fast-check';
import { DomainError } from '../../../src/pipeline/errors';
import { screenplayOfJson } from '../../../src/pipeline/screenplay/json/screenplay-of-json';
import { writeScreenplayJson } from '../../../src/pipeline/screenplay/json/write-screenplay-json';
import type { Screenplay, ScreenplayElement } from '../../../src/pipeline/screenplay/screenplay';
import { completedTitlePage } from '../../../src/pipeline/screenplay/title-fields';
import type { JsonValue } from '../../../src/pipeline/values/canonical-json';
import { screenplay, tameScreenplay } from './screenplays';

test('a screenplay that is written and read again is the same, but for what says nothing', () => {
  fc.assert(
    fc.property(screenplay, (it) => {
      const said = withoutWhatSaysNothing(it);
      expect(screenplayOfJson(writeScreenplayJson(said))).toEqual(said);
    }),
    { numRuns: 600 },
  );
});

test('a screenplay without marks comes back as it went', () => {
  fc.assert(
    fc.property(tameScreenplay, (it) => expect(screenplayOfJson(writeScreenplayJson(it))).toEqual(it)),
    { numRuns: 300 },
  );
});

test('any value in any place is read or refused', () => {
  const anything = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
  const names = [
    'title',
    'scenes',
    'slugline',
    'elements',
    'element_type',
    'content',
    'characters_present',
    'act',
    'depth',
  ];
  const shaped = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      anything,
      fc.dictionary(fc.constantFrom(...names), tie('value'), { noNullPrototype: true }),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  })).value;
  fc.assert(
    fc.property(shaped, (value) => expect(outcome(value)).not.toBe('thrown')),
    { numRuns: 1_000 },
  );
});

function outcome(value: JsonValue): string {
  try {
    screenplayOfJson(value);
    return 'read';
  } catch (error) {
    return error instanceof DomainError ? 'refused' : 'thrown';
  }
}

/** Elements and facts of blanks alone are none, and a scene must have a heading. */
function withoutWhatSaysNothing(it: Screenplay): Screenplay {
  const members = { title: it.title, author: it.author || null, genre: it.genre || null, logline: it.logline || null };
  return {
    ...it,
    ...members,
    titlePage: it.titlePage.length > 0 ? it.titlePage : completedTitlePage({ ...it, ...members, titlePage: [] }),
    opening: it.opening.filter(isSaid),
    scenes: it.scenes.map((scene) => ({
      ...scene,
      label: scene.label || null,
      slugline: scene.slugline.trim() || 'INT. HOUSE',
      elements: scene.elements.filter(isSaid),
      beat: scene.beat || null,
      conflict: scene.conflict || null,
      snowflakeSceneId: scene.snowflakeSceneId || null,
    })),
  };
}

function isSaid({ kind, text }: ScreenplayElement): boolean {
  return kind === 'PAGE_BREAK' || text.trim() !== '';
}
