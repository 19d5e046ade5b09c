import { type Area, heightOf, isEmpty, sharedBy, sizeOf, unionOf, widthOf } from './area';
import { identity, type Matrix, mapped, product } from './matrix';
import type { Mark } from './page';

/** Operators by name, as the parser numbers them. */
export type OperatorCodes = Readonly<Record<string, number>>;

export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export interface Drawn {
  readonly marks: readonly Mark[];
  /** Fonts that only placed drawings use. */
  readonly drawingFonts: ReadonlySet<string>;
}

/** What covers more of the page than this is its paper, and a drawing that does is the page itself. */
const PAPER_SHARE = 0.85;
/** Beyond this many marks the rest of a page is taken as boxes of whole paths: maps and scatter plots have 100,000. */
const MOST_MARKS = 30_000;
const MOST_SUBPATHS = 400;
/** Of the paper's: two rules of one path close to each other have little area. */
const SMALL_SIDE = 0.3;

interface Ink {
  readonly fill: boolean;
  readonly stroke: boolean;
}

interface State {
  readonly matrix: Matrix;
  readonly clip: Area;
  readonly colours: Ink;
  readonly alphas: Ink;
}

/** Walks the operators of a page with matrix and clip, and says where it leaves ink that is no text. */
export function marksOf(operators: Operators, codes: OperatorCodes, toPage: Matrix, paper: Area): Drawn {
  const walk = new Walk(codes, toPage, paper);
  for (const [index, code] of operators.fnArray.entries()) {
    const args = operators.argsArray[index];
    walk.take(code, Array.isArray(args) ? args : []);
  }
  return walk.drawn();
}

class Walk {
  readonly #names: ReadonlyMap<number, string>;
  readonly #paper: Area;
  readonly #marks: Mark[] = [];
  readonly #stack: State[] = [];
  readonly #forms: { isDrawing: boolean }[] = [];
  readonly #pageFonts = new Set<string>();
  readonly #formFonts = new Set<string>();
  #drawingDepth = 0;
  #font = '';
  #clipNext = false;
  #state: State;

  constructor(codes: OperatorCodes, toPage: Matrix, paper: Area) {
    this.#names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
    this.#paper = paper;
    const solid = { fill: true, stroke: true };
    this.#state = { matrix: toPage, clip: paper, colours: solid, alphas: solid };
  }

  drawn(): Drawn {
    const drawingFonts = new Set([...this.#formFonts].filter((font) => !this.#pageFonts.has(font)));
    return { marks: this.#marks, drawingFonts };
  }

  take(code: number, args: readonly unknown[]): void {
    const name = this.#names.get(code) ?? '';
    if (name === 'save') this.#stack.push(this.#state);
    else if (name === 'restore') this.#state = this.#stack.pop() ?? this.#state;
    else if (name === 'transform') this.#turn(numbers(args));
    else if (name === 'clip' || name === 'eoClip') this.#clipNext = true;
    else if (name === 'constructPath') this.#path(args);
    else if (name === 'shadingFill') this.#add('FILL', this.#state.clip);
    else if (name === 'setFont') this.#font = String(args[0]);
    else if (name.includes('howText') || name.startsWith('nextLineS')) this.#text();
    else if (name.startsWith('paintFormXObject')) this.#form(name.endsWith('Begin'), args);
    else if (name === 'beginGroup') this.#group(args[0]);
    else if (name === 'endGroup') this.#state = this.#stack.pop() ?? this.#state;
    else if (name.startsWith('paint')) this.#image(name, args);
    else this.#setting(name, args);
  }

  #setting(name: string, args: readonly unknown[]): void {
    const { colours } = this.#state;
    if (name === 'setFillRGBColor') this.#paintWith({ ...colours, fill: !isWhite(args[0]) });
    else if (name === 'setStrokeRGBColor') this.#paintWith({ ...colours, stroke: !isWhite(args[0]) });
    else if (name === 'setFillTransparent') this.#paintWith({ ...colours, fill: false });
    else if (name === 'setStrokeTransparent') this.#paintWith({ ...colours, stroke: false });
    else if (name === 'setFillColorN') this.#paintWith({ ...colours, fill: true });
    else if (name === 'setStrokeColorN') this.#paintWith({ ...colours, stroke: true });
    else if (name === 'setGState' && Array.isArray(args[0])) this.#see(args[0]);
  }

  #paintWith(colours: Ink): void {
    this.#state = { ...this.#state, colours };
  }

  #see(settings: readonly unknown[]): void {
    for (const setting of settings) {
      const [key, value] = Array.isArray(setting) ? setting : [];
      const { alphas } = this.#state;
      if (key === 'ca') this.#state = { ...this.#state, alphas: { ...alphas, fill: value !== 0 } };
      if (key === 'CA') this.#state = { ...this.#state, alphas: { ...alphas, stroke: value !== 0 } };
    }
  }

  #turn(matrix: readonly number[]): void {
    this.#state = { ...this.#state, matrix: product(this.#state.matrix, matrix) };
  }

  #text(): void {
    (this.#drawingDepth > 0 ? this.#formFonts : this.#pageFonts).add(this.#font);
  }

  #group(options: unknown): void {
    this.#stack.push(this.#state);
    const { bbox, matrix } = Object(options) as { bbox?: unknown; matrix?: unknown };
    const box = numbers(bbox);
    if (box.length < 4) return;
    this.#clipTo(this.#onPage(box, product(this.#state.matrix, numbers(matrix))));
  }

  #form(begins: boolean, [matrix, bbox]: readonly unknown[]): void {
    if (!begins) {
      this.#state = this.#stack.pop() ?? this.#state;
      if (this.#forms.pop()?.isDrawing) this.#drawingDepth -= 1;
      return;
    }
    this.#stack.push(this.#state);
    this.#turn(numbers(matrix));
    const box = numbers(bbox);
    if (box.length >= 4) this.#clipTo(this.#onPage(box, this.#state.matrix));
    const isDrawing = sizeOf(this.#state.clip) < PAPER_SHARE * sizeOf(this.#paper);
    this.#forms.push({ isDrawing });
    if (isDrawing) this.#drawingDepth += 1;
  }

  #clipTo(area: Area): void {
    this.#state = { ...this.#state, clip: sharedBy(this.#state.clip, area) };
  }

  #path([operator, data, minMax]: readonly unknown[]): void {
    const box = numbers(minMax);
    const whole = box.length >= 4 ? this.#onPage(box, this.#state.matrix) : null;
    const kind = this.#inkOf(Number(operator));
    if (whole && kind) for (const area of this.#parts(whole, data)) this.#add(kind, area);
    if (this.#clipNext && whole) this.#clipTo(whole);
    this.#clipNext = false;
  }

  /** What the operator leaves on white paper, null when nothing. */
  #inkOf(operator: number): Mark['kind'] | null {
    const name = (this.#names.get(operator) ?? '').toLowerCase();
    const { colours, alphas } = this.#state;
    if (name.includes('fill') && colours.fill && alphas.fill) return 'FILL';
    return name.includes('stroke') && colours.stroke && alphas.stroke ? 'STROKE' : null;
  }

  /** A path of many parts, such as all rules of a page, by its parts. */
  #parts(whole: Area, data: unknown): readonly Area[] {
    const isSmall =
      sizeOf(whole) < 0.02 * sizeOf(this.#paper) &&
      Math.max(widthOf(whole) / widthOf(this.#paper), heightOf(whole) / heightOf(this.#paper)) < SMALL_SIDE;
    const path = Array.isArray(data) ? data[0] : null;
    if (isSmall || !(path instanceof Float32Array) || this.#marks.length > MOST_MARKS) return [whole];
    const parts = subpaths(path, this.#state.matrix);
    return parts.length > MOST_SUBPATHS ? [whole] : parts;
  }

  #image(name: string, args: readonly unknown[]): void {
    const { matrix } = this.#state;
    if (!/Image/.test(name)) return;
    for (const placed of placements(name, args))
      this.#add('IMAGE', this.#onPage([0, 0, 1, 1], product(matrix, placed)));
  }

  #onPage(box: readonly number[], matrix: Matrix): Area {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
    return areaOfPoints([
      mapped(matrix, x0, y0),
      mapped(matrix, x1, y0),
      mapped(matrix, x0, y1),
      mapped(matrix, x1, y1),
    ]);
  }

  #add(kind: Mark['kind'], area: Area): void {
    const { clip } = this.#state;
    if (!Object.values(area).every(Number.isFinite)) return;
    // Rules have no width or no height of their own.
    const thick = {
      ...area,
      right: Math.max(area.right, area.left + 0.3),
      bottom: Math.max(area.bottom, area.top + 0.3),
    };
    const seen = sharedBy(thick, clip);
    if (isEmpty(seen) || sizeOf(seen) > PAPER_SHARE * sizeOf(this.#paper)) return;
    if (this.#marks.length < 2 * MOST_MARKS) this.#marks.push({ kind, area: seen });
  }
}

function placements(name: string, args: readonly unknown[]): readonly Matrix[] {
  if (name.endsWith('Repeat')) return repeated(name, args);
  if (!name.endsWith('Group')) return [identity];
  const images = args.find(Array.isArray) as { transform?: unknown }[] | undefined;
  return (images ?? []).map(({ transform }) => numbers(transform));
}

function repeated(name: string, args: readonly unknown[]): readonly Matrix[] {
  const isMask = name.includes('Mask');
  const [scaleX, skewX, skewY, scaleY] = isMask ? args.slice(1, 5) : [args[1], 0, 0, args[2]];
  const positions = numbers(isMask ? args[5] : args[3]);
  const places: Matrix[] = [];
  for (let at = 0; at + 1 < positions.length; at += 2) {
    places.push([
      Number(scaleX),
      Number(skewX),
      Number(skewY),
      Number(scaleY),
      positions[at] ?? 0,
      positions[at + 1] ?? 0,
    ]);
  }
  return places;
}

/** How many numbers each command of a path has: move, line, cubic, quadratic, close. */
const COMMAND_LENGTHS = [2, 2, 6, 4, 0];

function subpaths(path: Float32Array, matrix: Matrix): Area[] {
  const parts: Area[] = [];
  let points: [number, number][] = [];
  const close = () => {
    if (points.length > 1) parts.push(areaOfPoints(points));
    points = [];
  };
  for (let at = 0; at < path.length; ) {
    const command = path[at++] ?? 0;
    if (command === 0) close();
    const end = at + (COMMAND_LENGTHS[command] ?? path.length);
    for (; at + 1 < end + 0; at += 2) points.push(mapped(matrix, path[at] ?? 0, path[at + 1] ?? 0));
    at = end;
  }
  close();
  return parts;
}

function areaOfPoints(points: readonly (readonly [number, number])[]): Area {
  return unionOf(points.map(([x, y]) => ({ left: x, top: y, right: x, bottom: y })));
}

function numbers(value: unknown): number[] {
  if (Array.isArray(value)) return value.map(Number);
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : [];
}

const isWhite = (colour: unknown): boolean => typeof colour === 'string' && /^#f[c-f]f[c-f]f[c-f]$/i.test(colour);
