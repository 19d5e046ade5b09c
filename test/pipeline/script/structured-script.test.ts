import fc from 'fast-check';
import { DomainError } from '../../../src/pipeline/errors';
import { scriptFromJson, scriptToJson } from '../../../src/pipeline/script/structured-script';

const INTENTS =
  'intro background methodology key_finding figure_walkthrough data_discussion comparison transition recap outro'.split(
    ' ',
  );
const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((it) => !it.includes('\0'));
const name = text.filter((it) => it !== '');
const narration = fc.stringMatching(/^[a-z]{1,8}( [a-z"<*]{1,8}){0,8}$/);
const seconds = fc.double({ min: 0, max: 1_000, noNaN: true }).map((it) => it + 0);
const share = fc.integer({ min: 0, max: 100 }).map((it) => it / 100);

const attribution = fc.record({
  source_id: text,
  source_type: fc.constantFrom('paper', 'news', 'url'),
  atoms_used: fc.array(text, { maxLength: 3 }),
  confidence: share,
  label: fc.option(text),
});
const segment = fc.record({
  idx: fc.constant(0),
  text: narration,
  intent: fc.constantFrom(...INTENTS),
  source_attributions: fc.array(attribution, { maxLength: 2 }),
  figure_refs: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  key_concepts: fc.array(text, { maxLength: 3 }),
  perspective: fc.option(text),
  content_type_hint: fc.option(text),
  visual_direction: text,
  display_mode: fc.constantFrom('figure_sync', 'dall_e', 'carry_forward', 'text_only', null),
  importance_score: share,
  audio_file: fc.option(text),
  estimated_duration_sec: seconds,
  actual_duration_sec: fc.option(seconds),
  visual_asset_id: fc.option(text),
});
const figure = fc.record({ kb_path: text, caption: text, description: text });
/** A whole document: every key that the seed names, and derived ones that agree with the rest. */
const document = fc
  .record({
    facts: fc.record({
      script_id: name,
      trial_id: name,
      version: fc.integer({ min: 1, max: 9 }),
      sources_used: fc.array(text, { maxLength: 3 }),
      content_type: text,
      production_style: text,
      perspective: fc.option(text),
      variant_of: fc.option(text),
      source_document: fc.option(text),
      generation_prompt: fc.option(text),
      created_at: fc.option(text),
    }),
    segments: fc.array(segment, { maxLength: 5 }),
    figures: fc.dictionary(fc.integer({ min: 1, max: 9 }).map(String), figure, { maxKeys: 4 }),
  })
  .map(({ facts, segments: drawn, figures }) => {
    const segments = drawn.map((it, idx) => ({ ...it, idx }));
    const discussed = (number: number) => segments.flatMap((it) => (it.figure_refs.includes(number) ? [it.idx] : []));
    const figure_inventory = Object.fromEntries(
      Object.entries(figures).map(([key, it]) => [
        key,
        { figure_number: Number(key), ...it, discussed_in_segments: discussed(Number(key)) },
      ]),
    );
    const total_estimated_duration_sec = segments.reduce((sum, it) => sum + it.estimated_duration_sec, 0);
    return { ...facts, segments, figure_inventory, total_segments: segments.length, total_estimated_duration_sec };
  });

const throughJson = (value: unknown) => JSON.parse(JSON.stringify(scriptToJson(scriptFromJson(value))));

test('a whole document is written as it was read, with nothing lost', () => {
  fc.assert(
    fc.property(document, (script) => {
      expect(throughJson(script)).toEqual(JSON.parse(JSON.stringify(script)));
    }),
  );
});

test('what a document leaves out is filled in once and stays', () => {
  const sparse = fc.record(
    { idx: fc.constant(0), text: narration, intent: fc.constantFrom(...INTENTS) },
    { requiredKeys: ['idx', 'text'] },
  );
  fc.assert(
    fc.property(fc.array(sparse, { minLength: 1, maxLength: 5 }), (drawn) => {
      const segments = drawn.map((it, idx) => ({ ...it, idx }));
      const once = throughJson({ script_id: 'a', trial_id: 'b', segments });
      expect(throughJson(once)).toEqual(once);
    }),
  );
});

test('keys are written in one order, whatever the order that they came in', () => {
  const segments = [{ text: 'One.', idx: 0, intent: 'recap' }];
  const turned = { segments, trial_id: 'b', script_id: 'a' };
  const written = JSON.stringify(scriptToJson(scriptFromJson(turned)));
  expect(written).toBe(JSON.stringify(scriptToJson(scriptFromJson({ script_id: 'a', trial_id: 'b', segments }))));
  expect(Object.keys(JSON.parse(written))).toEqual(
    'script_id trial_id version segments figure_inventory sources_used content_type production_style perspective variant_of total_segments total_estimated_duration_sec source_document generation_prompt created_at'.split(
      ' ',
    ),
  );
});

const script = (change: object, ...segments: object[]) => ({
  script_id: 'trial_000_v1',
  trial_id: 'trial_000',
  segments: segments.map((it, idx) => ({ idx, text: `Text ${idx}.`, ...it })),
  ...change,
});

test('segments are in the order of their idx, which may have gaps', () => {
  const read = scriptFromJson(
    script({}, { idx: 7, text: 'Last.' }, { idx: 2, text: 'First.' }, { idx: 4, text: 'Mid.' }),
  );
  expect(read.segments.map((it) => it.text)).toEqual(['First.', 'Mid.', 'Last.']);
});

test('the words of later files are read as those of the seed', () => {
  const later = {
    context: 'BACKGROUND',
    explanation: 'METHODOLOGY',
    claim: 'KEY_FINDING',
    figure_reference: 'FIGURE_WALKTHROUGH',
    data_walkthrough: 'DATA_DISCUSSION',
    counterpoint: 'COMPARISON',
    evidence: 'KEY_FINDING',
    narrative: 'BACKGROUND',
    synthesis: 'RECAP',
    analysis: 'DATA_DISCUSSION',
    definition: 'DATA_DISCUSSION',
    commentary: 'DATA_DISCUSSION',
    question: 'DATA_DISCUSSION',
    speculation: 'DATA_DISCUSSION',
  };
  const read = scriptFromJson(script({}, ...Object.keys(later).map((intent) => ({ intent }))));
  expect(read.segments.map(({ intent }) => intent)).toEqual(Object.values(later));
});

test('the inventory may be keyed by number or by name, and tables are told apart', () => {
  const entry = { caption: 'Nights.' };
  const read = scriptFromJson(
    script(
      { figure_inventory: { 'FIGURE 6': entry, '2': { ...entry, figure_number: 'Figure 2' }, 'Table 2': entry } },
      {},
    ),
  );
  expect(read.figures.map(({ kind, number }) => `${kind} ${number}`)).toEqual(['FIGURE 2', 'FIGURE 6', 'TABLE 2']);
});

test('a number that the text gives to a table alone is that table, and what the text names besides is added', () => {
  const [only] = scriptFromJson(script({}, { text: 'Table 2 and figures 3 and 4.', figure_refs: [4, 2] })).segments;
  expect(only?.figures.map(({ kind, number }) => `${kind} ${number}`)).toEqual(['FIGURE 4', 'TABLE 2', 'FIGURE 3']);
});

const refusal = (value: unknown): string => {
  try {
    scriptFromJson(value);
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${error.got}`;
    throw error;
  }
  return 'read';
};

test.each([
  ['an intent that nobody knows', script({}, {}, { intent: 'vibes' }), 'segments[1].intent: must be one of'],
  ['a segment without text', { ...script({}), segments: [{ idx: 0 }] }, 'segments[0].text'],
  ['a segment of blanks', script({}, { text: ' \n' }), 'segments[0].text: must have words'],
  ['two of one idx', script({}, { idx: 3 }, { idx: 3 }), 'segments: two have the idx 3'],
  ['no trial', { script_id: 'a', segments: [] }, 'trial_id'],
  ['an importance over 1', script({}, { importance_score: 1.5 }), 'segments[0].importance_score'],
  ['an infinite duration', script({}, { estimated_duration_sec: Number.POSITIVE_INFINITY }), 'estimated_duration_sec'],
  ['a NUL', script({ source_document: 'a\0b' }), 'source_document: must not hold the character U+0000'],
  ['half a surrogate', script({}, { visual_direction: '\ud83d' }), 'segments[0].visual_direction'],
  ['an inventory without numbers', script({ figure_inventory: { six: {} } }, {}), 'figure_inventory["six"]'],
  ['a key that its entry denies', script({ figure_inventory: { 6: { figure_number: 7 } } }, {}), 'figure_number: is 7'],
  ['a figure twice', script({ figure_inventory: { 6: {}, 'Figure 6': {} } }, {}), 'is there twice'],
  ['a list', [], 'the document'],
  ['nothing', null, 'the document'],
])('%s is refused with the path of the fault', (_what, value, fault) => {
  expect(refusal(value)).toContain(fault);
  expect(refusal(value)).toMatch(/^INVALID_INPUT /);
});

test('at most twenty faults are said, and a list of a million is not looked into', () => {
  const said = refusal(script({}, ...Array.from({ length: 90 }, () => ({ intent: 'x' }))));
  expect(said.split('; ')).toHaveLength(21);
  expect(said).toContain('and 70 more');
  expect(refusal(script({ sources_used: Array(1_000_000).fill(1) }, {}))).toBe(
    'INVALID_INPUT sources_used: must have at most 1000 entries',
  );
});

test('any JSON at all is read or refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, inner) => {
      for (const it of [
        value,
        script({ segments: value }),
        script({ figure_inventory: value }, { figure_refs: inner }),
      ])
        expect(refusal(it)).toMatch(/^read$|^INVALID_INPUT /);
    }),
  );
});
