import { listed } from './bracket-list';
import type { MusicWords, TreatmentScene } from './treatment';
import { plainValue } from './values';
import { wordKey, wordTable } from './word-table';

const STRUCTURES = wordTable<NonNullable<MusicWords['structure']>>({
  intro: 'intro|introduction|opening',
  build: 'build|build up|buildup|rise|rising|verse',
  climax: 'climax|peak|drop|crescendo|chorus',
  outro: 'outro|ending|end|close|fade out|resolve',
});

/** `[Soft piano, intro]` → the mood, and where in the piece it is. */
export function musicIn(value: string): MusicWords | null {
  const parts = listed(value).map((part) => part.replace(/^(?:mood|structure|style)\s*[:：]\s*/i, ''));
  const structure = parts.map((part) => STRUCTURES.get(wordKey(part))).find((named) => named !== undefined) ?? null;
  const mood = parts.filter((part) => !STRUCTURES.has(wordKey(part))).join(', ');
  return parts.length === 0 ? null : { mood: mood === '' ? null : mood, structure };
}

const VENDORS: ReadonlySet<string> = new Set(['elevenlabs', 'eleven labs', 'openai', 'google', 'azure', 'tts']);

/** `[ElevenLabs / Style: calm]`, `Eva, warm`: a vendor is no voice. */
export function voiceIn(value: string): TreatmentScene['voice'] {
  const parts = listed(value).flatMap((part) =>
    part.split(/\s+[/|–—]\s+|\s-\s/).flatMap((each) => plainValue(each) ?? []),
  );
  const labelled = parts.map((part) => /^(style|tone|voice|name|id|voice ?id)\s*[:：=]\s*(.+)$/i.exec(part));
  const of = (names: RegExp) =>
    labelled.flatMap((found) => (found && names.test(found[1] ?? '') ? [found[2] ?? ''] : []));
  const free = parts.filter((part, index) => !labelled[index] && !VENDORS.has(wordKey(part)));
  const [name, ...others] = [...of(/voice|name|id/i), ...free];
  const style = [...of(/style|tone/i), ...others].join(', ');
  return name === undefined && style === '' ? null : { name: name ?? null, style: style === '' ? null : style };
}
