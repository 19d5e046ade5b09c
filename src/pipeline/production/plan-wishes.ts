import type { AssetType } from '../library/asset';
import { plainWish, type WishTerms } from '../library/wish';
import { wordsOf } from '../planner/asset-words';
import type { Asset } from '../planner/manifest/asset-schema';
import type { Job } from '../planner/manifest/job-schema';
import type { Manifest } from '../planner/manifest/manifest-schema';
import type { JsonObject, JsonValue } from '../values/canonical-json';
import { clipSize, type House, STYLE, spokenParameters } from './segment-wishes';

/** A place of a plan: what one of its jobs makes, or what its user is to bring. */
export interface PlanPlace {
  /** The job's id; `asset:<id>` of what the user brings. */
  readonly part: string;
  readonly type: AssetType;
  /** Its inputs are those that are there; `madeOf` says where the others come from. */
  readonly wish: WishTerms;
}

/** The place that an input is taken from, by the input's name: `{ still: 'job_gen_laptop_001' }`. */
export type MadeOf = Readonly<Record<string, string>>;

export const assetPart = (assetId: string): string => `asset:${assetId}`;

/** All places of a plan, in the order of its jobs; those of the user's own assets behind them. */
export function planPlaces(manifest: Manifest, house: House): PlanPlace[] {
  const made = manifest.jobs.flatMap((job) => {
    const wanted = WISHES[job.type]?.(job, { manifest, house });
    return wanted ? [{ part: job.id, ...wanted }] : [];
  });
  const brought = Object.values(manifest.assets).filter(({ source }) => source === 'user');
  return [...made, ...brought.map(broughtPlace)];
}

/** Where an asset's picture is found; null: nobody makes it. */
export function partOfAsset(assetId: string, { assets, jobs }: Manifest): string | null {
  const asset = Object.hasOwn(assets, assetId) ? assets[assetId] : undefined;
  if (!asset) return null;
  if (asset.source === 'generated') return jobs.find(({ payload }) => payload.resultAssetId === assetId)?.id ?? null;
  const edited = jobs.find((job) => job.type === 'enhance_image' && job.payload.assetId === assetId && isEdit(job));
  return edited?.id ?? assetPart(assetId);
}

/** What is only said to be missing has nothing to be enhanced by: its user brings it. */
export function isEdit({ payload: { edits } }: Pick<Job, 'payload'>): boolean {
  return Array.isArray(edits) && edits.length > 0;
}

export function madeOfIn({ parameters }: Pick<WishTerms, 'parameters'>): MadeOf {
  const { madeOf } = parameters;
  if (typeof madeOf !== 'object' || madeOf === null) return {};
  return Object.fromEntries(Object.entries(madeOf).filter((pair): pair is [string, string] => isText(pair[1])));
}

interface Around {
  readonly manifest: Manifest;
  readonly house: House;
}

type Wanted = Omit<PlanPlace, 'part'>;

const WISHES: Readonly<Partial<Record<Job['type'], (job: Job, around: Around) => Wanted | null>>> = {
  tts: spoken,
  generate_image: drawn,
  generate_chart: charted,
  generate_music: played,
  generate_video: moved,
  enhance_image: enhanced,
  lip_sync: lipped,
};

/** The planner's usual voice is nobody's choice: then the project's narrator speaks. */
const USUAL_VOICE = 'eva';

function spoken({ payload }: Job, { manifest, house }: Around): Wanted {
  const text = textIn(payload.text) ?? '';
  const voice = textIn(payload.voiceId);
  const narrator = voice === null || voice === USUAL_VOICE ? house.narrator : voice;
  const scene = manifest.scenes.find(({ id }) => id === payload.sceneId);
  const spokenAs = spokenParameters(text, { narrator, pronunciations: house.pronunciations ?? {} });
  const parameters = { ...spokenAs, language: scene?.language ?? manifest.metadata.language };
  return { type: 'AUDIO', wish: { ...plainWish('SPEECH', text), parameters } };
}

/** What type is laid over bears none itself. */
function drawn({ payload }: Job, { manifest, house }: Around): Wanted {
  const isUnderType = manifest.scenes.some(({ visuals }) => {
    const shows = visuals.some(({ assetId }) => assetId === payload.resultAssetId);
    return shows && visuals.some(({ overlays = [] }) => overlays.length > 0);
  });
  const prompt = textIn(payload.prompt);
  const clean = isUnderType && prompt !== null ? `${prompt}, without lettering` : prompt;
  return { type: 'IMAGE', wish: { ...plainWish('IMAGE', clean), parameters: page(house) } };
}

const page = ({ size: { width, height } }: House): JsonObject => ({ width, height, style: STYLE });

/** Only what is stated: of a chart without data its maker says what is missing. */
function charted({ payload }: Job, { house }: Around): Wanted {
  const { title, chartType = 'bar', data = [] } = payload;
  const words = textIn(title) ?? '';
  const chart = { type: String(chartType), title: chartTitle(words, data), data: data as JsonValue };
  return {
    type: 'IMAGE',
    wish: { ...plainWish('IMAGE', words), parameters: { ...page(house), task: 'CHART', chart } },
  };
}

/** Its words without the numbers that the chart shows: of `Sales by quarter: Q1 10, Q2 14.5` what stands before the first label. */
function chartTitle(words: string, data: unknown): string {
  const [first] = Array.isArray(data) ? data : [];
  const label = textIn(Object(first).label);
  const at = label === null ? -1 : words.toLowerCase().indexOf(label.toLowerCase());
  const [, title] = at < 0 ? [] : (/^(.*?)\s*(?:[:;(]|\s[-–—])\s*$/u.exec(words.slice(0, at)) ?? []);
  return title || words;
}

/** Music is repeated where it is shorter than its cue. */
const MOST_MUSIC_SECONDS = 30;
const LEAST_MUSIC_SECONDS = 5;

function played({ payload }: Job): Wanted {
  const { mood, structure, instructions, durationSec } = payload;
  const prompt = [mood, structure, instructions].filter(isText).join('; ').replaceAll('_', ' ');
  const seconds = typeof durationSec === 'number' ? durationSec : MOST_MUSIC_SECONDS;
  const durationSeconds = Math.min(MOST_MUSIC_SECONDS, Math.max(LEAST_MUSIC_SECONDS, Math.ceil(seconds)));
  return { type: 'AUDIO', wish: { ...plainWish('SOUND', prompt), parameters: { durationSeconds } } };
}

/** Clips are made of stills: where the plan names none, of the picture that the clip takes the place of. */
function moved({ payload }: Job, { manifest, house }: Around): Wanted | null {
  const source = textIn(payload.sourceAssetId) ?? textIn(payload.replacesAssetId);
  const still = source === null ? null : partOfAsset(source, manifest);
  if (still === null) return null;
  const { numerator, denominator } = house.rate;
  const seconds = typeof payload.duration === 'number' ? payload.duration : LEAST_CLIP_SECONDS;
  const parameters = {
    ...clipSize(house.size),
    durationSeconds: Math.min(MOST_CLIP_SECONDS, Math.max(LEAST_CLIP_SECONDS, seconds)),
    ...{ rateNumerator: numerator, rateDenominator: denominator },
    madeOf: { still },
  };
  return { type: 'VIDEO', wish: { ...plainWish('VIDEO', textIn(payload.prompt)), parameters } };
}

const LEAST_CLIP_SECONDS = 1;
/** What is shown longer holds its last picture, as with every clip. */
const MOST_CLIP_SECONDS = 10;

function enhanced({ payload, ...job }: Job, { manifest, house }: Around): Wanted | null {
  const assetId = textIn(payload.assetId);
  if (assetId === null || !isEdit({ ...job, payload })) return null;
  const words = wordsOf(manifest.assets[assetId] ?? {}).prompt;
  const edits = (payload.edits as readonly unknown[]).filter(isText).join(', ').replaceAll('-', ' ');
  const prompt = words === null ? edits : `${words}: ${edits}`;
  const parameters = { ...page(house), task: 'EDIT', madeOf: { picture: assetPart(assetId) } };
  return { type: 'IMAGE', wish: { ...plainWish('IMAGE', prompt), parameters } };
}

function lipped({ payload }: Job): Wanted | null {
  const [film, speech] = [textIn(payload.videoAssetId), textIn(payload.audioJobId)];
  if (film === null || speech === null) return null;
  const end = typeof payload.endTime === 'number' ? payload.endTime : LEAST_CLIP_SECONDS;
  const parameters = { durationSeconds: end, madeOf: { film: assetPart(film), speech } };
  return { type: 'VIDEO', wish: { ...plainWish('LIPSYNC', null), parameters } };
}

function broughtPlace(asset: Asset): PlanPlace {
  const type = isFilm(asset) ? 'VIDEO' : 'IMAGE';
  return { part: assetPart(asset.id), type, wish: plainWish(type, wordsOf(asset).prompt ?? asset.id) };
}

const FILM_NAME = /\.(?:mp4|mov|webm|m4v|mkv)(?:[?#].*)?$/i;

function isFilm({ mimeType, originUrl, id, meta = {} }: Asset): boolean {
  if (mimeType !== undefined) return mimeType.startsWith('video/');
  return [originUrl, meta.prompt, id].some((name) => isText(name) && FILM_NAME.test(name.trim()));
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const textIn = (value: unknown): string | null => (isText(value) ? value : null);
