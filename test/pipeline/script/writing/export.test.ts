import { scriptOfText, textOfScript } from '../../../../src/pipeline/script/script-text';
import { extractiveScript } from '../../../../src/pipeline/script/writing/extractive/extractive';
import { READING } from './papers/reading';
import { SOIL } from './papers/soil';
import { TIDES } from './papers/tides';
import { briefOf, sourceOf } from './sources';

const PAPERS = [SOIL, READING, TIDES].map((text) => sourceOf(text));
const scripts = PAPERS.map((paper) => extractiveScript(briefOf([paper])).script);

test.each(['FLAT', 'MARKDOWN', 'JSON'] as const)('a written script reads back from its %s', (format) => {
  for (const script of scripts) {
    const read = scriptOfText({ text: textOfScript(script, format), format, field: 'text' });
    expect(read.segments.map(({ text }) => text)).toEqual(script.segments.map(({ text }) => text));
    if (format === 'FLAT') continue;
    const remarks = ({ segments }: typeof script) =>
      segments.map(({ intent, keyConcepts, importance, sourceAttributions, figures }) => {
        const shown = figures.map(({ kind, number }) => `${kind} ${number}`);
        return { intent, keyConcepts, importance, sourceAttributions, shown };
      });
    expect(remarks(read)).toEqual(remarks(script));
  }
});

test('JSON says that a script is extractive, and which of its claims are supported', () => {
  for (const script of scripts) {
    const json = JSON.parse(textOfScript(script, 'JSON'));
    expect(json).toMatchObject({
      production_style: 'extractive',
      generation_prompt: expect.stringMatching(/^extractive: quoted/),
    });
    const claims = json.segments.flatMap((segment: { claims: unknown[] }) => segment.claims);
    expect(claims.length).toBeGreaterThan(3);
    expect(claims[0]).toEqual({
      text: expect.any(String),
      supported: true,
      source_id: 'doc-1',
      atom: expect.any(Number),
      page: expect.any(Number),
    });
  }
});
