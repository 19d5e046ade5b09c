import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { path as ffprobe } from '@ffprobe-installer/ffprobe';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { DiskFull, MediaRefused } from '../../../src/pipeline/errors';
import type { Piece, StillSource } from '../../../src/pipeline/render/piece';
import { PieceEncoder, type PieceOrder } from '../../../src/pipeline/render/piece-encoder.tool';
import { StillDecoder } from '../../../src/pipeline/render/still-decoder.tool';
import type { Motion } from '../../../src/pipeline/timeline/cut';

const root = join(__dirname, '../../..');
const hook = join(root, 'test/support/typescript.js');
const SETTINGS = { ffmpeg: { path: ffmpeg }, wasm: join(root, 'assets/resample.wasm'), execArgv: ['-r', hook] };
const SIZE = { width: 320, height: 180 };
const PUSH_IN: Motion = { from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.15, x: 0.4, y: 0.6 } };
const mayMount = spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;

let directory: string;
let encoders: PieceEncoder[];

beforeAll(() => {
  for (const program of [ffmpeg, ffprobe]) chmodSync(program, 0o755); // npm unpacks them without it
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'workprint-pieces-'));
  encoders = [];
  writeFileSync(at('town'), drawn(640, 360, town));
  writeFileSync(
    at('sky'),
    drawn(500, 700, (context) => context.fillRect(0, 0, 500, 350)),
  );
});
afterEach(async () => {
  await Promise.all(encoders.map((encoder) => encoder.close()));
  rmSync(directory, { recursive: true, force: true });
});

const at = (name: string) => join(directory, name);

function drawn(width: number, height: number, draw: (context: SKRSContext2D) => void): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#204060';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f0e0c0';
  draw(context);
  return canvas.toBuffer('image/png');
}

function town(context: SKRSContext2D): void {
  for (let n = 0; n < 40; n += 1) context.fillRect((n * 97) % 640, (n * 61) % 360, 10 + (n % 7), 30);
}

function encoder(workers = 1, program = ffmpeg): PieceEncoder {
  const made = new PieceEncoder({ ...SETTINGS, ffmpeg: { path: program }, workers });
  encoders.push(made);
  return made;
}

const still = (sha256: string, motion: Motion | null = null): StillSource => ({
  ...{ sha256, motion, firstFrame: 0 },
  pathFrames: 72,
});

function piece(sources: Piece['sources'], durationFrames = 60, rate = { numerator: 24, denominator: 1 }): Piece {
  return { rate, size: SIZE, durationFrames, sources };
}

const order = (what: Piece, name: string, more: Partial<PieceOrder> = {}): PieceOrder => ({
  ...{ piece: what, to: at(name), stillFile: async (sha256: string) => at(sha256) },
  ...{ signal: new AbortController().signal, ...more },
});

const hashOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(at(name)))
    .digest('hex');

async function probed(name: string) {
  const show = ['-v', 'error', '-print_format', 'json', '-show_streams', '-show_packets', at(name)];
  const { stdout } = await promisify(execFile)(ffprobe, show);
  const report: { streams: Record<string, unknown>[]; packets: { pts: number; flags: string }[] } = JSON.parse(stdout);
  return report;
}

test('a piece has exactly its frames, on a clock of whole ticks, with a key frame every 48', async () => {
  const rate = { numerator: 24000, denominator: 1001 };
  const facts = await encoder().encode(order(piece([still('town', PUSH_IN)], 60, rate), 'a.mp4'));
  const { streams, packets } = await probed('a.mp4');
  expect(streams).toHaveLength(1);
  expect(streams[0]).toMatchObject({
    ...{ codec_name: 'h264', width: 320, height: 180, pix_fmt: 'yuv420p', nb_frames: '60', has_b_frames: 2 },
    ...{ r_frame_rate: '24000/1001', avg_frame_rate: '24000/1001', time_base: '1/24000', start_pts: 0 },
    ...{ color_range: 'tv', color_space: 'bt709', color_primaries: 'bt709', color_transfer: 'bt709' },
    chroma_location: 'left',
  });
  const stamps = packets.map(({ pts }) => pts).sort((a, b) => a - b);
  expect(stamps).toEqual(Array.from({ length: 60 }, (_, frame) => frame * 1001));
  expect(packets.flatMap(({ flags }, index) => (flags.startsWith('K') ? [index] : []))).toEqual([0, 48]);
  expect(facts).toEqual({ frames: 60, bytes: readFileSync(at('a.mp4')).length, blackSpans: [], frozenSpans: [] });
  expect(JSON.parse(readFileSync(at('a.mp4.json'), 'utf8'))).toEqual(facts);
});

test('the same piece has the same bytes again, in another thread, and after an attempt that was cancelled', async () => {
  const moving = piece([still('town', PUSH_IN)]);
  const one = encoder(1);
  await one.encode(order(moving, 'first.mp4'));
  await one.encode(order(moving, 'again.mp4'));
  const cancel = new AbortController();
  const onFrame = () => cancel.abort(new Error('not now'));
  await expect(one.encode(order(moving, 'retried.mp4', { signal: cancel.signal, onFrame }))).rejects.toThrow('not now');
  await one.encode(order(moving, 'retried.mp4'));
  const two = encoder(2);
  const both = piece([still('sky', PUSH_IN), still('town')], 30);
  await Promise.all(['x.mp4', 'y.mp4', 'z.mp4'].map((name, n) => two.encode(order(n === 1 ? both : moving, name))));
  await one.encode(order(both, 'both.mp4'));
  expect(new Set(['again.mp4', 'retried.mp4', 'x.mp4', 'z.mp4'].map(hashOf))).toEqual(new Set([hashOf('first.mp4')]));
  expect(hashOf('y.mp4')).toBe(hashOf('both.mp4'));
});

test('colours come out as they went in, and what is transparent is black', async () => {
  const colours = ['#ff0000', '#00ff00', '#0000ff', '#808080', 'rgba(255, 255, 255, 0)'];
  const picture = drawn(640, 360, (context) => {
    for (const [index, colour] of colours.entries()) {
      context.clearRect(index * 128, 0, 128, 360);
      context.fillStyle = colour;
      context.fillRect(index * 128, 0, 128, 360);
    }
  });
  writeFileSync(at('colours'), picture);
  const { bytes } = await new StillDecoder(ffmpeg).planes(
    { sha256: 'colours', path: at('colours'), size: SIZE },
    new AbortController().signal,
  );
  const seen = colours.map((_, index) => {
    const chroma = 320 * 180 + 45 * 160 + index * 32 + 16;
    return [bytes[90 * 320 + index * 64 + 32], bytes[chroma], bytes[chroma + 160 * 90]];
  });
  // BT.709, limited range, to the level.
  expect(seen).toEqual([
    [63, 102, 240],
    [173, 42, 26],
    [32, 240, 118],
    [126, 128, 128],
    [16, 128, 128],
  ]);
});

test('chroma lies beside the left one of its two pixels', async () => {
  const ramp = createCanvas(256, 64);
  const context = ramp.getContext('2d');
  for (let x = 0; x < 256; x += 1) {
    context.fillStyle = `rgb(${x}, 0, 0)`;
    context.fillRect(x, 0, 1, 64);
  }
  writeFileSync(at('ramp'), ramp.toBuffer('image/png'));
  const size = { width: 256, height: 64 };
  const signal = new AbortController().signal;
  const { bytes } = await new StillDecoder(ffmpeg).planes({ sha256: 'ramp', path: at('ramp'), size }, signal);
  const red = bytes.subarray(256 * 64 + 128 * 32 + 128 * 16);
  const errors = Array.from({ length: 120 }, (_, k) => (red[k + 4] ?? 0) - (128 + (2 * (k + 4) * 112) / 255));
  // Centred between the two it would be 0.22 higher.
  expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.06);
});

test('a still of another shape fills the frame and loses its edges, evenly', async () => {
  const tall = drawn(320, 400, (context) => context.fillRect(0, 200, 320, 200));
  writeFileSync(at('tall'), tall);
  const signal = new AbortController().signal;
  const { bytes } = await new StillDecoder(ffmpeg).planes({ sha256: 'tall', path: at('tall'), size: SIZE }, signal);
  const column = Array.from({ length: 180 }, (_, row) => bytes[row * 320 + 160] ?? 0);
  expect(column.filter((luma) => luma < 100)).toHaveLength(90);
  expect([column[0], column[89], column[90], column[179]].map((luma) => (luma ?? 0) > 100)).toEqual([
    ...[false, false],
    ...[true, true],
  ]);
});

test('a JPEG is shown as well as a PNG', async () => {
  const canvas = createCanvas(640, 360);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, 640, 360);
  writeFileSync(at('photo'), canvas.toBuffer('image/jpeg', 95));
  const signal = new AbortController().signal;
  const { bytes } = await new StillDecoder(ffmpeg).planes({ sha256: 'photo', path: at('photo'), size: SIZE }, signal);
  for (const [index, due] of [63, 102, 240].entries()) {
    const place = [0, 320 * 180, 320 * 180 + 160 * 90][index] ?? 0;
    expect(Math.abs((bytes[place + 1000] ?? 0) - due)).toBeLessThanOrEqual(2);
  }
});

test('black is found, and two still seconds of a moving piece are frozen', async () => {
  const dark = createCanvas(320, 180);
  dark.getContext('2d').fillRect(0, 0, 320, 180);
  writeFileSync(at('dark'), dark.toBuffer('image/png'));
  const facts = await encoder().encode(order(piece([still('dark', PUSH_IN)]), 'dark.mp4'));
  expect(facts).toMatchObject({ frames: 60, blackSpans: [[0, 60]], frozenSpans: [[0, 60]] });
  const standing = await encoder().encode(order(piece([still('town')]), 'standing.mp4'));
  expect(standing).toMatchObject({ frames: 60, blackSpans: [], frozenSpans: [] });
});

describe('refusals', () => {
  const refusals: [string, string, Buffer][] = [
    ['text that calls itself a picture', 'neither', Buffer.from('#EXTM3U\nhttp://127.0.0.1/x.ts\n')],
    ['an empty file', 'neither', Buffer.alloc(0)],
    ['a PNG that ends too early', 'shortened', drawn(320, 180, town).subarray(0, -300)],
    ['a PNG with a byte that changed', 'damaged', changed(drawn(320, 180, town))],
    ['a JPEG that ends too early', 'shortened', jpeg().subarray(0, -300)],
    ['a header that claims 16,000 × 16,000', '', hugePng()],
  ];

  test.each(refusals)('%s is refused and leaves nothing', async (_name, got, bytes) => {
    writeFileSync(at('bad'), bytes);
    const refused = encoder().encode(order(piece([still('bad')]), 'bad.mp4'));
    await expect(refused).rejects.toThrow(MediaRefused);
    await expect(refused).rejects.toMatchObject({ code: 'MEDIA_REFUSED', got: expect.stringContaining(got) });
    await expect(refused).rejects.not.toMatchObject({ got: expect.stringContaining(directory) });
    expect(readdirSync(directory).sort()).toEqual(['bad', 'sky', 'town']);
  });

  function changed(png: Buffer): Buffer {
    png.writeUInt8(png.readUInt8(300) ^ 4, 300);
    return png;
  }

  function jpeg(): Buffer {
    const canvas = createCanvas(320, 180);
    town(canvas.getContext('2d'));
    return canvas.toBuffer('image/jpeg', 90);
  }

  /** A true header with its own checksum; the pixels never come. */
  function hugePng(): Buffer {
    const png = drawn(16, 16, town);
    png.writeUInt32BE(16_000, 16);
    png.writeUInt32BE(16_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    return png;
  }

  test('a mistake in a piece reaches the caller with its words, and the thread goes on', async () => {
    const one = encoder();
    const short = { ...still('town', PUSH_IN), pathFrames: 10 };
    await expect(one.encode(order(piece([short]), 'short.mp4'))).rejects.toThrow(
      'A path of 10 frames has no frame 10.',
    );
    await one.encode(order(piece([still('town')]), 'after.mp4'));
    expect(readdirSync(directory).sort()).toEqual(['after.mp4', 'after.mp4.json', 'sky', 'town']);
  });

  test('no FFmpeg is told as such', async () => {
    const lost = encoder(1, at('no-such-program')).encode(order(piece([still('town')]), 'a.mp4'));
    await expect(lost).rejects.toThrow('ENOENT');
  });

  test('an encoder that drops frames is caught by counting them', async () => {
    const program = at('lossy');
    const script = `#!/bin/sh\ncase "$*" in *libx264*) exec ${ffmpeg} -t 1 "$@";; *) exec ${ffmpeg} "$@";; esac\n`;
    writeFileSync(program, script.replace('-t 1 "$@"', '$(echo "$@" | sed "s/-map 0:v:0/-map 0:v:0 -frames:v 59/")'));
    chmodSync(program, 0o755);
    const lossy = encoder(1, program).encode(order(piece([still('town')]), 'a.mp4'));
    await expect(lossy).rejects.toThrow('A piece of 60 frames decodes to 59.');
    expect(readdirSync(directory)).not.toContain('a.mp4');
  });

  (mayMount ? test : test.skip)('a full disk is refused as such and nothing is left on it', async () => {
    const disk = at('disk');
    const program = `
      const { PieceEncoder } = require('./src/pipeline/render/piece-encoder.tool.ts');
      const encoder = new PieceEncoder(${JSON.stringify({ ...SETTINGS, workers: 1 })});
      const order = { piece: ${JSON.stringify(piece([still('town', PUSH_IN)]))}, to: '${disk}/a.mp4' };
      encoder.encode({ ...order, stillFile: async () => '${at('town')}', signal: new AbortController().signal })
        .catch(({ name, remedy }) => console.log(name, remedy, require('fs').readdirSync('${disk}')))
        .finally(() => encoder.close());`;
    const script = 'mkdir "$1" && mount -t tmpfs -o size=8k none "$1" && exec "$0" -r "$2" -e "$3"';
    const args = ['-m', 'sh', '-c', script, process.execPath, disk, hook, program];
    const { stdout } = await promisify(execFile)('unshare', args, { cwd: root });
    expect(stdout).toContain(`${DiskFull.name} Free space`);
    expect(stdout.trim()).toMatch(/\[\]$/);
  });
});

describe('cancelling', () => {
  test('an abort ends FFmpeg at once and leaves nothing', async () => {
    const one = encoder();
    const cancel = new AbortController();
    const seen: number[] = [];
    const onFrame = (doneFrames: number) => {
      seen.push(doneFrames);
      if (doneFrames === 20) cancel.abort(new Error('the producer changed her mind'));
    };
    const endless = piece([{ ...still('town', PUSH_IN), pathFrames: 100_000 }], 100_000);
    const cancelled = one.encode(order(endless, 'a.mp4', { signal: cancel.signal, onFrame }));
    await expect(cancelled).rejects.toThrow('changed her mind');
    expect(seen.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(encodersOf(directory)).toEqual([]);
    expect(readdirSync(directory).sort()).toEqual(['sky', 'town']);
  });

  test('one that waits for its turn leaves the queue, and the others have theirs', async () => {
    const one = encoder();
    const cancel = new AbortController();
    const first = one.encode(order(piece([still('town')]), 'first.mp4'));
    const second = one.encode(order(piece([still('town')]), 'second.mp4', { signal: cancel.signal }));
    const third = one.encode(order(piece([still('town')]), 'third.mp4'));
    cancel.abort(new Error('never mind'));
    await expect(second).rejects.toThrow('never mind');
    expect([(await first).frames, (await third).frames]).toEqual([60, 60]);
    expect(readdirSync(directory)).not.toContain('second.mp4');
  });

  test('an order that was cancelled before it came is not begun', async () => {
    const stillFile = jest.fn();
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(encoder().encode(order(piece([still('town')]), 'a.mp4', { signal, stillFile }))).rejects.toThrow(
      'late',
    );
    expect(stillFile).not.toHaveBeenCalled();
  });

  test('closing cancels what is under way', async () => {
    const one = encoder();
    const endless = piece([{ ...still('town', PUSH_IN), pathFrames: 100_000 }], 100_000);
    let began = () => {};
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const cancelled = expect(one.encode(order(endless, 'a.mp4', { onFrame: began }))).rejects.toThrow('was closed');
    await begun;
    await one.close();
    await cancelled;
    expect(encodersOf(directory)).toEqual([]);
  });

  test('FFmpeg ends by itself when this process is killed, and no piece has its final name', async () => {
    const program = `
      const { PieceEncoder } = require('./src/pipeline/render/piece-encoder.tool.ts');
      const encoder = new PieceEncoder(${JSON.stringify({ ...SETTINGS, workers: 1 })});
      const piece = ${JSON.stringify(piece([{ ...still('town', PUSH_IN), pathFrames: 100_000 }], 100_000))};
      encoder.encode({ piece, to: '${at('a.mp4')}', stillFile: async () => '${at('town')}',
        signal: new AbortController().signal, onFrame: (frames) => frames === 20 && console.log('running') });`;
    const child = spawn(process.execPath, ['-r', hook, '-e', program], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const [pid] = encodersOf(directory);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(pid).toBeDefined();
    await gone(pid ?? 0);
    expect(readdirSync(directory)).not.toContain('a.mp4');
  });
});

/** Process ids of encoders that write into a directory. */
function encodersOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(`file:${folder}`))
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it ended while we looked
  }
}

/** Until it has ended, or is left to a first process that does not reap. */
async function gone(pid: number): Promise<void> {
  while (commandOf(String(pid)) !== '') await new Promise((resolve) => setImmediate(resolve));
}
