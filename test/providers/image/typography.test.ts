import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import fc from 'fast-check';
import { type Face, openFaces, showable } from '../../../src/providers/image/painter/fonts';
import { headlineOf } from '../../../src/providers/image/painter/headline';
import { setText, useFace } from '../../../src/providers/image/painter/typesetting';

const faces = openFaces();
const ctx = createCanvas(2000, 200).getContext('2d');

function drawn(face: Face, text: string): Buffer {
  const canvas = createCanvas(1200, 90);
  const its = canvas.getContext('2d');
  useFace(its, face, 40);
  its.fillText(text, 10, 60);
  return canvas.toBuffer('image/png');
}

test('the canvas knows the faces of the house by names that no machine has', () => {
  for (const { family } of Object.values(faces)) {
    expect(family).toMatch(/^Workprint /);
    expect(GlobalFonts.families.filter((its) => its.family === family)).toHaveLength(1);
  }
});

test('characters that a face cannot show are left out, and the rest closes up', () => {
  expect(showable('Trees 🌳 help 木.', faces.headline)).toBe('Trees help.');
  expect(showable('Größe: 3,5 °C — Ωmega\tПривет\n', faces.headline)).toBe('Größe: 3,5 °C — Ωmega Привет');
  for (const nothing of ['🎬🌳', '木の上', 'مرحبا', 'שלום', '\u202e\u200f'])
    expect(showable(nothing, faces.caption)).toBe('');
});

test('what is drawn does not change when all fonts of the machine are gone', () => {
  const text = showable('Trees 🌳 help 木 by 3.5 °C — Ωμέγα Привет ﬁ ₂ ≥', faces.headline);
  const before = Object.values(faces).map((face) => drawn(face, text).toString('base64'));
  GlobalFonts.removeAll();
  expect(GlobalFonts.families).toEqual([]);
  openFaces();
  expect(Object.values(faces).map((face) => drawn(face, text).toString('base64'))).toEqual(before);
});

test.each([
  ['Cities hold the heat: why streets stay warm', 'Cities hold the heat'],
  ['A city that breathes — skyline at dusk', 'A city that breathes'],
  ['Trees cool. They do.', 'Trees cool'],
  ['1 2 3 4 5 6 7 8 9 10 11 12 13', '1 2 3 4 5 6 7 8 9 10 11 12'],
  ['1 2 3 4 5 6 7 8 9 10 of the world', '1 2 3 4 5 6 7 8 9 10'],
  ['So plant the tree, paint the roof, let the air in', 'So plant the tree'],
  ['So, plant the tree, now', 'So, plant the tree'],
  ['  "Quoted," he said', 'Quoted," he said'],
  ['', ''],
  ['—', ''],
])('%j is headed %j', (prompt, headline) => {
  expect(headlineOf(prompt)).toBe(headline);
});

test('no line is wider than its measure, none is lost but to an ellipsis, and no size below the smallest is used', () => {
  const text = fc.string({ unit: fc.constantFrom(...'abcWM .,', ' '), minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(text, fc.integer({ min: 40, max: 900 }), (raw, width) => {
      const words = showable(raw, faces.headline);
      const setting = setText(ctx, faces.headline, words, {
        width,
        mostLines: 3,
        sizes: { largest: 60, smallest: 12 },
      });
      if (!setting) return;
      useFace(ctx, faces.headline, setting.size);
      for (const line of setting.lines) expect(ctx.measureText(line).width).toBeLessThanOrEqual(width);
      expect(setting.lines.length).toBeLessThanOrEqual(3);
      expect(setting.size).toBeGreaterThanOrEqual(12);
      if (!setting.lines.join('').includes('…')) expect(setting.lines.join(' ')).toBe(words);
    }),
    { numRuns: 200 },
  );
});

test('where even the smallest size would be illegible nothing is set', () => {
  expect(
    setText(ctx, faces.headline, 'Trees', { width: 10, mostLines: 1, sizes: { largest: 5, smallest: 9 } }),
  ).toBeNull();
});
