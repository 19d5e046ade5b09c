import { readFile } from 'node:fs/promises';
import { InvalidInput } from '../pipeline/errors';
import {
  type AssignedSegment,
  approvedVisuals,
  assignedVisuals,
  everyTier,
  type FilePlan,
  NOTHING_APPROVED,
  recommendedTier,
} from '../pipeline/production/script-visuals';
import { fileWithVisuals, reportOf, segmentsAsDecided } from '../pipeline/production/script-visuals-file';
import { STYLE_PRESETS } from '../pipeline/production/style-presets';
import { TIERS, type Tier } from '../pipeline/production/tiers';
import { type Column, table } from './assets/table';
import type { Command } from './command';
import { formatOf, print, scriptIn, textOf } from './script-input';
import { counted } from './words/counted';
import { parseWords, type Words } from './words/parse';
import { usageOf, WrongUsage } from './words/usage';

/** `workprint dop`: who gets a picture in a tier, in a script's own file and without a server. */
export const dopCommand: Command = async (args) => {
  const words = parseWords(['dop', ...args]);
  if (words.has('help')) return print(process.stdout, usageOf(words.command));
  const [file = ''] = words.operands;
  const text = await textOf(file);
  const script = scriptIn(file, text);
  const json: unknown = formatOf(file) === 'JSON' ? JSON.parse(text.replace(/^\uFEFF/, '')) : null;
  const segments = segmentsAsDecided(script, json);
  const library = words.has('library') ? await libraryIn(words.text('library') ?? '') : NOTHING_APPROVED;
  for (const { path, reason } of library.unreadable) await print(process.stderr, `${path}: ${reason}\n`);
  const asked = { library, styleWords: styleOf(words) };
  if (words.has('show-tiers')) return shownTiers(everyTier(script, segments, asked), words);
  const assigned = assignedVisuals(script, segments, { ...asked, tier: tierOf(words) });
  if (!words.has('json')) return print(process.stdout, tableOf(assigned));
  return print(process.stdout, `${JSON.stringify(fileWithVisuals(script, json, assigned), null, 2)}\n`);
};

function tierOf(words: Words): Tier {
  const said = words.text('tier');
  const tier = TIERS.find((known) => known === said?.toUpperCase());
  if (tier) return tier;
  const known = TIERS.map((one) => one.toLowerCase()).join(', ');
  throw new WrongUsage(
    said === undefined ? `Name a tier with --tier: ${known}.` : `There is no tier "${said}"; there are ${known}.`,
    words.command,
  );
}

function styleOf(words: Words): string | null {
  const said = words.text('style') ?? 'editorial';
  return STYLE_PRESETS.find(({ name }) => name === said.trim().toLowerCase())?.words ?? said;
}

async function libraryIn(file: string) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InvalidInput(`${file} cannot be read.`, { expected: 'a file that may be read', got: error.code });
  });
  try {
    return approvedVisuals(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InvalidInput(`${file} is not JSON.`, { got: error.message });
  }
}

const ROWS: readonly Column<AssignedSegment>[] = [
  { title: 'No', text: ({ idx }) => String(idx + 1), right: true },
  { title: 'Intent', text: ({ intent }) => intent.toLowerCase() },
  { title: 'Importance', text: ({ importance }) => importance.toFixed(2), right: true },
  {
    title: 'Shows',
    text: ({ displayMode, isClip, isGiven }) =>
      `${displayMode.toLowerCase()}${isClip ? ' + clip' : ''}${isGiven ? '' : ' (decided)'}`,
  },
  { title: 'Asset', text: ({ visualAssetId }) => visualAssetId ?? '' },
  { title: 'Direction', text: ({ visualDirection }) => beginning(visualDirection ?? '') },
];

const MOST_CHARACTERS = 60;
const beginning = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;

function tableOf(assigned: FilePlan): string {
  const { tier, segments, imageQuota, toDraw, toMove, reused, figuresNeeded, costCents } = assigned;
  const sums = [
    `Tier ${tier.toLowerCase()}: ${counted(imageQuota, 'picture')} at most for ${counted(segments.length, 'segment')}.`,
    `${counted(toDraw.length, 'picture')} and ${counted(toMove.length, 'clip')} to make, ${counted(reused.size, 'asset')} used again: ${dollars(costCents)}.`,
    ...(figuresNeeded.length > 0 ? [`Figures that are not in the library: ${figuresNeeded.join(', ')}.`] : []),
  ];
  return `${table(segments, ROWS).join('\n')}\n\n${sums.join('\n')}\n`;
}

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;

const TIER_ROWS: readonly Column<FilePlan>[] = [
  { title: 'Tier', text: ({ tier }) => tier.toLowerCase() },
  { title: 'Quota', text: ({ imageQuota }) => String(imageQuota), right: true },
  ...(['DALL_E', 'FIGURE_SYNC', 'TEXT_ONLY', 'CARRY_FORWARD'] as const).map(
    (mode): Column<FilePlan> => ({
      title: { DALL_E: 'Pictures', FIGURE_SYNC: 'Figures', TEXT_ONLY: 'Cards', CARRY_FORWARD: 'Carried' }[mode],
      text: ({ segments }) => String(segments.filter(({ displayMode }) => displayMode === mode).length),
      right: true,
    }),
  ),
  { title: 'Clips', text: ({ segments }) => String(segments.filter(({ isClip }) => isClip).length), right: true },
  { title: 'Reused', text: ({ reused }) => String(reused.size), right: true },
  { title: 'To pay', text: ({ costCents }) => dollars(costCents), right: true },
];

function shownTiers(plans: readonly FilePlan[], words: Words): Promise<number> {
  const recommended = recommendedTier(plans[0]?.segments.length ?? 0).toLowerCase();
  if (!words.has('json'))
    return print(process.stdout, `${table(plans, TIER_ROWS).join('\n')}\n\nRecommended: ${recommended}.\n`);
  const tiers = plans.map((assigned) => {
    const { given: _, ...report } = reportOf(assigned) as { given: object };
    return report;
  });
  return print(process.stdout, `${JSON.stringify({ tiers, recommended }, null, 2)}\n`);
}
