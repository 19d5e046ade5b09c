import type { CastMember } from '../shot-list';
import { asTerms, composed } from './terms';

const MOST_CHARACTERS = 120;

/** Somebody by how they look: `portrait of Rae Calder, 30s, lean build, dark hair`. */
export function describedMember({ name, look, signature }: CastMember): string {
  const { ageRange, gender, height, build, hair, skinTone, wardrobe, marks } = look;
  const said = [ageRange, gender, height, build, hair, skinTone, wardrobe, marks, signature];
  return composed([`portrait of ${name}`, ...said.map((text) => asTerms(text, MOST_CHARACTERS))]);
}
