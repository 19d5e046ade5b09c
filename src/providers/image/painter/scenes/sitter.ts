import { namedColor } from '../color-words';
import { mix } from '../palettes';
import { between, names, pick, type Scene, toned } from '../scene';
import { isWoman, SKINS } from './people';

export interface Sitter {
  readonly x: number;
  /** Of the face. */
  readonly y: number;
  /** Half the height of the face. */
  readonly head: number;
  readonly skin: string;
  readonly hair: string;
  readonly coat: string;
  readonly isLongHaired: boolean;
  readonly side: -1 | 1;
}

const HEAD_UNITS = 15.5;
const isWide = ({ width, height }: Pick<Scene, 'width' | 'height'>) => width > height * 1.2;

/** Where the sitter's sleeve may begin: type ends before it. Null: type may be anywhere, since it is laid over the sitter. */
export function sleeveAt(scene: Pick<Scene, 'width' | 'height' | 'unit'>): number | null {
  return isWide(scene) ? scene.width * PLACES[0] - scene.unit * HEAD_UNITS * 2.5 : null;
}
/** Where in a wide picture the sitter sits. */
const PLACES = [0.61, 0.67] as const;

export function sitterOf(scene: Scene): Sitter {
  const { width, height, unit, palette } = scene;
  const isOld = names(scene, /\b(old|elderly|grandmother|grandfather|aged)\b/i);
  const chance = scene.random() < 0.5;
  const long =
    names(scene, /\b(long|curly) hair/i) || (!names(scene, /\b(short hair|bald)/i) && (isWoman(scene) ?? chance));
  const hairs = ['#2a1c17', '#51321f', '#8c6236', '#1c1b22', '#6e2f1e'] as const;
  const skin = toned(scene, pick(scene, SKINS));
  const hair = toned(scene, isOld ? '#b9b6b1' : pick(scene, hairs));
  const coat = toned(
    scene,
    namedColor(scene.prompt) ?? mix(palette.accent, palette.layers[1], between(scene, 0.1, 0.6)),
  );
  const x = width * (isWide(scene) ? between(scene, ...PLACES) : 0.5);
  const side = scene.random() < 0.5 ? -1 : 1;
  return { x, y: height * 0.34, head: unit * HEAD_UNITS, skin, hair, coat, isLongHaired: long, side };
}
