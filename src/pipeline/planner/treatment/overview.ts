import type { Warn } from '../warnings';
import { folded } from './folded';
import { labelled } from './labelled';
import type { SourceLine } from './source-lines';
import { statedDuration } from './stated-duration';
import { NOTHING_SAID, type Overview } from './treatment';
import { plainValue } from './values';
import { wordTable } from './word-table';

const OVERVIEW_WORDS = wordTable<keyof Overview>({
  intent: 'intent|goal|purpose|intención|absicht|intention|النية|意图',
  durationMs:
    'duration|total duration|length|total length|runtime|total runtime|target duration|duración|duración total|durée|durée totale|dauer|gesamtdauer|' +
    'durata|duração|длительность|المدة|المدة الإجمالية|时长|总时长|長さ|길이|משך|अवधि',
  aspectRatio:
    'aspect ratio|aspect|ratio|relación de aspecto|seitenverhältnis|format d image|نسبة العرض|宽高比|画面比例|アスペクト比',
  platform:
    'platform|platforms|target platform|plataforma|plattform|plateforme|платформа|المنصة|平台|プラットフォーム|플랫폼|פלטפורמה',
  language: 'language|lang|idioma|sprache|langue|lingua|язык|اللغة|语言|語言|言語|언어|שפה|भाषा',
  tone: 'tone|tone of voice|tono|ton|tom|тон|النبرة|语气|トーン|톤|טון',
  profile: 'style|profile|estilo|stil|profil',
  voice: 'voice|narrator voice|voz|stimme|voix',
  voiceId: 'voice id|voiceid',
});

export interface KeyLines {
  readonly overview: Overview;
  /** Those that say nothing of the overview. */
  readonly rest: readonly SourceLine[];
}

/** `- Key: value` lines. What is said twice counts the first time. */
export function overviewIn(lines: readonly SourceLine[], warn: Warn): KeyLines {
  const rest: SourceLine[] = [];
  let overview: Overview = NOTHING_SAID;
  for (const line of lines) {
    const found = line.isInsideQuote ? null : labelled(line.text, OVERVIEW_WORDS);
    if (found === null) rest.push(line);
    else if (overview[found.name] === null) overview = { ...overview, [found.name]: valueIn(found, line.number, warn) };
  }
  return { overview, rest };
}

function valueIn(
  { name, value }: { name: keyof Overview; value: string },
  line: number,
  warn: Warn,
): string | number | null {
  return name === 'durationMs' ? statedDuration(value, line, warn) : plainValue(value);
}

const COLOUR = /#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])/gi;

/** Each once, as `#rrggbb`. */
export function coloursIn(lines: readonly SourceLine[]): readonly string[] {
  const found = lines.flatMap(({ text }) =>
    [...folded(text).matchAll(COLOUR)].map(([, hex = '']) => hex.toLowerCase()),
  );
  return [...new Set(found.map((hex) => `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`))];
}
