import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { guessedIntent } from '../../../src/pipeline/script/intent';
import { paragraphs } from '../../../src/pipeline/script/paragraphs';

const DRAWING = require.resolve('../../../assets/demo/draw-figures.js');
const ASSETS = join(DRAWING, '..');

interface Demo {
  figures: { number: number; caption: string; file: string }[];
  rejection: { segment: number; reason: string; prompt: string };
}

let texts: string[];
let demo: Demo;
beforeAll(async () => {
  texts = paragraphs(await readFile(join(ASSETS, 'script.txt'), 'utf8'));
  demo = JSON.parse(await readFile(join(ASSETS, 'demo.json'), 'utf8'));
});

const wordCount = (text: string) => text.split(/\s+/).length;
const numbersWhere = (sign: (text: string) => boolean) => texts.flatMap((text, idx) => (sign(text) ? [idx + 1] : []));

test('the script has twelve paragraphs of a breath or two each, under two minutes in all', () => {
  expect(texts).toHaveLength(12);
  for (const text of texts) {
    expect(wordCount(text)).toBeGreaterThanOrEqual(22);
    expect(wordCount(text)).toBeLessThanOrEqual(30);
  }
  const words = texts.map(wordCount).reduce((sum, count) => sum + count);
  expect(words).toBeGreaterThanOrEqual(290);
  expect(words).toBeLessThanOrEqual(320);
});

test('a voice finds no sign in it that it would have to guess at', () => {
  expect(texts.filter((text) => /[^\p{L}.,:?' \n]/u.test(text.replace(/Figure [12]\b/g, 'Figure')))).toEqual([]);
});

test('each figure is walked through in one paragraph, and all of them are there', () => {
  const mentions = demo.figures.map(({ number }) => numbersWhere((text) => text.includes(`Figure ${number}`)));
  expect(mentions).toEqual([[3], [7]]);
  expect(numbersWhere((text) => /figure/i.test(text))).toEqual([3, 7]);
});

test('it opens, walks through its figures, recaps and closes', () => {
  const intents = texts.map((text, idx) => guessedIntent(text, idx, texts.length));
  expect([intents[0], intents[2], intents[6], intents[10], intents[11]]).toEqual([
    'INTRO',
    'FIGURE_WALKTHROUGH',
    'FIGURE_WALKTHROUGH',
    'RECAP',
    'OUTRO',
  ]);
});

test('the picture to be rejected belongs to a segment of the middle that has no figure', () => {
  const { segment, reason, prompt } = demo.rejection;
  expect([1, 2, 3, 7, 11, 12]).not.toContain(segment);
  expect(texts[segment - 1]).toBeDefined();
  expect(reason && prompt).toBeTruthy();
});

test('the figures are what their drawing draws', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'workprint-figures-'));
  try {
    await promisify(execFile)(process.execPath, [DRAWING, folder]);
    for (const { file } of demo.figures) {
      expect(await meanDifference(join(ASSETS, file), join(folder, file))).toBeLessThan(0.5);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Of 255. Processors round the edges of a letter differently, so bytes are not compared. */
async function meanDifference(left: string, right: string): Promise<number> {
  const [a, b] = await Promise.all([left, right].map(pixels));
  if (!a || a.length !== b?.length) return 255;
  return a.reduce((sum, value, n) => sum + Math.abs(value - (b[n] ?? 0)), 0) / a.length;
}

async function pixels(file: string): Promise<Uint8ClampedArray> {
  const image = await loadImage(file);
  expect([image.width, image.height]).toEqual([1600, 1000]);
  const pen = createCanvas(1600, 1000).getContext('2d');
  pen.drawImage(image, 0, 0);
  return pen.getImageData(0, 0, 1600, 1000).data;
}
