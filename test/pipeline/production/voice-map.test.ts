import * as fc from 'fast-check';
import { voiceFor } from '../../../src/pipeline/production/voice-map';

const speaking = { names: ['openai-speech', 'openai'], voices: ['onyx', 'nova'] };

test.each([
  ['nobody said anything', null, null],
  ['blanks are said', '  ', null],
  ['a voice of its own is said in other letters', ' Onyx ', 'onyx'],
  ['words are said', 'a calm woman', 'a calm woman'],
  ['its house is told a voice', 'elevenlabs=Rachel, openai=Nova', 'nova'],
  ['it is told a voice by itself, in any order', 'OpenAI=nova,openai-speech = onyx', 'onyx'],
  ['only others are told', 'elevenlabs=Rachel', null],
  ['it is told blanks', 'openai= ', null],
  ['it is told twice', 'openai=onyx, openai=nova', 'onyx'],
  ['what is said only looks like pairs', 'calm, warm=yes', 'calm, warm=yes'],
])('where %s, %p is %p', (_what, said, voice) => {
  expect(voiceFor(said, speaking)).toBe(voice);
});

test('of pairs each provider gets its own', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const voice = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ]{0,8}[A-Za-z0-9]$/);
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), voice, (names, said) => {
      const pairs = names.map((one, index) => `${one}=${said}${index}`).join(', ');
      const heard = names.map((one) => voiceFor(pairs, { names: [one], voices: [] }));
      expect(heard).toEqual(names.map((_, index) => `${said}${index}`));
    }),
  );
});
