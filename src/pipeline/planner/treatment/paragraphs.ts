import type { Warn } from '../warnings';
import { sceneFrom } from './scene';
import { sceneWords } from './scene-fields';
import { sceneHeading } from './scene-heading';
import { REMOVED } from './secret-kinds';
import type { SourceLine } from './source-lines';
import type { TreatmentScene } from './treatment';
import { said } from './values';

/** More paragraphs than these are joined into fewer blocks. */
const MOST_PARAGRAPHS = 4;
const BLOCKS = 3;

type Paragraph = readonly SourceLine[];

/** Of a text without markers: what it says is spoken, in a scene for each paragraph, or in three of about the same length. */
export function scenesOfProse(lines: readonly SourceLine[], warn: Warn): readonly TreatmentScene[] {
  return blocksOf(paragraphsOf(lines)).map((block) => sceneOfBlock(block, warn));
}

function sceneOfBlock(lines: Paragraph, warn: Warn): TreatmentScene {
  const { fields, prose, unknown } = sceneWords(lines);
  const line = lines.find(({ isBlank }) => !isBlank)?.number ?? 1;
  const scene = sceneFrom({ line, heading: sceneHeading(''), words: { fields, prose: [], unknown: [] } }, warn);
  const spoken = said(
    [...prose, ...unknown]
      .sort((a, b) => a.number - b.number)
      .map(({ text }) => text)
      .join(' '),
  );
  const narration = [scene.narration, spoken].filter((text) => text !== null).join(' ');
  return { ...scene, narration: narration === '' ? null : narration };
}

function paragraphsOf(lines: readonly SourceLine[]): readonly Paragraph[] {
  const paragraphs: SourceLine[][] = [[]];
  for (const line of lines) {
    if (line.isBlank || line.level > 0) paragraphs.push([]);
    else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.filter((paragraph) =>
    paragraph.some(({ text }) => /[\p{L}\p{N}]/u.test(text.replaceAll(REMOVED, ''))),
  );
}

/** Consecutive ones together, cut where a third of the characters is passed. */
function blocksOf(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  if (paragraphs.length <= MOST_PARAGRAPHS) return paragraphs;
  const sizes = paragraphs.map((paragraph) => paragraph.reduce((sum, { text }) => sum + text.length, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const blocks: SourceLine[][] = Array.from({ length: BLOCKS }, () => []);
  let before = 0;
  paragraphs.forEach((paragraph, index) => {
    const middle = before + (sizes[index] ?? 0) / 2;
    const block = blocks[Math.min(BLOCKS - 1, Math.floor((middle * BLOCKS) / total))];
    for (const line of paragraph) block?.push(line);
    before += sizes[index] ?? 0;
  });
  return blocks.filter((block) => block.length > 0);
}
