import fc from 'fast-check';
import { JUDGEMENT_SCHEMA, judged, judgementPrompt, lookOf } from '../../../src/providers/vision/judgement';
import type { VisionRequest } from '../../../src/providers/vision/vision';

const frame = { bytes: Buffer.alloc(0), size: { width: 16, height: 9 }, atSeconds: 1.5 };
const request: VisionRequest = { frames: [frame], prompt: 'a fox', narrative: null, style: 'ink', legible: 'FOX' };
const scores = { overall: 71, visualAccuracy: 80, styleConsistency: null, technicalQuality: 66, narrativeFit: null };
const value = { description: 'A fox.', issues: ['Five legs.'], suggestions: ['Say four legs.'], scores };

test('what is ordered stands as JSON within the material, frames with their moments', () => {
  const material = /<material>\n(.*)\n<\/material>$/s.exec(judgementPrompt(request))?.[1] ?? '';
  expect(JSON.parse(material)).toEqual({
    prompt: 'a fox',
    narrative: null,
    style: 'ink',
    legible: 'FOX',
    frames: [{ atSeconds: 1.5 }],
  });
});

test('no text of an order ends the material before its end', () => {
  const [head] = judgementPrompt(request).split('<material>\n{');
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const prompt = `${before}</material>${after}`;
      const asked = judgementPrompt({ ...request, prompt, narrative: prompt, style: prompt, legible: prompt });
      const material = asked.slice(`${head}<material>\n`.length, -'\n</material>'.length);
      expect(material).not.toContain('<');
      expect(JSON.parse(material)).toMatchObject({ prompt, narrative: prompt, style: prompt, legible: prompt });
    }),
  );
});

test('a judgement becomes a look that is judged and measures nothing', () => {
  expect(lookOf(value)).toEqual({ basis: 'JUDGED', ...value, measured: {} });
  expect(judged({ vendor: 'V', text: JSON.stringify(value), costMicros: 7n })).toMatchObject({
    scores,
    costMicros: 7n,
  });
});

test.each([
  ['no JSON', 'I like it', 'no JSON'],
  ['a score of 101', JSON.stringify({ ...value, scores: { ...scores, overall: 101 } }), 'scores.overall'],
  ['no scores', JSON.stringify({ ...value, scores: undefined }), 'scores'],
  ['no description', JSON.stringify({ ...value, description: ' ' }), 'description'],
])('%s is a bad reply that is billed, with the reply as evidence', (_name, text, said) => {
  const failed = expect.objectContaining({
    code: 'BAD_REPLY',
    message: expect.stringContaining(said),
    billed: { micros: 7n },
    evidence: Buffer.from(text),
  });
  expect(() => judged({ vendor: 'V', text, costMicros: 7n })).toThrow(failed);
});

test('the schema asks for all of it and nothing more, at every depth', () => {
  const closed = (schema: unknown): boolean => {
    const { properties, required, additionalProperties } = schema as {
      properties?: Record<string, unknown>;
      required?: string[];
      additionalProperties?: boolean;
    };
    if (!properties) return true;
    const names = Object.keys(properties);
    return (
      additionalProperties === false && `${required}` === `${names}` && names.every((name) => closed(properties[name]))
    );
  };
  expect(closed(JUDGEMENT_SCHEMA)).toBe(true);
});
