import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import type { ImageProvider } from '../src/providers/image/image';
import { openOfflineImage } from '../src/providers/image/offline';
import { type Faces, openFaces, showable } from '../src/providers/image/painter/fonts';
import { STYLES } from '../src/providers/image/painter/palettes';
import { setText, useFace } from '../src/providers/image/painter/typesetting';
import { openPress } from '../src/providers/image/press';
import { pressSheet } from './contact-sheet/press-sheet';
import { PROMPTS } from './contact-sheet/prompts';
import { callOf } from './offline/call';

const USAGE =
  'npm run contact-sheet -- FOLDER\n\nWrites two sheets into the folder: contact-sheet.png, what the offline painter makes of each prompt in each style, and press-sheet.png, the pages and cards of the press.\n';
const THUMB = { width: 320, height: 180 };
/** Drawn larger than shown: type below nine pixels is left out. */
const DRAWN = { width: 640, height: 360 };
const [GAP, LINE] = [10, 34];
const PROMPTS_A_ROW = 2;
const styles = Object.keys(STYLES);
const blockWidth = styles.length * (THUMB.width + GAP) + GAP;
const blockHeight = THUMB.height + LINE + GAP;

async function thumbnail(painter: ImageProvider, prompt: string, style: string) {
  if (painter.answers !== 'at once') throw new Error('The painter answers at once.');
  const order = {
    task: 'GENERATE',
    prompt,
    style,
    size: DRAWN,
    variation: 0,
    inputs: [],
    mask: null,
    caption: null,
  } as const;
  const { media } = await painter.make(order, callOf(painter));
  if (!(media instanceof Uint8Array)) throw new Error('It is a file.');
  return loadImage(Buffer.from(media));
}

interface Sheet {
  readonly ctx: SKRSContext2D;
  readonly painter: ImageProvider;
  readonly faces: Faces;
}

async function show({ ctx, painter, faces }: Sheet, prompt: string, index: number): Promise<void> {
  const left = (index % PROMPTS_A_ROW) * blockWidth + GAP;
  const top = Math.floor(index / PROMPTS_A_ROW) * blockHeight + GAP;
  const pictures = await Promise.all(styles.map((style) => thumbnail(painter, prompt, style)));
  for (const [n, picture] of pictures.entries())
    ctx.drawImage(picture, left + n * (THUMB.width + GAP), top, THUMB.width, THUMB.height);
  const text = showable(prompt, faces.caption);
  const setting = setText(ctx, faces.caption, text, {
    width: blockWidth - 2 * GAP,
    mostLines: 1,
    sizes: { largest: 20, smallest: 12 },
  });
  if (!setting) return;
  useFace(ctx, faces.caption, setting.size);
  ctx.fillStyle = '#222222';
  for (const line of setting.lines) ctx.fillText(line, left, top + THUMB.height + 22);
}

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined || folder.startsWith('-')) throw new Error(USAGE);
  await mkdir(folder, { recursive: true });
  await paintedSheet(folder);
  await printedSheet(folder);
}

async function printedSheet(folder: string): Promise<void> {
  openFaces(); // for the lettering of the sample figures
  const { provider } = openPress();
  try {
    const to = join(folder, 'press-sheet.png');
    await writeFile(to, await (await pressSheet(provider)).encode('png'));
    process.stdout.write(`${to}\n`);
  } finally {
    await provider.close?.();
  }
}

async function paintedSheet(folder: string): Promise<void> {
  const painter = openOfflineImage();
  try {
    const rows = Math.ceil(PROMPTS.length / PROMPTS_A_ROW);
    const canvas = createCanvas(PROMPTS_A_ROW * blockWidth, rows * blockHeight + GAP);
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = '#f4f4f2';
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    const sheet = { ctx, painter, faces: openFaces() };
    for (const [index, prompt] of PROMPTS.entries()) await show(sheet, prompt, index);
    const to = join(folder, 'contact-sheet.png');
    await writeFile(to, await canvas.encode('png'));
    process.stdout.write(`${to}: ${PROMPTS.length} prompts in ${styles.join(', ')}\n`);
  } finally {
    await painter.close?.();
  }
}

main(process.argv[2]).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
