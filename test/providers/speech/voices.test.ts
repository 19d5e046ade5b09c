import { InvalidInput } from '../../../src/pipeline/errors';
import { parseVoices } from '../../../src/providers/speech/espeak-ng';
import { readerOf } from '../../../src/providers/speech/scripts';
import { orderedVoice, voiceForLanguage } from '../../../src/providers/speech/voices';

const TABLE = `Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  ar              --/M      Arabic             sem/ar
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
`;
const voices = parseVoices(TABLE);

test.each([
  ['en', 'en-gb'],
  ['en-US', 'en-us'],
  ['en-AU', 'en-gb'],
  ['zh-Hans-CN', 'cmn'],
  ['yue', 'yue'],
  ['fi', null],
])('%s is spoken by %s', (language, voice) => {
  expect(voiceForLanguage(language, voices)).toBe(voice);
});

test('a voice is ordered by name, with a timbre if one likes, and nothing else', () => {
  expect(orderedVoice('EN-us+f3', { voices, otherwise: 'en-gb' })).toBe('en-us+f3');
  for (const wrong of ['fi', 'en-us+../../x', '--help', '-w x', 'de+f9']) {
    expect(() => orderedVoice(wrong, { voices, otherwise: 'en-gb' })).toThrow(InvalidInput);
  }
});

test('a name has a timbre of its own, the same each time, in the voice that would speak otherwise', () => {
  const named = (name: string) => orderedVoice(name, { voices, otherwise: 'en-gb' });
  expect([named('rachel'), named('Rachel'), named('adam')]).toEqual(['en-gb+f2', 'en-gb+f2', 'en-gb+m3']);
  expect(named('21m00Tcm4TlvDq8ikWAM'.slice(2))).toMatch(/^en-gb\+[mf]\d$/);
  expect(named('Somebody Else')).toBe(named('somebody else'));
});

test.each([
  ['مرحبا بالعالم', 'en', 'ar'],
  ['مرحبا', 'fa', 'fa'],
  ['שלום עולם', 'en', 'he'],
  ['Привет', 'bg', 'bg'],
  ['Hello, Привет, world', 'en', 'en'],
  ['Hello', 'ar', 'en'],
  ['東京タワーです', 'ja', 'ja'],
  ['中文', 'ja', 'ja'],
  ['中文', 'en', 'cmn'],
  ['3.5!', 'en', 'en'],
])('%j in a text in %s is read by %s', (sentence, language, reader) => {
  expect(readerOf(sentence, language)).toBe(reader);
});
