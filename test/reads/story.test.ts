import type { Caller } from '../../src/pipeline/workspace/caller';
import { fillLibrary } from './library';
import { Reading } from './reading';

let reading: Reading;
let everyone: Caller;
beforeAll(async () => {
  reading = await Reading.open();
  const [all] = await fillLibrary(reading.store, 1);
  if (!all) throw new Error('The library has no callers.');
  everyone = all;
});
afterAll(() => reading.close());

const both = (query: string) => reading.both({ query }, everyone);

test('a script says which figures it names and does not have, and where the others are discussed', async () => {
  const query = `{ projects(first: 3) { nodes { scripts(first: 5) { nodes { figures { id kind number discussedIn { number } slot { key } }
    unresolvedFigures { kind number figure { id slot { current { id } } } }
    segments(first: 20) { nodes { number figureReferences { kind number figure { id slot { current { id } } } } } } } } } } }`;
  const { front } = await both(query);
  type Named = { kind: string; number: number; figure: { id: string; slot: { current: object | null } } | null };
  type Script = {
    figures: { id: string; kind: string; number: number; discussedIn: { number: number }[]; slot: { key: string } }[];
    unresolvedFigures: Named[];
    segments: { nodes: { number: number; figureReferences: Named[] }[] };
  };
  const scripts: Script[] = front.projects.nodes.flatMap(
    ({ scripts: of }: { scripts: { nodes: Script[] } }) => of.nodes,
  );
  for (const { figures, unresolvedFigures, segments } of scripts) {
    const named = segments.nodes.flatMap(({ figureReferences }) => figureReferences);
    const called = ({ kind, number }: { kind: string; number: number }) => `${kind.toLowerCase()} ${number}`;
    const missing = new Set(named.filter(({ figure }) => !figure?.slot.current).map(called));
    expect(unresolvedFigures.map(called)).toEqual([...missing].sort());
    for (const figure of figures) {
      expect(figure.slot.key).toBe(`${called(figure)} / picture`);
      const naming = segments.nodes.filter(({ figureReferences }) =>
        figureReferences.some((one) => one.figure?.id === figure.id),
      );
      expect(figure.discussedIn.map(({ number }) => number)).toEqual(naming.map(({ number }) => number));
    }
  }
  expect(scripts.flatMap(({ unresolvedFigures }) => unresolvedFigures).length).toBeGreaterThan(0);
  expect(scripts.flatMap(({ figures }) => figures.flatMap(({ discussedIn }) => discussedIn)).length).toBeGreaterThan(0);
});

test('captions are made from the cut in either format, and there are none before it is cut', async () => {
  const query = `{ project(key: "heat") { timelines { nodes { revision span { startFrame endFrameExclusive durationSeconds } rate { numerator denominator }
    captions subrip: captions(format: SRT) web: captions(format: VTT) } } } }`;
  const { front, slow } = await both(query);
  expect(front).toBeNull();
  const [uncut, cut] = slow.project.timelines.nodes.slice(-2);
  expect(cut.captions).toBe(cut.subrip);
  expect(cut.captions).toMatch(/^1\n00:00:00,000 --> 00:00:0\d,\d{3}\n/);
  expect(cut.web).toMatch(/^WEBVTT\n/);
  expect(cut.span.durationSeconds).toBe((1_234 * cut.rate.denominator) / cut.rate.numerator);
  expect(uncut.span).toEqual({ startFrame: 0, endFrameExclusive: 0, durationSeconds: 0 });
  expect(uncut.captions).toBe('');
});
