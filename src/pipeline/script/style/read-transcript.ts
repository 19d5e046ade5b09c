import { InvalidInput } from '../../errors';
import { paragraphs, wordCount } from '../paragraphs';
import { cuesOf, looksLikeCaptions } from './caption-files';
import { spokenSegments, type Transcript } from './transcript';
import { cuesOfWhisper } from './whisper';

export const TRANSCRIPT_FORMATS = ['TEXT', 'SRT', 'VTT', 'WHISPER_JSON'] as const;
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

export interface ReadTranscript {
  readonly transcript: Transcript;
  readonly format: TranscriptFormat;
  readonly words: number;
}

interface Named {
  readonly text: string;
  /** As a refusal calls it. */
  readonly name: string;
  readonly field: string[];
}

/** Less tells nothing of how somebody speaks. */
export const FEWEST_WORDS = 100;
export const MOST_CHARACTERS = 4_000_000;

/** A reference by what its text is, whatever its file is called. */
export function readTranscript({ text, name, field }: Named): ReadTranscript {
  const { transcript, format } = recognised(text.replace(/^\uFEFF/, ''), { name, field });
  const words = wordsOf(transcript);
  if (words >= FEWEST_WORDS) return { transcript, format, words };
  throw new InvalidInput(`The reference ${name} is too short to learn a style from.`, {
    field,
    expected: `at least ${FEWEST_WORDS} spoken words`,
    got: words === 0 ? 'none' : `${words}`,
    remedy: 'Bring a whole transcript: plain text, SRT, VTT, or the JSON of Whisper.',
  });
}

export function wordsOf({ segments }: Transcript): number {
  return segments.reduce((sum, { text }) => sum + wordCount(text), 0);
}

function recognised(text: string, about: Omit<Named, 'text'>): Omit<ReadTranscript, 'words'> {
  if (/^\s*[{[]\s*["{}\]]/.test(text)) {
    return { transcript: { segments: spokenSegments(whisperCues(text, about)) }, format: 'WHISPER_JSON' };
  }
  if (looksLikeCaptions(text)) {
    const format = /^\s*WEBVTT/.test(text) ? 'VTT' : 'SRT';
    return { transcript: { segments: spokenSegments(cuesOf(text)) }, format };
  }
  const segments = paragraphs(text).map((paragraph) => ({
    text: paragraph.replace(/\s+/g, ' '),
    startSeconds: null,
    endSeconds: null,
  }));
  return { transcript: { segments }, format: 'TEXT' };
}

function whisperCues(text: string, { name, field }: Omit<Named, 'text'>) {
  const cues = cuesOfWhisper(parsed(text));
  if (cues !== null) return cues;
  throw new InvalidInput(`The reference ${name} is no transcript of Whisper.`, {
    field,
    expected: 'JSON with `segments` of start, end and text, or with the `transcription` of whisper.cpp',
    got: 'other JSON, or half of it',
    remedy: 'Export it as verbose_json, or as plain text, SRT or VTT.',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
