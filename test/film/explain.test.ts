import { type FilmStudio, linesOf, openFilmStudio } from '../support/film';
import { ingestPaper } from '../support/paper';

jest.setTimeout(240_000);

let studio: FilmStudio;
let projectId: string;
beforeAll(async () => {
  studio = await openFilmStudio();
  const { createProject } = await studio.client.mutate<{ createProject: { project: { id: string } } }>(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } userErrors { code message } } }',
    { input: { key: 'drifts', name: 'Drifts', size: { width: 320, height: 180 }, idempotencyKey: 'drifts' } },
  );
  projectId = createProject.project.id;
});
afterAll(() => studio?.close());

const ingested = () => ingestPaper(studio, projectId);

interface Started {
  readonly id: string;
  readonly subject: { readonly id: string };
}

async function started(input: object): Promise<Started> {
  const { startExplainer } = await studio.client.mutate<{ startExplainer: { run: Started } }>(
    `mutation ($input: StartExplainerInput!) {
      startExplainer(input: $input) { run { id subject { ... on StructuredScript { id } } } userErrors { code message got remedy } }
    }`,
    { input: { projectId, ...input } },
  );
  return startExplainer.run;
}

interface Told {
  readonly script: {
    readonly productionStyle: string;
    readonly targetSeconds: number;
    readonly draft: { readonly current: { readonly type: string; readonly status: string } };
    readonly sources: readonly { readonly id: string }[];
    readonly segments: {
      readonly nodes: readonly {
        readonly text: string;
        readonly displayMode: string;
        readonly claims: readonly { readonly supported: boolean }[];
        readonly figureReferences: readonly { readonly figure: { readonly number: number } | null }[];
        readonly audio: { readonly current: { readonly words: readonly object[] | null } | null };
      }[];
    };
    readonly timeline: {
      readonly captionPlace: string;
      readonly karaoke: string;
      readonly notes: readonly string[];
      readonly title: { readonly current: object | null };
      readonly end: { readonly current: object | null };
      readonly span: { readonly durationSeconds: number };
      readonly report: { readonly ok: boolean; readonly problems: readonly string[] } | null;
    } | null;
  };
}

const tell = (id: string) =>
  studio.client.query<Told>(
    `query ($id: ID!) {
      script(id: $id) {
        productionStyle targetSeconds sources { id } draft { current { type status } }
        segments { nodes { text displayMode claims { supported } figureReferences { figure { number } } audio { current { words { text } } } } }
        timeline { captionPlace karaoke: captions(format: KARAOKE) notes title { current { id } } end { current { id } } span { durationSeconds } report { ok problems } }
      }
    }`,
    { id },
  );

test('a paper becomes a film by one mutation, its script first, with its title, its figure and its sources', async () => {
  const document = await ingested();
  expect(document.figures).toEqual([{ number: 1, slot: { current: { status: 'APPROVED' } } }]);
  expect((await ingested()).id).toBe(document.id);
  const asked = { documentIds: [document.id], minutes: 0.6, tier: 'LOW', captions: 'KARAOKE' };
  const foreseen = await studio.client.query<{ estimateExplainer: { toGenerate: number; cost: { amount: string } } }>(
    'query ($input: EstimateExplainerInput!) { estimateExplainer(input: $input) { toGenerate cost { amount } } }',
    { input: { projectId, documentIds: [document.id], minutes: 0.6, tier: 'LOW' } },
  );
  const run = await started({ ...asked, idempotencyKey: 'film' });
  const lines = await linesOf(studio.client, run.id);
  expect(lines.filter(({ __typename }) => __typename === 'JobFailed')).toEqual([]);
  expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  expect(lines.filter(({ __typename }) => __typename === 'AssetMade')).toHaveLength(
    foreseen.estimateExplainer.toGenerate,
  );
  const { script } = await tell(run.subject.id);
  expect(script).toMatchObject({
    productionStyle: 'extractive',
    targetSeconds: 36,
    sources: [{ id: document.id }],
    draft: { current: { type: 'TEXT', status: 'DRAFT' } },
    timeline: {
      report: { ok: true, problems: [] },
      captionPlace: 'KARAOKE',
      karaoke: expect.stringMatching(/^WEBVTT\n[\s\S]*<00:00:\d\d\.\d{3}>/),
    },
  });
  const figured = script.segments.nodes.filter(({ figureReferences }) => figureReferences.length > 0);
  expect(figured.map(({ displayMode }) => displayMode)).toContain('FIGURE_SYNC');
  for (const { figureReferences } of figured) expect(figureReferences[0]?.figure).toEqual({ number: 1 });
  expect(script.segments.nodes.flatMap(({ claims }) => claims).every(({ supported }) => supported)).toBe(true);
  for (const { text, audio } of script.segments.nodes)
    expect(audio.current?.words).toHaveLength(text.split(/\s+/).filter(Boolean).length);
  expect(script.timeline?.title.current).not.toBeNull();
  expect(script.timeline?.end.current).not.toBeNull();
  expect(Math.abs((script.timeline?.span.durationSeconds ?? 0) - 36)).toBeLessThanOrEqual(3.6);
});

test('it stops after the script for a review, and goes on from there without writing it again', async () => {
  const { id } = await ingested();
  const first = await started({ documentIds: [id], minutes: 0.5, stopAfter: 'SCRIPT', idempotencyKey: 'script' });
  expect((await linesOf(studio.client, first.id)).at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  const scriptId = first.subject.id;
  expect((await tell(scriptId)).script.timeline).toBeNull();
  const second = await started({ scriptId, tier: 'MICRO', stopAfter: 'AUDIO', idempotencyKey: 'audio' });
  const lines = await linesOf(studio.client, second.id);
  expect(lines.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  expect(lines.some(({ jobKey }) => jobKey === 'script')).toBe(false);
  const { segments } = (await tell(scriptId)).script;
  expect(segments.nodes.every(({ audio }) => audio.current !== null)).toBe(true);
});
