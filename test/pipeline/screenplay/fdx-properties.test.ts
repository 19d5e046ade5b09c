import fc from 'fast-check';
import { DomainError } from '../../../src/pipeline/errors';
import { fdxSafe } from '../../../src/pipeline/screenplay/fdx/fdx-safe';
import { screenplayOfFdx } from '../../../src/pipeline/screenplay/fdx/screenplay-of-fdx';
import { writeFdx } from '../../../src/pipeline/screenplay/fdx/write-fdx';
import type { ScreenplayElement, ScreenplayScene } from '../../../src/pipeline/screenplay/screenplay';
import { screenplay, tameScreenplay } from './screenplays';

test('a screenplay that is written and read again is what Final Draft can say of it', () => {
  fc.assert(
    fc.property(screenplay, (it) => expect(screenplayOfFdx(writeFdx(it))).toEqual(fdxSafe(it))),
    { numRuns: 600 },
  );
});

test('what Final Draft can say of a screenplay it says whole the second time', () => {
  fc.assert(
    fc.property(screenplay, (it) => {
      const safe = fdxSafe(it);
      expect(fdxSafe(safe)).toEqual(safe);
    }),
    { numRuns: 300 },
  );
});

test('a screenplay without marks comes back as it went', () => {
  fc.assert(
    fc.property(tameScreenplay, (it) => {
      const { opening, scenes, ...rest } = screenplayOfFdx(writeFdx(it));
      expect({ ...rest, opening: opening.map(alone), scenes: scenes.map(aloneIn) }).toEqual({
        ...it,
        opening: it.opening.map(alone),
        scenes: it.scenes.map(aloneIn),
      });
    }),
    { numRuns: 300 },
  );
});

/** A cue that follows no speech has nothing to stand beside. */
function alone({ kind, text }: ScreenplayElement): ScreenplayElement {
  return { kind, text };
}

function aloneIn(scene: ScreenplayScene): ScreenplayScene {
  return { ...scene, elements: scene.elements.map(alone) };
}

test('XML that is cut off or stirred is read or refused, and nothing else is thrown', () => {
  const cut = fc.tuple(tameScreenplay, fc.nat(), fc.nat(), fc.constantFrom('', '<', '>', '&', '"', '</Text>', ']]>'));
  fc.assert(
    fc.property(cut, ([it, from, length, put]) => {
      const text = writeFdx(it);
      const at = from % text.length;
      expect(outcome(text.slice(0, at) + put + text.slice(at + (length % 200)))).not.toBe('thrown');
    }),
    { numRuns: 400 },
  );
});

test('any text is read or refused', () => {
  const marks = fc.string({ unit: fc.constantFrom(...'<>/&;="\'![]-? ax#\n'), maxLength: 60 });
  fc.assert(
    fc.property(marks, (text) => expect(outcome(text)).not.toBe('thrown')),
    { numRuns: 2_000 },
  );
});

function outcome(text: string): string {
  try {
    screenplayOfFdx(text);
    return 'read';
  } catch (error) {
    return error instanceof DomainError ? 'refused' : 'thrown';
  }
}
