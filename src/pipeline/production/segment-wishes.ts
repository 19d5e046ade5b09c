import { plainWish, type WishTerms } from '../library/wish';
import type { FigureKind } from '../script/segment';

/** Speech and pictures are asked for in one language and one style until a project says otherwise. */
const LANGUAGE = 'en';
const STYLE = 'editorial';

interface Narration {
  readonly text: string;
  readonly visualDirection: string | null;
}

/** A figure that has a picture. */
export interface ShownFigure {
  readonly kind: FigureKind;
  readonly number: number;
  readonly caption: string;
  readonly sha256: string;
}

export function speechWish({ text }: Pick<Narration, 'text'>): WishTerms {
  return { ...plainWish('SPEECH', text), parameters: { language: LANGUAGE } };
}

/** A picture of what the segment says; where it speaks of a figure that is there, a page with that figure on it. */
export function pictureWish(
  { text, visualDirection }: Narration,
  size: { readonly width: number; readonly height: number },
  figure: ShownFigure | null,
): WishTerms {
  const page = { width: size.width, height: size.height, style: STYLE };
  if (!figure) return { ...plainWish('IMAGE', visualDirection ?? text), parameters: page };
  const name = `${figure.kind.toLowerCase()}/${figure.number}`;
  return {
    ...plainWish('IMAGE', figure.caption),
    parameters: { ...page, caption: figure.caption },
    inputs: [{ name, sha256: figure.sha256 }],
  };
}
