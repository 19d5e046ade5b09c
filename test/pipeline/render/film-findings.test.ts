import { chapterFaults, damage, type FilmExpected, remarks } from '../../../src/pipeline/render/film-findings';
import { filmGainDb } from '../../../src/pipeline/render/loudness';
import { type ListedStream, listedStreams, packetMark } from '../../../src/pipeline/render/packets';

const FRAMES = 48;
const HEARD = { integratedLufs: -16, truePeakDbtp: -2, silentSpans: [] };
const mark = (seed: number) => packetMark(Buffer.from(`packet ${seed}`));
const marks = (count: number, from = 0) => Array.from({ length: count }, (_, index) => mark(from + index));
const NO_SPANS = { blackSpans: [], frozenSpans: [] };

const expected: FilmExpected = {
  rate: { numerator: 24, denominator: 1 },
  size: { width: 320, height: 180 },
  durationFrames: FRAMES,
  pieces: [0, 24].map((from) => ({
    durationFrames: 24,
    facts: { frames: 24, ...NO_SPANS },
    encoded: { settings: '40, 0x1', packets: marks(24, from) },
  })),
  sound: { heard: HEARD, packets: marks(94, 1_000) },
};

function stream(mediaType: 'video' | 'audio'): ListedStream {
  const video = mediaType === 'video';
  const [count, step] = video ? [FRAMES, 1_000] : [94, 1_024];
  const packets = marks(count, video ? 0 : 1_000).map((one, k) => ({ ...one, pts: k * step, duration: step }));
  return {
    mediaType,
    codec: video ? 'h264' : 'aac',
    dimensions: video ? '320x180' : null,
    settings: video ? '40, 0x1' : '2, 0x2',
    tick: { numerator: 1, denominator: video ? 24_000 : 48_000 },
    packets,
  };
}

const film = () => [stream('video'), stream('audio')];
const [picture, sound] = [stream('video'), stream('audio')];

test('a film that is as it was made has nothing said of it', () => {
  expect([...damage(film(), expected), ...remarks(film(), expected)]).toEqual([]);
});

test.each<[string, ListedStream[], RegExp]>([
  ['has no sound', [picture], /holds video h264, not one h264 and one aac/],
  ['has a stream too many', [picture, sound, sound], /not one h264 and one aac/],
  ['has another size', [{ ...picture, dimensions: '640x360' }, sound], /is 640x360, not 320x180/],
  ['lacks a frame', [{ ...picture, packets: picture.packets.slice(1) }, sound], /has 47 packets, not 48/],
  [
    'has another packet of the same length',
    [{ ...picture, packets: picture.packets.with(7, { ...mark(8), pts: 7_000, duration: 1_000 }) }, sound],
    /differs from what was encoded, from packet 7 on/,
  ],
  [
    'is a frame late from its middle on',
    [
      { ...picture, packets: picture.packets.map((one, k) => ({ ...one, pts: one.pts + (k > 20 ? 1_000 : 0) })) },
      sound,
    ],
    /leaves its even step at packet 21/,
  ],
  [
    'is read with other settings',
    [{ ...picture, settings: '41, 0x2' }, sound],
    /Piece 1 was encoded with other settings/,
  ],
])('a film that %s is damaged', (_, streams, sentence) => {
  expect(damage(streams, expected).join(' ')).toMatch(sentence);
});

test('what is black, frozen, silent, too loud or out of step is said in the film’s own times', () => {
  const [first, second] = expected.pieces;
  if (!first || !second) throw new Error('There are two pieces.');
  const spans = (black: [number, number], frozen: [number, number]) => ({
    frames: 24,
    blackSpans: [black],
    frozenSpans: [frozen],
  });
  const heard = { integratedLufs: -18, truePeakDbtp: -0.4, silentSpans: [{ startSeconds: 1, endSeconds: 6.5 }] };
  const pieces = [
    { ...first, facts: spans([18, 24], [20, 24]) },
    { ...second, facts: spans([0, 6], [0, 24]) },
  ];
  const late = { ...sound, packets: sound.packets.map((one) => ({ ...one, pts: one.pts + 4_800 })) };
  expect(remarks([picture, late], { ...expected, pieces, sound: { ...expected.sound, heard } })).toEqual([
    'Sound ends 105 ms after the picture.',
    'It is at -18 LUFS, not at -16.',
    'Its true peak is -0.4 dBTP, above -1.',
    'Nothing is heard from 1.0 s to 6.5 s.',
    'The picture is black from 0.8 s to 1.3 s.',
    'The picture is frozen from 0.8 s to 2.0 s.',
  ]);
});

test('packets are read as FFmpeg lists them, and marked as FFmpeg marks them', () => {
  const listing = [
    '#extradata 0:       40, 0x15750d1b',
    '#tb 0: 1/24000',
    '#media_type 0: video',
    '#codec_id 0: h264',
    '#dimensions 0: 320x180',
    '0,      -2000,          0,     1000,     4961, 0xdc155d24',
    '0,      -1000,       3000,     1000,      719, 0xc9c7174b, F=0x0, S=1, 5, 0x1',
  ].join('\n');
  expect(listedStreams(listing)).toEqual([
    {
      ...{ mediaType: 'video', codec: 'h264', dimensions: '320x180', settings: '40, 0x15750d1b' },
      tick: { numerator: 1, denominator: 24_000 },
      packets: [
        { pts: 0, duration: 1_000, bytes: 4_961, checksum: 0xdc155d24 },
        { pts: 3_000, duration: 1_000, bytes: 719, checksum: 0xc9c7174b },
      ],
    },
  ]);
  expect(packetMark(Buffer.from('Wikipedia'))).toEqual({ bytes: 9, checksum: 0x11dd0397 });
});

test('a film gets no gain within half a unit, else half decibels, and silence none', () => {
  expect([-16, -15.5, -16.5, -17.3, -10, -60, -70].map(filmGainDb)).toEqual([0, 0, 0, 1.5, -6, 24, 0]);
});

describe('chapters', () => {
  const chapters = [
    { startFrame: 0, endFrameExclusive: 25, title: 'One' },
    { startFrame: 25, endFrameExclusive: 48, title: 'Two' },
  ];
  const marked = { ...expected, chapters };
  const [one, two] = [
    { startMs: 0, endMs: 1_042, title: 'One' },
    { startMs: 1_042, endMs: 2_000, title: 'Two' },
  ];

  test('that are where they should be, and their track of titles, are nothing to complain of', () => {
    expect(chapterFaults([one, two], marked)).toEqual([]);
    expect(chapterFaults([], expected)).toEqual([]);
    const titles: ListedStream = { ...sound, mediaType: 'data', codec: 'bin_data' };
    expect(damage([picture, sound, titles], marked)).toEqual([]);
    expect(damage([picture, sound, titles], expected)).not.toEqual([]);
  });

  test.each([
    ['are too few', [one], 'It has 1 chapter marks, not 2.'],
    ['come late', [one, { ...two, startMs: 1_050 }], 'Its chapter 2 is not “Two” at its place.'],
    ['have another title', [{ ...one, title: 'On' }, two], 'Its chapter 1 is not “One” at its place.'],
  ])('that %s are told', (_, found, sentence) => {
    expect(chapterFaults(found, marked)).toEqual([sentence]);
  });
});

test('captions that could not be burned in are told by their number, their first and what the faces lack', () => {
  const line = { startFrame: 36, endFrameExclusive: 40, text: '木' };
  const leftOut = { lines: [line, { ...line, startFrame: 40, endFrameExclusive: 48 }], characters: ['木', '水'] };
  expect(remarks(film(), { ...expected, leftOut })).toEqual([
    '2 captions are not burned in, from 1.5 s on: no face that captions are drawn in has 木 水. The caption files have all of them.',
  ]);
  expect(remarks(film(), { ...expected, leftOut: { lines: [], characters: [] } })).toEqual([]);
});

test('overlays that no face could draw are counted, with the first of them and what is lacking', () => {
  const overlay = (startFrame: number) => ({
    ...{ kind: 'TEXT' as const, startFrame, endFrameExclusive: 40, place: 'TOP' as const, text: '木' },
    ...{ detail: null, accent: null },
  });
  const undrawn = { overlays: [overlay(24), overlay(12)], characters: ['木'] };
  expect(remarks(film(), { ...expected, undrawn })).toEqual([
    '2 overlays are not drawn, the first at 0.5 s: no face that overlays are drawn in has 木.',
  ]);
});
