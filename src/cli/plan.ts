import type { Plan } from '../pipeline/planner/finished-plan';
import type { Job } from '../pipeline/planner/manifest/job-schema';
import type { Scene } from '../pipeline/planner/manifest/scene-schema';
import { plannedDraft, plannedText } from '../pipeline/planner/planned-text';
import { type Column, table } from './assets/table';
import type { Command } from './command';
import { soloCommand } from './group';
import { hintsOf, jsonOf } from './plan/hints';
import { startPlan } from './plan/start';
import { print, textOf } from './script-input';
import { counted } from './words/counted';
import { parseWords } from './words/parse';
import { usageOf } from './words/usage';

/** `workprint plan`: a treatment, or a draft of a manifest, as a plan; without a server and without a model unless it is started. */
export const planCommand: Command = async (args, config) => {
  const words = parseWords(['plan', ...args]);
  if (words.has('help')) return print(process.stdout, usageOf(words.command));
  if (words.has('start')) return soloCommand({ name: 'plan', act: startPlan })(args, config);
  const [file = ''] = words.operands;
  const text = await textOf(file);
  const hints = await hintsOf(words);
  const began = performance.now();
  const plan = words.command === 'plan repair' ? plannedDraft(jsonOf(file, text), hints) : plannedText(text, hints);
  const processingTimeMs = Math.round(performance.now() - began);
  return print(process.stdout, words.has('json') ? asJson(plan, processingTimeMs) : asText(plan));
};

function asJson({ manifest, jobs, warnings, usedRepair, valid }: Plan, processingTimeMs: number): string {
  return `${JSON.stringify({ manifest, jobs, warnings, usedRepair, valid, processingTimeMs }, null, 2)}\n`;
}

const SCENES: readonly Column<Scene>[] = [
  { title: 'Scene', text: ({ id }) => id },
  { title: 'From', text: ({ startAtSec }) => startAtSec.toFixed(2), right: true },
  { title: 'Seconds', text: ({ durationSeconds }) => durationSeconds.toFixed(2), right: true },
  { title: 'Purpose', text: ({ purpose }) => purpose },
  { title: 'Narration', text: ({ narration }) => beginning(narration ?? '') },
];

const JOBS: readonly Column<Job>[] = [
  { title: 'Job', text: ({ id }) => id },
  { title: 'Type', text: ({ type }) => type },
  { title: 'Waits for', text: ({ dependsOn }) => beginning(dependsOn.join(', ')) },
];

function asText({ manifest, jobs, warnings, usedRepair }: Plan): string {
  const { durationSeconds, aspectRatio, platform, language } = manifest.metadata;
  const sum = `${counted(manifest.scenes.length, 'scene')}, ${durationSeconds} s, ${aspectRatio}, ${platform}, ${language}; ${counted(jobs.length, 'job')}`;
  return [
    ...table(manifest.scenes, SCENES),
    '',
    ...table(jobs, JOBS),
    '',
    ...warnings.map(({ code, message }) => `${code}: ${message}`),
    `${sum}.${usedRepair ? ' It had to be repaired.' : ''}`,
    '',
  ].join('\n');
}

const MOST_CHARACTERS = 60;

/** Whatever stands in it, on one line and without what would move a terminal's cursor. */
function beginning(text: string): string {
  const line = [...text.replace(/[\p{Cc}\s]+/gu, ' ')];
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS).join('')}…` : line.join('');
}
