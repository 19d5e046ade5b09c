import { type Aspect, realAspect, SMART_AUTO } from './aspect';
import { constrainedFrame } from './constraints/constrained-frame';
import { filmMs } from './film-length';
import { languageCode } from './hints/language';
import {
  positive,
  type Reader,
  readAspect,
  readLanguage,
  readMs,
  readPlatform,
  readProfile,
  readText,
  readUuid,
} from './hints/readers';
import { firstSaid, type Source, type SourceName, sourcesOf } from './hints/sources';
import { plainJson } from './json/plain-json';
import { generalProfile, type Profile } from './profiles';
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

const USUAL_MS = 60_000;

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

function profileOfOverview({ profile, intent }: Overview): Profile {
  return readProfile(profile) ?? readProfile(intent) ?? generalProfile();
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
