import { settledHints } from '../../../src/pipeline/planner/hints';
import { languageCode } from '../../../src/pipeline/planner/hints/language';
import { NOTHING_SAID } from '../../../src/pipeline/planner/treatment/treatment';
import { listener } from './told';

const settled = (hints: unknown, overview = {}) =>
  settledHints(hints, { ...NOTHING_SAID, ...overview }, () => undefined);

test('what nobody says is the usual', () => {
  expect(settled({})).toMatchObject({
    userId: null,
    durationMs: 60_000,
    language: 'en',
    aspectRatio: 'Smart Auto',
    platform: 'social',
    tone: 'professional',
    profile: { name: 'general' },
    voiceId: null,
  });
});

test('the user is heard before the analyzer, the refiner, the script and the treatment', () => {
  const [userUI, analyzerJson, refinerJson, scriptJson] = [11, 12, 13, 14].map((duration) => ({ duration }));
  const overview = { durationMs: 15_000 };
  expect(settled({ userUI, analyzerJson, refinerJson, scriptJson }, overview).durationMs).toBe(11_000);
  expect(settled({ analyzerJson, refinerJson, scriptJson }, overview).durationMs).toBe(12_000);
  expect(settled({ refinerJson, scriptJson }, overview).durationMs).toBe(13_000);
  expect(settled({ scriptJson }, overview).durationMs).toBe(14_000);
  expect(settled({}, overview).durationMs).toBe(15_000);
});

test('the refiner is heard before the analyzer about the profile', () => {
  const hints = { analyzer: { profile: 'anime_mode' }, refiner: { profile: 'ugc_testimonial' } };
  expect(settled(hints).profile.name).toBe('ugc_testimonial');
});

test.each([
  [{ userUI: { durationSeconds: 20 } }],
  [{ durationSeconds: 20 }],
  [{ userUI: { durationSeconds: '20' } }],
  [{ userUI: { duration: '20 s' } }],
  [{ analyzerJson: { duration: 20 } }],
  [{ analyzer: { duration_seconds: 20 } }],
  [{ refinerJson: { suggested_duration: 20 } }],
  [{ refiner: { suggestedDuration: 20 } }],
])('%j says twenty seconds', (hints) => {
  expect(settled(hints).durationMs).toBe(20_000);
});

test.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY, null, undefined, '', 'soon', {}, [], true])(
  'a duration of %p falls through to the analyzer’s',
  (durationSeconds) => {
    expect(settled({ userUI: { durationSeconds }, analyzerJson: { duration: 30 } }).durationMs).toBe(30_000);
  },
);

test('a hint that says nonsense is passed over with a warning; one that says nothing, without', () => {
  const { warn, codes } = listener();
  settledHints({ userUI: { durationSeconds: -5, platform: '' }, analyzer: null }, NOTHING_SAID, warn);
  expect(codes()).toEqual(['HINT_IGNORED']);
});

test.each([
  [{ analyzerJson: { aspect_ratio: '1:1', language_code: 'de' } }, '1:1', 'de'],
  [{ analyzerJson: { aspectRatio: '1080x1920', language: 'German' } }, '9:16', 'de'],
  [{ refinerJson: { aspect: 'landscape', lang: 'pt_br' } }, '16:9', 'pt-BR'],
])('%j', (hints, aspectRatio, language) => {
  expect(settled(hints)).toMatchObject({ aspectRatio, language });
});

test.each([
  ['English', 'en'],
  ['english', 'en'],
  ['Deutsch', 'de'],
  ['日本語', 'ja'],
  ['العربية', 'ar'],
  ['Portuguese (Brazil)', 'pt'],
  ['American English', 'en'],
  ['en', 'en'],
  ['EN_us', 'en-US'],
  ['Klingonish', null],
  ['', null],
])('the language %s is %s', (words, code) => {
  expect(languageCode(words)).toBe(code);
});

test('a language of the treatment that nobody knows is warned of', () => {
  const { warn, codes } = listener();
  expect(settledHints({}, { ...NOTHING_SAID, language: 'Klingonish' }, warn).language).toBe('en');
  expect(codes()).toEqual(['LANGUAGE_UNKNOWN']);
});

test.each([
  ['tiktok', '9:16'],
  ['Instagram Reels', '9:16'],
  ['YouTube Shorts', '9:16'],
  ['social', '9:16'],
  ['LinkedIn / TikTok', '9:16'],
  ['YouTube', '16:9'],
  ['linkedin', '16:9'],
  ['facebook', '1:1'],
  ['a cinema', '16:9'],
])('asked for Smart Auto, %s is %s, and what was asked for is kept', (platform, aspect) => {
  expect(settled({ userUI: { platform, aspectRatio: 'smart auto' } })).toMatchObject({
    aspect,
    aspectRatio: 'Smart Auto',
  });
});

test('a shape that films are not made in is kept as asked, and drawn as the platform wants it, with a warning', () => {
  const { warn, codes } = listener();
  const hints = { userUI: { aspectRatio: '21:9', platform: 'youtube' } };
  expect(settledHints(hints, NOTHING_SAID, warn)).toMatchObject({ aspectRatio: '21:9', aspect: '16:9' });
  expect(codes()).toEqual(['ASPECT_UNSUPPORTED']);
});

test('a total below a second is raised, and one above a day drawn in, with a warning', () => {
  const { warn, codes } = listener();
  expect(settledHints({ durationSeconds: 0.2 }, NOTHING_SAID, warn).durationMs).toBe(1_000);
  expect(settledHints({ durationSeconds: 1e12 }, NOTHING_SAID, warn).durationMs).toBe(86_400_000);
  expect(codes()).toEqual(['DURATION_LIMITED', 'DURATION_LIMITED']);
});

test.each([
  ['Educational explainer', 'educational_explainer'],
  ['UGC testimonial', 'ugc_testimonial'],
  ['A promo for shoes', 'marketing_dynamic'],
  ['Anime trailer', 'anime_mode'],
  ['Corporate update', 'corporate_presentation'],
  ['A poem', 'general'],
])('the intent %s names the profile %s', (intent, name) => {
  expect(settled({}, { intent }).profile.name).toBe(name);
});

test('a profile that was asked for is stronger than the intent', () => {
  expect(settled({ userUI: { profile: 'anime_mode' } }, { intent: 'Corporate update' }).profile.name).toBe(
    'anime_mode',
  );
});

test('only an id is a user', () => {
  const userId = '7a1f6f6e-3e0b-4a52-9d6f-0b8f6a0c1d2e';
  expect(settled({ userUI: { userId } }).userId).toBe(userId);
  expect(settled({ userUI: { userId: 'root' } }).userId).toBeNull();
  expect(settled({ analyzerJson: { userId } }).userId).toBeNull();
});

test('the documents that hints come from are referred to by their ids', () => {
  expect(settled({ analyzerJson: { id: 'a-1' }, refinerJson: {} }).sourceRefs).toEqual({
    analyzerRef: 'a-1',
    refinerRef: null,
    scriptRef: null,
  });
});

test.each([null, undefined, 3, 'words', [], [[]], { userUI: 'me', analyzerJson: [1] }, new Date(0), () => 1])(
  'hints may be anything: %p',
  (hints) => {
    expect(settled(hints).durationMs).toBe(60_000);
  },
);
