import { mkdir, readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { contentHash } from '../../pipeline/values/content-hash';
import { resumeFilm } from '../assets/film-run';
import { keyOf } from '../assets/names';
import type { Act, Outcome, Scene } from '../assets/outcome';
import { numbersOfPart, partIn } from '../assets/part';
import { type Column, table } from '../assets/table';
import type { StudioClient } from '../graphql/client';
import { projectOf } from '../graphql/project';
import { capIn } from '../runs/cap';
import type { Words } from '../words/parse';
import { WrongUsage } from '../words/usage';
import { assertReadable } from './documents';
import { filmed } from './film';
import { captionsIn, tierIn } from './options';

const IMPORT = `mutation ($input: ImportScriptInput!) {
  importScript(input: $input) { script { id } userErrors { code message expected got remedy } }
}`;
const TOLD = `query ($id: ID!) {
  script(id: $id) {
    segments(first: 1) { totalCount }
    tierComparison { tier images figures carried textOnly estimate { amount currency } }
  }
}`;
const VOICES = `mutation ($input: SetVoicesInput!) {
  setVoices(input: $input) { staleCount userErrors { code message expected got remedy } }
}`;

type Asked = ReturnType<typeof askedIn>;

/** A script of one's own becomes a film; what is left out is neither made nor paid for. */
export const produceVideo: Act = (words) => {
  const asked = askedIn(words);
  return (scene) => produced(scene, asked);
};

function askedIn(words: Words) {
  const file = resolve(words.operands[0] ?? '');
  const key = words.text('project') ?? keyOf(basename(file, extname(file)));
  const resumedId = words.text('resume');
  const begun = ['start', 'limit', 'no-audio', 'budget', 'captions', 'voice'].find((flag) => words.has(flag));
  if (resumedId && begun) {
    throw new WrongUsage(`--${begun} is for a new run; with --resume it goes on as it was started.`, words.command);
  }
  return {
    file,
    key,
    resumedId,
    tier: tierIn(words, 'budget'),
    showTiers: words.has('show-tiers'),
    mode: words.has('live') ? ('LIVE' as const) : ('OFFLINE' as const),
    withoutAudio: words.has('no-audio'),
    part: partIn(words),
    captions: captionsIn(words),
    voice: words.text('voice') ?? null,
    out: resolve(words.text('output') ?? `${key}-film`),
    cap: capIn(words),
  };
}

async function produced(scene: Scene, asked: Asked): Promise<Outcome> {
  const { client } = scene.session;
  await assertReadable([asked.file]);
  const { key, mode, cap, out } = asked;
  const { id: projectId } = await projectOf(client, { key, name: key, mode });
  const scriptId = await scriptOf(scene, { projectId, file: asked.file });
  const { segmentCount, tiers } = await told(client, scriptId);
  if (asked.showTiers) return { lines: table(tiers, TIER_COLUMNS), json: { scriptId, segmentCount, tiers } };
  if (asked.voice) await narratedBy(client, { projectId, voice: asked.voice });
  await mkdir(out, { recursive: true });
  const film = { projectId, scriptId, out, cap, files: [] };
  const { resumedId } = asked;
  if (!resumedId) return filmed(scene, { ...film, how: howOf(asked, segmentCount) });
  const stopAfter = await resumeFilm(client, film, { runId: resumedId, cap, stopAfter: null });
  return filmed(scene, { ...film, how: { stopAfter }, resumedId });
}

/** Without narration there is no film to lay it under: the pictures are made, and wait. */
function howOf({ part, tier, captions, withoutAudio }: Asked, segmentCount: number) {
  return {
    ...{ tier, captions },
    ...(part && { numbers: numbersOfPart(part, segmentCount) }),
    ...(withoutAudio ? { parts: ['IMAGE'], stopAfter: 'VISUALS' } : { stopAfter: 'FILM' }),
  };
}

function formatOf(file: string): 'JSON' | 'MARKDOWN' | 'FLAT' {
  if (/\.json$/i.test(file)) return 'JSON';
  return /\.(?:md|markdown)$/i.test(file) ? 'MARKDOWN' : 'FLAT';
}

/** The same file is the same script, however often it is named. */
async function scriptOf(
  { session: { client } }: Scene,
  { projectId, file }: { readonly projectId: string; readonly file: string },
): Promise<string> {
  const name = basename(file, extname(file));
  const script = { projectId, name, text: await readFile(file, 'utf8'), format: formatOf(file) };
  const input = { ...script, idempotencyKey: `produce-video ${contentHash(script)}` };
  const { importScript } = await client.mutate<{ importScript: { script: { id: string } } }>(IMPORT, { input });
  return importScript.script.id;
}

interface TierRow {
  readonly tier: string;
  readonly images: number;
  readonly figures: number;
  readonly carried: number;
  readonly textOnly: number;
  readonly estimate: { readonly amount: string; readonly currency: string };
}

const TIER_COLUMNS: readonly Column<TierRow>[] = [
  { title: 'Tier', text: ({ tier }) => tier.toLowerCase() },
  { title: 'Images', text: ({ images }) => String(images), right: true },
  { title: 'Figures', text: ({ figures }) => String(figures), right: true },
  { title: 'Carried', text: ({ carried }) => String(carried), right: true },
  { title: 'Text', text: ({ textOnly }) => String(textOnly), right: true },
  { title: 'Pictures cost', text: ({ estimate }) => `${estimate.amount} ${estimate.currency}`, right: true },
];

async function told(client: StudioClient, id: string): Promise<{ segmentCount: number; tiers: readonly TierRow[] }> {
  const { script } = await client.query<{
    script: { segments: { totalCount: number }; tierComparison: readonly TierRow[] };
  }>(TOLD, { id });
  return { segmentCount: script.segments.totalCount, tiers: script.tierComparison };
}

async function narratedBy(
  client: StudioClient,
  { projectId, voice }: { readonly projectId: string; readonly voice: string },
): Promise<void> {
  await client.mutate(VOICES, { input: { projectId, voices: { NARRATOR: voice } } });
}
