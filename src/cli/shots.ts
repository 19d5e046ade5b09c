import { basename, extname } from 'node:path';
import { readScreenplay } from '../pipeline/screenplay/read-screenplay';
import { readBible } from '../pipeline/shots/bible/read-bible';
import { breakDown } from '../pipeline/shots/break-down';
import { problemsOf } from '../pipeline/shots/checks/validate';
import { printableShotList } from '../pipeline/shots/exports/printable-shot-list';
import { shotListCsv } from '../pipeline/shots/exports/shot-list-csv';
import { shotListJson } from '../pipeline/shots/exports/shot-list-json';
import { STORY_FORMATS } from '../pipeline/shots/shot';
import type { PlannedShotList, ShotListProblem } from '../pipeline/shots/shot-list';
import type { JsonValue } from '../pipeline/values/canonical-json';
import type { Command } from './command';
import { jsonOf } from './plan/hints';
import { print, textOf } from './script-input';
import { fileFormatOf, rateOf, wordOf } from './stories/words';
import { printable } from './watching/bars';
import { parseWords, type Words } from './words/parse';
import { usageOf } from './words/usage';

/** `workprint shots`: a screenplay as a shot list, without a server. What was noticed is told on the standard error. */
export const shotsCommand: Command = async (args) => {
  const words = parseWords(['shots', ...args]);
  if (words.has('help')) return print(process.stdout, usageOf(words.command));
  const [file = ''] = words.operands;
  const rate = rateOf(words);
  const asked = wordOf(words, 'format', STORY_FORMATS);
  const text = await textOf(file);
  const screenplay = readScreenplay(text, fileFormatOf(words, file, text), [file]);
  const { bible, problems: read } = readBible(await artifactsOf(words));
  const format = asked ?? screenplay.format ?? 'FEATURE';
  const { list, noticed } = breakDown(screenplay, { bible, format, rate });
  const problems = [...read, ...noticed, ...problemsOf(list)];
  await print(process.stderr, problems.map(told).join(''));
  const projectId = file === '-' ? 'screenplay' : basename(file, extname(file));
  return print(process.stdout, written({ ...list, problems }, words, projectId));
};

async function artifactsOf(words: Words) {
  const artifact = async (flag: string): Promise<JsonValue> => {
    const file = words.text(flag);
    return file === undefined ? null : jsonOf(file, await textOf(file));
  };
  return {
    hero: await artifact('hero'),
    cast: await artifact('cast'),
    world: await artifact('world'),
    visual: await artifact('bible'),
  };
}

function written(list: PlannedShotList, words: Words, projectId: string): string {
  if (words.has('json')) return shotListJson(list, { projectId });
  return words.has('csv') ? shotListCsv(list) : printableShotList(list);
}

function told({ severity, code, message, scene, shot }: ShotListProblem): string {
  const place = [scene === null ? null : `scene ${scene}`, shot === null ? null : `shot ${shot}`].filter(Boolean);
  const where = place.length > 0 ? ` (${place.join(', ')})` : '';
  return `${printable(`${severity.toLowerCase()} ${code}${where}: ${message}`)}\n`;
}
