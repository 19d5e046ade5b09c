import { LimitExceeded, MediaRefused } from '../../pipeline/errors';
import type { JsonValue } from '../../pipeline/values/canonical-json';
import { pictureType } from '../../pipeline/values/image-header';

/** Media within an order. How they get there depends on how long they are. */
export class InputFile {
  constructor(
    readonly bytes: Uint8Array,
    readonly mimeType: string,
  ) {}
}

/** What a model is told, by its own names. */
export type Inputs = Readonly<Record<string, JsonValue | InputFile>>;

export function pictureInput(bytes: Uint8Array): InputFile {
  const type = pictureType(bytes);
  if (type) return new InputFile(bytes, type);
  throw new MediaRefused('The picture cannot be given to a model.', {
    expected: 'a PNG or a JPEG',
    got: `${bytes.length} bytes of something else`,
    remedy: 'Give another picture.',
  });
}

/** Seeds are 32-bit; the models take those that are not negative. */
const MOST_SEED = 2_147_483_647;

export const seedInput = (variation: number): number => Math.abs(Math.trunc(variation)) % MOST_SEED;

export function assertSpoken(prompt: string, mostCharacters: number): void {
  if (prompt.length <= mostCharacters) return;
  throw new LimitExceeded('The prompt is too long for this model.', {
    expected: `at most ${mostCharacters} characters`,
    got: `${prompt.length}`,
    remedy: 'Shorten the prompt.',
  });
}

/** Of those that a model makes, the one nearest in shape. */
export function nearestAspect({ width, height }: { width: number; height: number }, ratios: readonly string[]): string {
  const wanted = Math.log(width / height);
  const distance = (ratio: string): number => {
    const [across = 1, down = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(across / down) - wanted);
  };
  const [nearest] = [...ratios].sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) throw new Error('A model makes pictures of some shape.');
  return nearest;
}
