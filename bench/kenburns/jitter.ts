import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { FRAME, FRAMES, placeAt, spots } from './move';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Half the side of the window in which a spot is looked for: it has a radius of 9 px at most, and its neighbours are far. */
const REACH = 20;
/** Limited range black is 16, the still's ground a little above. */
const GROUND = 40;

/** How far spots of light shake in an encoded film: the root mean square of the second differences of their centroids, in px. */
export async function jitterOf(ffmpeg: string, film: string): Promise<number> {
  const paths: Point[][] = spots.map(() => []);
  let frames = 0;
  for await (const luma of lumaOf(ffmpeg, film)) {
    for (const [index, spot] of spots.entries()) paths[index]?.push(centroid(luma, placeAt(spot, frames)));
    frames += 1;
  }
  if (frames !== FRAMES) throw new Error(`${film} has ${frames} frames of ${FRAMES}.`);
  const squares = paths.flatMap((path) => path.slice(2).map((_, n) => squareOf(path.slice(n, n + 3))));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

function squareOf([a, b, c]: readonly Point[]): number {
  if (!a || !b || !c) throw new Error('A second difference takes three frames.');
  return (a.x - 2 * b.x + c.x) ** 2 + (a.y - 2 * b.y + c.y) ** 2;
}

/** Centre of the light above the ground, around where the spot ought to be. */
function centroid(luma: Buffer, due: Point): Point {
  const [left, top] = [Math.round(due.x) - REACH, Math.round(due.y) - REACH];
  let [sum, x, y] = [0, 0, 0];
  for (let row = top; row < top + 2 * REACH; row += 1) {
    for (let column = left; column < left + 2 * REACH; column += 1) {
      const light = Math.max(0, (luma[row * FRAME.width + column] ?? 0) - GROUND);
      sum += light;
      x += light * (column + 0.5);
      y += light * (row + 0.5);
    }
  }
  if (sum === 0) throw new Error(`There is no light at ${due.x}, ${due.y}.`);
  return { x: x / sum, y: y / sum };
}

async function* lumaOf(ffmpeg: string, film: string): AsyncGenerator<Buffer> {
  const args = [
    '-v',
    'error',
    '-threads',
    '1',
    '-i',
    film,
    '-vsync',
    '0',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-',
  ];
  const child = spawn(ffmpeg, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const bytes = (FRAME.width * FRAME.height * 3) / 2;
  let waiting: Buffer[] = [];
  let held = 0;
  for await (const chunk of child.stdout) {
    waiting.push(chunk);
    held += chunk.length;
    if (held < bytes) continue;
    const all = Buffer.concat(waiting);
    yield all.subarray(0, bytes);
    waiting = [all.subarray(bytes)];
    held -= bytes;
  }
  const [status] = await ended;
  if (status !== 0) throw new Error(`${film} does not decode.`);
}
