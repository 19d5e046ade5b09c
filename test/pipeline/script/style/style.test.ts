import fc from 'fast-check';
import { InvalidInput } from '../../../../src/pipeline/errors';
import { styleProfile } from '../../../../src/pipeline/script/style/learned-style';
import { type ReadTranscript, readTranscript } from '../../../../src/pipeline/script/style/read-transcript';
import { spokenSegments } from '../../../../src/pipeline/script/style/transcript';

const read = (text: string): ReadTranscript => readTranscript({ text, name: 'a reference', field: ['input', 'texts'] });
const filler = Array.from({ length: 12 }, (_, idx) => `And so we come to thing number ${idx}, which you will like.`);

const stamp = (seconds: number, comma: string): string =>
  `00:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}${comma}000`;
const captions = (comma: string): string =>
  filler
    .map((text, idx) => `${idx + 1}\n${stamp(idx * 6, comma)} --> ${stamp(idx * 6 + 4, comma)}\n${text}`)
    .join('\n\n');
const segments = filler.map((text, idx) => ({ start: idx * 6, end: idx * 6 + 4, text: ` ${text}` }));

test.each([
  ['TEXT', filler.join('\n\n'), null],
  ['SRT', captions(','), 0],
  ['SRT', captions(',').replaceAll('\n', '\r\n'), 0],
  ['VTT', `WEBVTT\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nNobody says this.\n\n${captions('.')}`, 0],
  ['WHISPER_JSON', JSON.stringify({ language: 'en', segments: segments.map((it) => ({ ...it, words: [] })) }), 0],
  [
    'WHISPER_JSON',
    JSON.stringify({
      transcription: segments.map(({ start, end, text }) => ({
        offsets: { from: start * 1000, to: end * 1000 },
        text,
      })),
    }),
    0,
  ],
])('%s is read into what was said', (format, text, start) => {
  const { transcript, format: found } = read(text);
  expect(found).toBe(format);
  expect(transcript.segments.map((it) => it.text)).toEqual(filler);
  expect(transcript.segments[0]?.startSeconds).toBe(start);
});

test('tags, voices, karaoke stamps, speakers and noises are not said', () => {
  const vtt = `WEBVTT\n\n00:01.000 --> 00:03.000 align:start\n<v Roger>HOST: Now<00:01.500><c> here</c> [Applause] &amp; there ♪\n\n00:03.100 --> 00:05.000\nit goes on.`;
  expect(() => read(vtt)).toThrow(InvalidInput);
  const { transcript } = read(`${vtt}\n\n${captions('.').replaceAll('00:0', '00:2')}`);
  expect(transcript.segments[0]?.text).toBe('Now here & there it goes on.');
});

test('cues are joined over their edges and parted at pauses and ends of sentences', () => {
  const cue = (text: string, startSeconds: number, endSeconds: number) => ({ text, startSeconds, endSeconds });
  const said = spokenSegments([
    cue('It begins', 0, 1),
    cue('and it ends.', 1, 2),
    cue('It goes on at once.', 2.1, 4),
    cue('After a pause', 6, 7),
    cue('After a pause\nit rolls.', 7, 8),
  ]);
  expect(said).toEqual([cue('It begins and it ends. It goes on at once.', 0, 4), cue('After a pause it rolls.', 6, 8)]);
});

test('captions without punctuation end somewhere', () => {
  const cues = Array.from({ length: 200 }, (_, idx) => ({
    text: `word ${idx} is said here`,
    startSeconds: idx,
    endSeconds: idx + 1,
  }));
  const lengths = spokenSegments(cues).map(({ text }) => text.split(' ').length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(165);
  expect(lengths.reduce((sum, count) => sum + count, 0)).toBe(1000);
});

test.each([[''], ['\n\n'], ['Too short.'], ['{"segments": []}'], ['{"other": 1}'], ['{"segments": [{"start": 0']])(
  '%j teaches no style, and the refusal says what would',
  (text) => {
    expect(() => read(text)).toThrow(InvalidInput);
    expect(() => styleProfile([])).toThrow(InvalidInput);
  },
);

test('a profile tells how references speak', () => {
  const profile = styleProfile([
    read(captions(',')).transcript,
    read(`Hello and welcome. ${filler.join(' ')} What do you think? Thank you.`).transcript,
  ]);
  expect(profile).toMatchObject({
    wordsPerMinute: 180,
    pauseSeconds: 2,
    openings: ['And so we come to thing number 0, which you will like.', 'Hello and welcome.'],
    closings: ['And so we come to thing number 11, which you will like.', 'Thank you.'],
    learnedFrom: { references: 2, segments: 13 },
  });
  expect(profile.vocabulary.favourites.join()).toContain('and so');
  expect(profile.vocabulary.connectives).toContain('so');
  expect(profile.vocabulary.secondPersonShare).toBeGreaterThan(0.8);
  expect(profile.segmentWords.low).toBe(12);
});

test('what a reference speaks of is no favourite of its style', () => {
  const about = Array.from(
    { length: 30 },
    (_, idx) => `The glacier number ${idx} actually moves the moraine of the valley.`,
  ).join('\n\n');
  const { favourites } = styleProfile([read(about).transcript]).vocabulary;
  expect(favourites).toContain('actually');
  expect(favourites.join(' ')).not.toMatch(/glacier|moraine|valley/);
});

const sentence = fc
  .array(fc.constantFrom('so', 'we', 'look', 'at', 'glaciers', 'and', 'what', 'you', 'actually', 'membrane'), {
    minLength: 3,
    maxLength: 20,
  })
  .chain((words) => fc.constantFrom('.', '?', '!').map((end) => `${words.join(' ')}${end}`));
const transcript = fc.array(
  fc.record({
    text: fc.array(sentence, { minLength: 1, maxLength: 5 }).map((all) => all.join(' ')),
    startSeconds: fc.constant(null),
    endSeconds: fc.constant(null),
  }),
  { minLength: 1, maxLength: 12 },
);

test('any profile holds together: shares sum to one, lengths rise, and it is the same each time', () => {
  fc.assert(
    fc.property(fc.array(transcript, { minLength: 1, maxLength: 4 }), (all) => {
      const transcripts = all.map((segments) => ({ segments }));
      const profile = styleProfile(transcripts);
      expect(profile).toEqual(styleProfile(transcripts));
      expect(profile.intents.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const { low, median, high } of [profile.segmentWords, profile.sentenceWords])
        expect(low <= median && median <= high).toBe(true);
      for (const example of [...profile.openings, ...profile.closings]) expect(example.length).toBeLessThanOrEqual(300);
      const { questionsShare, firstPersonShare, secondPersonShare, technicality } = profile.vocabulary;
      for (const share of [questionsShare, firstPersonShare, secondPersonShare, technicality])
        expect(share >= 0 && share <= 1).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('any text is a transcript or a refusal', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom('', 'WEBVTT\n\n', '{"segments":', '1\n00:00:01,000 --> 00:00:02,000\n'),
      (text, head) => {
        try {
          expect(read(head + text).words).toBeGreaterThanOrEqual(100);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput);
        }
      },
    ),
  );
});
