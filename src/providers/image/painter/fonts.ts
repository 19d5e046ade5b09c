import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { fontCoverage } from '../../../pipeline/values/font-coverage';

export interface Face {
  /** As the canvas's `font` wants it, after the size. */
  readonly family: string;
  readonly weight: number;
  readonly coverage: ReadonlySet<number>;
}

export interface Faces {
  readonly headline: Face;
  readonly caption: Face;
}

/**
 * The faces of the house. Their names are ours, so that no font of the machine can stand in for them; what they have no
 * glyph for must not be drawn at all, since the canvas would take it from whatever the machine has.
 */
export function openFaces(): Faces {
  const folder = fontFolder(__dirname);
  return {
    headline: openFace(join(folder, 'SourceSerif4_600SemiBold.ttf'), 'Workprint Headline', 600),
    caption: openFace(join(folder, 'SourceSans3_400Regular.ttf'), 'Workprint Caption', 400),
  };
}

function openFace(file: string, family: string, weight: number): Face {
  const bytes = readFileSync(file);
  if (!GlobalFonts.register(bytes, family)) throw new Error(`The canvas does not take the font ${file}.`);
  return { family, weight, coverage: fontCoverage(bytes) };
}

/** `assets/fonts` of the package, from its sources as from `dist/`. */
function fontFolder(from: string): string {
  const folder = join(from, 'assets', 'fonts');
  if (existsSync(folder)) return folder;
  const above = dirname(from);
  if (above === from) throw new Error('assets/fonts is not in the package.');
  return fontFolder(above);
}

/** Nobody reads more of it on one picture. */
const MOST_CHARACTERS = 2000;

/** The text without what the face cannot show, blanks collapsed: "Trees 🌳 help 木" is "Trees help". */
export function showable(text: string, { coverage }: Pick<Face, 'coverage'>): string {
  const plain = text
    .slice(0, MOST_CHARACTERS)
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ');
  const kept = [...plain].filter((character) => coverage.has(character.codePointAt(0) ?? 0)).join('');
  const closed = kept.length < plain.length ? kept.replace(/ +(?=[.,;:!?)])/g, '') : kept;
  return closed.replace(/ +/g, ' ').trim();
}
