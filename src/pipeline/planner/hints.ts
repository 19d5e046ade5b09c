import { type Aspect, askedAspect, realAspect, SMART_AUTO } from './aspect';
import { constrainedFrame } from './constrained-frame';
import { languageCode } from './hints/language';
import { firstSaid, type Source, type SourceName, sourcesOf } from './hints/sources';
import { generalProfile, type Profile, profileNamed } from './profiles';
import { plainJson } from './repair/plain-json';
import { LEAST_FILM_MS, MOST_FILM_MS } from './timing';
import type { Overview } from './treatment/treatment';
import type { Warn } from './warnings';

/** What a film is made by, once everybody who says something about it has been heard. */
export interface SettledHints {
  readonly userId: string | null;
  readonly sourceRefs: {
    readonly analyzerRef: string | null;
    readonly refinerRef: string | null;
    readonly scriptRef: string | null;
  };
  readonly durationMs: number;
  /** `en`, `pt-BR`. */
  readonly language: string;
  /** As it was asked for: `9:16`, `Smart Auto`. */
  readonly aspectRatio: string;
  /** What is really drawn. */
  readonly aspect: Aspect;
  readonly platform: string;
  readonly profile: Profile;
  readonly tone: string;
  /** Null: the house's. */
  readonly voiceId: string | null;
}

export const NOTHING_SAID: Overview = {
  intent: null,
  durationMs: null,
  aspectRatio: null,
  platform: null,
  language: null,
  tone: null,
  profile: null,
  voice: null,
  voiceId: null,
};

const USUAL_MS = 60_000;
const MOST_CHARACTERS = 200;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The keys of each hint in one spelling, whatever analyzers and refiners call it. */
const KEYS = {
  durationMs: [
    'durationseconds',
    'duration',
    'totaldurationseconds',
    'totalduration',
    'suggestedduration',
    'targetduration',
  ],
  language: ['language', 'languagecode', 'lang', 'locale'],
  aspectRatio: ['aspectratio', 'aspect', 'suggestedaspectratio'],
  platform: ['platform', 'targetplatform', 'suggestedplatform'],
  profile: ['profile', 'profileid', 'profilename', 'suggestedprofile'],
  tone: ['tone', 'suggestedtone'],
  voiceId: ['voiceid'],
  userId: ['userid'],
  ref: ['id', 'ref', 'reference'],
} as const;

/** Who is heard first. The treatment speaks after them, and what nobody says is the usual. */
const ASKED: readonly SourceName[] = ['userUI', 'analyzer', 'refiner', 'script'];
const ASKED_FOR_PROFILE: readonly SourceName[] = ['userUI', 'refiner', 'analyzer', 'script'];

/** Whatever comes as hints: what cannot be used falls through to who is heard next, with a warning. */
export function settledHints(hints: unknown, overview: Overview, warn: Warn): SettledHints {
  const sources = sourcesOf(plainJson(hints, () => undefined));
  const said = <Value>(keys: readonly string[], read: Reader<Value>, asked = ASKED): Value | null =>
    firstSaid({ sources: asked.map((name) => sources[name]), keys, read, warn });
  const profile = said(KEYS.profile, readProfile, ASKED_FOR_PROFILE) ?? profileOfOverview(overview);
  const frame = constrainedFrame(
    {
      aspectRatio: said(KEYS.aspectRatio, readAspect) ?? readAspect(overview.aspectRatio) ?? SMART_AUTO,
      platform: said(KEYS.platform, readPlatform) ?? readPlatform(overview.platform),
    },
    { constraints: profile.constraints, mode: profile.enforcement, warn },
  );
  return {
    ...frame,
    userId: said(KEYS.userId, readUuid, ['userUI']),
    sourceRefs: refsOf(sources),
    durationMs: filmMs(said(KEYS.durationMs, readMs) ?? positive(overview.durationMs) ?? USUAL_MS, warn),
    language: said(KEYS.language, readLanguage) ?? languageOfOverview(overview, warn) ?? 'en',
    aspect: realAspect(frame, warn),
    profile,
    tone: said(KEYS.tone, readText) ?? readText(overview.tone) ?? 'professional',
    voiceId: said(KEYS.voiceId, readText) ?? readText(overview.voiceId) ?? readText(overview.voice),
  };
}

type Reader<Value> = (value: unknown) => Value | null;

/** Within what a film may last; below and above it is drawn in, with a warning. */
export function filmMs(askedMs: number, warn: Warn): number {
  const durationMs = Math.min(MOST_FILM_MS, Math.max(LEAST_FILM_MS, Math.round(askedMs)));
  if (durationMs !== Math.round(askedMs)) {
    const message = `A film lasts from ${LEAST_FILM_MS / 1000} to ${MOST_FILM_MS / 1000} s; this one is ${durationMs / 1000} s.`;
    warn({ code: 'DURATION_LIMITED', message, path: 'metadata.durationSeconds' });
  }
  return durationMs;
}

function readMs(value: unknown): number | null {
  const seconds =
    typeof value === 'string' && /^\s*\d/.test(value) ? Number(value.replace(/\s*s(?:ec(?:onds?)?)?\s*$/i, '')) : value;
  return typeof seconds === 'number' ? positive(seconds * 1000) : null;
}

function positive(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && value > 0 ? value : null;
}

function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const plain = value.replace(/\s+/g, ' ').trim();
  return plain === '' || plain.length > MOST_CHARACTERS ? null : plain;
}

const readAspect: Reader<string> = (value) => {
  const text = readText(value);
  return text === null ? null : askedAspect(text);
};

/** One word is a platform's name, and those are written small; more are somebody's own words. */
const readPlatform: Reader<string> = (value) => {
  const text = readText(value);
  return text !== null && /^\w+$/.test(text) ? text.toLowerCase() : text;
};

const readLanguage: Reader<string> = (value) => languageCode(readText(value) ?? '');
const readProfile: Reader<Profile> = (value) => profileNamed(readText(value) ?? '');
const readUuid: Reader<string> = (value) => (typeof value === 'string' && UUID.test(value) ? value : null);

function profileOfOverview({ profile, intent }: Overview): Profile {
  return profileNamed(readText(profile) ?? '') ?? profileNamed(readText(intent) ?? '') ?? generalProfile();
}

function languageOfOverview({ language }: Overview, warn: Warn): string | null {
  const written = readText(language);
  const code = written === null ? null : languageCode(written);
  if (written !== null && code === null) {
    warn({
      code: 'LANGUAGE_UNKNOWN',
      message: 'The language of the treatment is not known here.',
      path: 'overview.language',
    });
  }
  return code;
}

function refsOf(sources: Readonly<Record<SourceName, Source>>): SettledHints['sourceRefs'] {
  const ref = (source: Source): string | null =>
    KEYS.ref.map((key) => readText(source.values.get(key)?.value)).find((text) => text !== null) ?? null;
  return { analyzerRef: ref(sources.analyzer), refinerRef: ref(sources.refiner), scriptRef: ref(sources.script) };
}
