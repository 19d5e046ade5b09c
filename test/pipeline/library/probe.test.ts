import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ProbedMedia, probeMedia } from '../../../src/pipeline';
import { MediaRefused, NotConfigured } from '../../../src/pipeline/errors';
import { assertWhole } from '../../../src/pipeline/library/whole-file.tool';
import { mediaInput } from '../../../src/pipeline/render/ffmpeg-arguments';
import { npmFfmpeg } from '../../support/ffmpeg';
import { drawn, PNG_BEGIN, plainPng, pngHeader } from '../../support/pictures';
import { type Recording, Recordings } from '../../support/recordings';

let dir: string;
let recordings: Recordings;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-probe-'));
  recordings = new Recordings(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const { signal } = new AbortController();
const probe = async (file: string, mimeType: string | null = null): Promise<ProbedMedia> =>
  probeMedia(file, { mimeType, ffmpeg: await npmFfmpeg(), signal });
async function probeBytes(bytes: Uint8Array, mimeType: string | null = null) {
  const file = join(dir, 'brought');
  await writeFile(file, bytes);
  return probe(file, mimeType);
}

const about = (seconds: number) => expect.closeTo(seconds, 1);
const HEARD = { loudnessLufs: expect.closeTo(-21, -1), truePeakDbtp: expect.closeTo(-18, -1) };

test.each<[Recording, string, string, object?]>([
  ['sound.mp3', 'audio/mpeg', 'mp3'],
  ['sound.wav', 'audio/wav', 'pcm_s16le'],
  ['vorbis.ogg', 'audio/ogg', 'vorbis'],
  ['opus.ogg', 'audio/ogg', 'opus'],
  ['sound.flac', 'audio/flac', 'flac'],
  ['sound.aac', 'audio/aac', 'aac'],
  ['sound.m4a', 'audio/mp4', 'aac'],
  ['sound.webm', 'audio/webm', 'opus'],
])('%s is a sound: how long, how coded, how loud', async (name, mimeType, audioCodec) => {
  expect(await probe(await recordings.path(name))).toEqual({
    ...{ mimeType, audioCodec, durationSeconds: about(2), ...HEARD },
    ...{ width: null, height: null, videoCodec: null },
  });
});

test.each<[Recording, string, string, string]>([
  ['film.mp4', 'video/mp4', 'h264', 'aac'],
  ['fast.mp4', 'video/mp4', 'h264', 'aac'],
  ['film.mov', 'video/quicktime', 'h264', 'aac'],
  ['film.webm', 'video/webm', 'vp8', 'vorbis'],
  ['film.mkv', 'video/x-matroska', 'h264', 'aac'],
])('%s is a film: how large, how long, how coded', async (name, mimeType, videoCodec, audioCodec) => {
  expect(await probe(await recordings.path(name))).toEqual({
    ...{ mimeType, videoCodec, audioCodec, durationSeconds: about(2), width: 96, height: 64 },
    ...HEARD,
  });
});

test('a film without sound has no loudness, and one that was turned is measured upright', async () => {
  expect(await probe(await recordings.path('silent.mp4'))).toMatchObject({ audioCodec: null, loudnessLufs: null });
  const [path, turned] = [await recordings.path('silent.mp4'), join(dir, 'turned.mp4')];
  const turn = ['-c', 'copy', '-metadata:s:v:0', 'rotate=90', '-y', turned];
  await (await npmFfmpeg()).run([...mediaInput({ path, format: 'mov' }), ...turn], { signal });
  expect(await probe(turned)).toMatchObject({ width: 64, height: 96 });
});

test('pictures, archives and texts need no FFmpeg', async () => {
  const file = join(dir, 'still');
  const ffmpeg = new NotConfigured('There is none.');
  const nothing = { durationSeconds: null, audioCodec: null, loudnessLufs: null, truePeakDbtp: null };
  await writeFile(file, drawn('image/jpeg'));
  expect(await probeMedia(file, { mimeType: 'image/jpg', ffmpeg, signal })).toEqual({
    ...{ ...nothing, mimeType: 'image/jpeg', width: 64, height: 48, videoCodec: 'mjpeg' },
  });
  await writeFile(file, Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]));
  expect((await probeMedia(file, { mimeType: null, ffmpeg, signal })).mimeType).toBe('application/zip');
  await writeFile(file, '{"segments": []}');
  expect((await probeMedia(file, { mimeType: null, ffmpeg, signal })).mimeType).toBe('application/json');
  const sound = await recordings.path('sound.wav');
  await expect(probeMedia(sound, { mimeType: null, ffmpeg, signal })).rejects.toBe(ffmpeg);
});

describe('what was cut off is refused', () => {
  const names: Recording[] = [
    ...(['sound.mp3', 'sound.wav', 'vorbis.ogg', 'opus.ogg', 'sound.flac', 'sound.m4a', 'sound.webm'] as const),
    ...(['film.mp4', 'fast.mp4', 'film.mov', 'film.webm', 'film.mkv'] as const),
  ];
  test.each(names)('half of %s', async (name) => {
    const bytes = await recordings.bytes(name);
    const refused = probeBytes(bytes.subarray(0, bytes.length >> 1));
    await expect(refused).rejects.toMatchObject({ code: 'MEDIA_REFUSED', got: expect.not.stringContaining(dir) });
  });

  test('an MP4 that lacks its last byte, and one with holes', async () => {
    const bytes = await recordings.bytes('fast.mp4');
    await expect(probeBytes(bytes.subarray(0, -1))).rejects.toMatchObject({
      message: 'The file is broken or was cut off.',
      got: expect.stringMatching(/^a box "mdat" up to byte \d+ in a file of \d+$/),
    });
    const holes = Buffer.from(bytes);
    for (let n = 1; n < 20; n += 1) holes.fill(0, bytes.length - n * 400, bytes.length - n * 400 + 16);
    await expect(probeBytes(holes)).rejects.toMatchObject({
      message: 'The file does not decode.',
      got: expect.not.stringContaining(dir),
    });
  });

  test('an MP4 whose index was never written', async () => {
    const bytes = await recordings.bytes('film.mp4');
    await expect(probeBytes(bytes.subarray(0, bytes.lastIndexOf('moov') - 4))).rejects.toMatchObject({
      got: expect.stringContaining('no box "moov"'),
    });
  });
});

test('a list of files is never followed, whatever it is called', async () => {
  await writeFile(join(dir, 'secret.mp4'), await recordings.bytes('film.mp4'));
  for (const [text, got] of [
    ['ffconcat version 1.0\nfile secret.mp4\n', 'a list of files for FFmpeg'],
    ['#EXTM3U\n#EXTINF:1,\nsecret.mp4\n', 'an HLS playlist'],
  ])
    await expect(probeBytes(Buffer.from(text ?? ''), 'video/mp4')).rejects.toMatchObject({ got });
});

test('a claim of another kind is refused, and one of another format goes by the bytes', async () => {
  const png = plainPng(4, 4);
  await expect(probeBytes(png, 'video/mp4')).rejects.toMatchObject({
    message: 'This was announced as video/mp4 and is a PNG.',
    got: 'a PNG',
  });
  expect((await probeBytes(png, 'image/jpeg')).mimeType).toBe('image/png');
  expect((await probeBytes(await recordings.bytes('sound.m4a'), 'video/mp4')).mimeType).toBe('audio/mp4');
  await expect(probeBytes(png, 'image/svg+xml')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
});

test('a picture of more pixels than we open, and an empty file', async () => {
  await expect(probeBytes(Buffer.concat([PNG_BEGIN, pngHeader(60_000, 60_000)]))).rejects.toMatchObject({
    got: '60000 × 60000',
  });
  await expect(probeBytes(Buffer.alloc(0))).rejects.toMatchObject({ got: 'nothing: 0 bytes' });
});

test('lengths that lie are refused in words, wherever they lie', async () => {
  const file = join(dir, 'lying');
  const begin = fc.constantFrom(
    ...(['video/mp4', 'audio/wav', 'audio/ogg', 'video/webm', 'application/zip'] as const).flatMap((type) =>
      ['', '\0\0\0\x08ftyp', 'RIFF\x01\0\0\0WAVE', 'OggS', '\x1a\x45\xdf\xa3', 'PK\x05\x06'].map((text) => ({
        type,
        text,
      })),
    ),
  );
  await fc.assert(
    fc.asyncProperty(begin, fc.uint8Array({ maxLength: 200 }), async ({ type, text }, rest) => {
      await writeFile(file, Buffer.concat([Buffer.from(text, 'latin1'), rest]));
      await assertWhole(file, type).catch((error) => expect(error).toBeInstanceOf(MediaRefused));
    }),
    { numRuns: 300 },
  );
});

test('a file of 65 streams is not decoded', async () => {
  const [path, many] = [await recordings.path('sound.wav'), join(dir, 'many.mkv')];
  const maps = Array.from({ length: 65 }, () => ['-map', '0:a']).flat();
  await (await npmFfmpeg()).run([...mediaInput({ path, format: 'wav' }), ...maps, '-t', '0.1', '-y', many], { signal });
  await expect(probe(many)).rejects.toMatchObject({ got: '65 streams, where at most 64 are' });
});

test('a film of a hundred thousand frames a second is not decoded', async () => {
  const fast = join(dir, 'fast.mp4');
  const source = ['-f', 'lavfi', '-protocol_whitelist', 'file,pipe', '-i', 'testsrc=s=16x16:r=100000:d=0.01'];
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-y', fast];
  await (await npmFfmpeg()).run([...source, ...encode], { signal });
  await expect(probe(fast)).rejects.toMatchObject({
    got: expect.stringContaining('frames a second, where at most 1000 are'),
  });
});

test('a film of fourteen hours is not decoded', async () => {
  const long = join(dir, 'long.mp4');
  const source = ['-f', 'lavfi', '-protocol_whitelist', 'file,pipe', '-i', 'testsrc=s=16x16:r=1/3600:d=50400'];
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-y', long];
  await (await npmFfmpeg()).run([...source, ...encode], { signal });
  await expect(probe(long)).rejects.toMatchObject({ got: '50400 s, where at most 43200 are' });
});

test('who leaves ends the probe', async () => {
  const leaving = new AbortController();
  const file = await recordings.path('film.mp4');
  const probing = probeMedia(file, { mimeType: null, ffmpeg: await npmFfmpeg(), signal: leaving.signal });
  leaving.abort(new Error('gone'));
  await expect(probing).rejects.toThrow();
});
