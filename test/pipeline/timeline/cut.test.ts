import { cutHash } from '../../../src/pipeline/production/film-wish';
import { pieceFingerprint, piecesOf, RENDERER_VERSION } from '../../../src/pipeline/render/pieces';
import { chunkFingerprint, SOUND_VERSION, soundChunks } from '../../../src/pipeline/render/sound-chunks';
import { cardHash } from '../../../src/pipeline/timeline/cards';
import { clipsOf } from '../../../src/pipeline/timeline/clips';
import type { Card, Cut } from '../../../src/pipeline/timeline/cut';
import { PLAIN_CUT } from '../../support/cuts';

/** Films and pieces that people have on their disks are found by these. */
test('a cut without clips, cards and chapters has the hashes that it always had', () => {
  expect([RENDERER_VERSION, SOUND_VERSION]).toEqual(['workprint-picture-2', 'workprint-sound-2']);
  expect(cutHash(PLAIN_CUT)).toBe('d4689e5a1ac773eb526fd80341f79a590dd47f74cdf2794f12deb522299fb7bd');
  const versions = { renderer: 'a renderer', ffmpeg: 'an FFmpeg' };
  expect(piecesOf(PLAIN_CUT).map((piece) => pieceFingerprint(piece, versions))).toEqual([
    '1926827f54fc01820ce42b750d0ffe641ecd0d2eeabbb450a3033810530b3cea',
    '48bc679bd436f6d1793c4ad3c561272bd756094dd69e0db1c2b76752841a4f32',
    '3e9120a2f6940ec62182d7c2d2b5df688e3eb9f4cf2c5607e7d215320c8ce5b6',
  ]);
  expect(soundChunks(PLAIN_CUT, -1.5).map((chunk) => chunkFingerprint(chunk, 'an FFmpeg'))).toEqual([
    '15c46a32b96f9e1dc75ec500aafcbb5ea523ba05765de8759a41ef9cc2181cfa',
    '611ffb18e8d3163ff6d06d19095d9bad7bcba61a0f44a739e0044cd52c454439',
  ]);
});

const CARD: Card = { kind: 'MISSING', heading: null, text: 'The picture of segment 2 is missing.', style: null };
const [first, second] = PLAIN_CUT.picture;
if (!first || !second) throw new Error('The cut has two pictures.');
const [voice] = PLAIN_CUT.narration;
if (!voice) throw new Error('The cut has a voice.');

const withCard: Cut = {
  ...PLAIN_CUT,
  picture: [first, { ...second, assetId: null, sha256: cardHash(CARD), card: CARD }],
};

test.each<[string, Partial<Cut>]>([
  ['a clip for a still', { picture: [first, { ...second, medium: 'CLIP' }] }],
  ['a card for a take', { picture: withCard.picture }],
  ['a tempo', { narration: [{ ...voice, tempo: 1.1 }] }],
  ['chapters', { chapters: [{ startFrame: 0, title: 'All of it' }] }],
  ['captions that are burned in', { captionStyle: 'BURNED' }],
])('%s makes it another film', (_, change) => {
  expect(cutHash({ ...PLAIN_CUT, ...change })).not.toBe(cutHash(PLAIN_CUT));
});

test('captions belong to the film only where they are burned in', () => {
  const reworded = [{ startFrame: 30, endFrameExclusive: 180, text: 'Another sentence.' }];
  expect(cutHash({ ...PLAIN_CUT, captions: reworded })).toBe(cutHash(PLAIN_CUT));
  const burned: Cut = { ...PLAIN_CUT, captionStyle: 'BURNED' };
  expect(cutHash({ ...burned, captions: reworded })).not.toBe(cutHash(burned));
});

test('a card is no take: the rows of what is shown and played leave it out', () => {
  const rows = clipsOf({ ...withCard, picture: [...withCard.picture, { ...first, startFrame: 480 }] }, 'SEGMENT');
  expect(rows.filter(({ track }) => track === 'PICTURE')).toMatchObject([
    { position: 0, assetId: 'still 1', startFrame: 0 },
    { position: 1, assetId: 'still 1', startFrame: 480 },
  ]);
});

test('a card is known by all that it says', () => {
  const others: Card[] = [
    { ...CARD, kind: 'TEXT' },
    { ...CARD, heading: '' },
    { ...CARD, style: 'ink' },
  ];
  const hashes = [CARD, ...others].map(cardHash);
  expect(new Set(hashes).size).toBe(4);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
});
