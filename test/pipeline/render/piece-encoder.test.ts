import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import { path as ffprobe } from '@ffprobe-installer/ffprobe';
import { createCanvas } from '@napi-rs/canvas';
import { DiskFull, MediaRefused } from '../../../src/pipeline/errors';
import type { Piece, StillSource } from '../../../src/pipeline/render/piece';
import { PieceEncoder, type PieceOrder } from '../../../src/pipeline/render/piece-encoder.tool';
import type { Motion } from '../../../src/pipeline/timeline/cut';
import { drawn, town } from '../../support/stills';

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

test('the same piece has the same bytes again, in another process, and after an attempt that was cancelled', async () => {
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
  test('a still that cannot be shown is refused and leaves nothing', async () => {
    writeFileSync(at('bad'), '#EXTM3U\nhttp://127.0.0.1/x.ts\n');
    const refused = encoder().encode(order(piece([still('town'), still('bad')]), 'bad.mp4'));
    await expect(refused).rejects.toThrow(MediaRefused);
    await expect(refused).rejects.toMatchObject({ code: 'MEDIA_REFUSED', remedy: expect.stringContaining('anew') });
    expect(readdirSync(directory).sort()).toEqual(['bad', 'sky', 'town']);
  });

  test('a mistake in a piece reaches the caller with its words, and the encoder goes on', async () => {
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
    await expect(lost).rejects.toThrow('not found');
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

  test.each([
    ['damage', 'dd if=/dev/zero of="$file" bs=1 seek=3000 count=64 conv=notrunc'],
    ['a file that was cut off', 'dd if=/dev/null of="$file" bs=1 seek=9000'],
  ])('%s is caught by decoding what was written', async (_name, harm) => {
    const program = at('harmful');
    const find = 'for word in "$@"; do case "$word" in file:*) file=$(echo "$word" | cut -c6-);; esac; done';
    const script = `#!/bin/sh\ncase "$*" in *skip_loop_filter*) ${find}; ${harm} 2>/dev/null;; esac\nexec ${ffmpeg} "$@"\n`;
    writeFileSync(program, script, { mode: 0o755 });
    const harmed = encoder(1, program).encode(order(piece([still('town', PUSH_IN)]), 'a.mp4'));
    await expect(harmed).rejects.toThrow('FFmpeg failed');
    expect(readdirSync(directory).sort()).toEqual(['harmful', 'sky', 'town']);
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

(process.platform === 'linux' ? test : test.skip)(
  'whoever encodes, and its FFmpeg, come after everybody else',
  async () => {
    const cancel = new AbortController();
    let ranks: number[] = [];
    const onFrame = (doneFrames: number) => {
      if (doneFrames !== 20) return;
      ranks = [...childrenOf(process.pid, 'piece-encoder-worker'), ...encodersOf(directory)].flatMap(rankOf);
      cancel.abort(new Error('seen'));
    };
    const endless = piece([{ ...still('town', PUSH_IN), pathFrames: 100_000 }], 100_000);
    await expect(encoder().encode(order(endless, 'a.mp4', { signal: cancel.signal, onFrame }))).rejects.toThrow('seen');
    expect(ranks.length).toBeGreaterThan(1);
    expect(Math.min(...ranks)).toBeGreaterThanOrEqual(10);
  },
);

function childrenOf(parent: number, program: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandOf(name).includes(program));
  return pids.filter((pid) => parentOf(pid) === parent).map(Number);
}

function parentOf(pid: string): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return null; // it ended while we looked
  }
}

function rankOf(pid: number): number[] {
  try {
    return [getPriority(pid)];
  } catch {
    return []; // likewise
  }
}

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
