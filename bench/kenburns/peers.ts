import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { encodeArguments } from '../../src/pipeline/render/piece-arguments';
import { cutOff, FRAME, FRAMES, pieceOf } from './move';

/** A filter graph that moves the still. */
export interface Way {
  readonly filters: string;
}

const SIZE = `${FRAME.width}x${FRAME.height}`;
const LANCZOS = 'flags=lanczos+accurate_rnd:out_color_matrix=bt709:out_range=tv,format=yuv420p';

/** Whole pixels of its input; fed four times the frame's, as people do to soften the steps. */
export const zoompan: Way = {
  filters: `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,zoompan=z='1/(1-${cutOff('on')})':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':d=${FRAMES}:s=${SIZE}:fps=24`,
};

/** The one filter that moves below the pixel; the still is scaled to the frame once and looped. */
export const perspective: Way = {
  filters: [
    `scale=${FRAME.width}:${FRAME.height}:${LANCZOS},loop=loop=${FRAMES - 1}:size=1,setpts=N/24/TB`,
    `perspective=${corners()}:interpolation=linear:sense=source:eval=frame`,
  ].join(','),
};

function corners(): string {
  const cut = cutOff('on');
  const [left, top] = [`W*${cut}/2`, `H*${cut}/2`];
  const right = `W-${left}`;
  const bottom = `H-${top}`;
  const places = [left, top, right, top, left, bottom, right, bottom];
  return places.map((place, n) => `${n % 2 === 0 ? 'x' : 'y'}${Math.floor(n / 2)}='${place}'`).join(':');
}

interface Encoding {
  readonly ffmpeg: string;
  readonly way: Way;
  readonly still: string;
  readonly to: string;
}

/** Everything behind the filters is ours, word for word. */
export async function encodeWith({ ffmpeg, way, still, to }: Encoding): Promise<void> {
  const { rate, size } = pieceOf();
  const ours = encodeArguments({ rate, size, to });
  const codec = ours.slice(ours.indexOf('-c:v'));
  const input = ['-v', 'error', '-framerate', '24', '-f', 'png_pipe', '-threads', '1', '-i', still];
  const filters = ['-filter_threads', '1', '-vf', way.filters, '-frames:v', String(FRAMES)];
  await promisify(execFile)(ffmpeg, ['-nostdin', ...input, ...filters, ...codec]);
}
