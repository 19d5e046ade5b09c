/** A script, the ISO 15924 codes whose languages are written in it, and the language that reads it when no other is asked for. */
interface Script {
  readonly letters: RegExp;
  readonly codes: readonly string[];
  readonly reader: string;
}

const SCRIPTS: readonly Script[] = [
  { letters: /\p{Script=Latin}/gu, codes: ['Latn'], reader: 'en' },
  { letters: /\p{Script=Arabic}/gu, codes: ['Arab'], reader: 'ar' },
  { letters: /\p{Script=Hebrew}/gu, codes: ['Hebr'], reader: 'he' },
  { letters: /\p{Script=Cyrillic}/gu, codes: ['Cyrl'], reader: 'ru' },
  { letters: /\p{Script=Greek}/gu, codes: ['Grek'], reader: 'el' },
  { letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, codes: ['Jpan'], reader: 'ja' },
  { letters: /\p{Script=Hangul}/gu, codes: ['Kore'], reader: 'ko' },
  { letters: /\p{Script=Han}/gu, codes: ['Hans', 'Hant', 'Jpan', 'Kore'], reader: 'cmn' },
  { letters: /\p{Script=Devanagari}/gu, codes: ['Deva'], reader: 'hi' },
  { letters: /\p{Script=Bengali}/gu, codes: ['Beng'], reader: 'bn' },
  { letters: /\p{Script=Gujarati}/gu, codes: ['Gujr'], reader: 'gu' },
  { letters: /\p{Script=Gurmukhi}/gu, codes: ['Guru'], reader: 'pa' },
  { letters: /\p{Script=Tamil}/gu, codes: ['Taml'], reader: 'ta' },
  { letters: /\p{Script=Telugu}/gu, codes: ['Telu'], reader: 'te' },
  { letters: /\p{Script=Kannada}/gu, codes: ['Knda'], reader: 'kn' },
  { letters: /\p{Script=Malayalam}/gu, codes: ['Mlym'], reader: 'ml' },
  { letters: /\p{Script=Sinhala}/gu, codes: ['Sinh'], reader: 'si' },
  { letters: /\p{Script=Thai}/gu, codes: ['Thai'], reader: 'th' },
  { letters: /\p{Script=Georgian}/gu, codes: ['Geor'], reader: 'ka' },
  { letters: /\p{Script=Armenian}/gu, codes: ['Armn'], reader: 'hy' },
  { letters: /\p{Script=Ethiopic}/gu, codes: ['Ethi'], reader: 'am' },
  { letters: /\p{Script=Myanmar}/gu, codes: ['Mymr'], reader: 'my' },
];

/** Whose voice a sentence needs: the language's own where most letters are of its script, else the usual reader of theirs. */
export function readerOf(sentence: string, language: string): string {
  const script = mostUsed(sentence);
  const code = new Intl.Locale(language).maximize().script ?? 'Latn';
  return !script || script.codes.includes(code) ? language : script.reader;
}

function mostUsed(sentence: string): Script | null {
  let most = { script: null as Script | null, letters: 0 };
  for (const script of SCRIPTS) {
    const letters = sentence.match(script.letters)?.length ?? 0;
    if (letters > most.letters) most = { script, letters };
  }
  return most.script;
}
