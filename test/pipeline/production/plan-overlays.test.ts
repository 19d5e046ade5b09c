import { plannedText } from '../../../src/pipeline/planner/planned-text';
import type { PlanTake } from '../../../src/pipeline/production/plan-film';
import { planOverlays } from '../../../src/pipeline/production/plan-overlays';

const scene = (id: string) => ({ id, durationMs: 2_000, narration: null, pictures: [], isSoft: false });

function overlaysOf(visuals: string, takes: ReadonlyMap<string, PlanTake> = new Map(), assets = '') {
  const { manifest } = plannedText(`${assets}Scene 1: Hook\n- Duration: 2s\n- Visuals: ${visuals}\n`, {});
  const placed = [{ scene: scene('s1'), startFrame: 24, endFrameExclusive: 72 }];
  return planOverlays(placed, { manifest, takes });
}

test('what is written over a picture is seen as long as its scene', () => {
  expect(overlaysOf('[Overlay Text: Step 1]')).toEqual([
    { kind: 'TEXT', place: 'TOP', text: 'Step 1', detail: null, accent: null, startFrame: 24, endFrameExclusive: 72 },
  ]);
});

test.each([
  ['Revenue +7.2%', '+7.2%', 'Revenue'],
  ['95% retention', '95%', 'retention'],
  ['Costs -3.5 %', '-3.5 %', 'Costs'],
  ['ARR: $14.5M', '$14.5M', 'ARR'],
  ['Churn: 1,5 %', '1,5 %', 'Churn'],
  ['Simply the best', 'Simply the best', null],
])('the figure of %j is %j', (words, text, detail) => {
  const drawn = { assetId: 'a', sha256: 'a'.repeat(64), isClip: false, isSet: false, ...SILENT };
  const takes = new Map([['job_gen_background_001', drawn]]);
  expect(overlaysOf(`[KPI Card: ${words}]`, takes)).toMatchObject([{ kind: 'KPI', place: 'CENTRE', text, detail }]);
});

test('over a chart a figure stands beside its title', () => {
  const overlays = overlaysOf('[Chart Overlay: Sales: Q1 10, Q2 14.5], [KPI Card: Revenue +7.2%]');
  expect(overlays).toMatchObject([{ kind: 'KPI', place: 'TOP_RIGHT' }]);
});

test('several in one place have it by turns, and one in another place all the time', () => {
  const spans = overlaysOf('[Overlay Text: One], [Overlay Text: Two], [KPI Card: Revenue +7.2%]').map(
    ({ text, startFrame, endFrameExclusive }) => [text, startFrame, endFrameExclusive],
  );
  expect(spans).toEqual([
    ['One', 24, 48],
    ['Two', 48, 72],
    ['+7.2%', 24, 72],
  ]);
});

test('a logo is drawn once it is there', () => {
  const given = 'logo https://example.com/logo.png\n\n';
  const endcard = '[Branded Endcard: Thanks]';
  const take = { assetId: 'a', sha256: 'b'.repeat(64), isClip: false, isSet: false };
  const found = new Map([['asset:user_logo_001', { ...take, ...SILENT }]]);
  expect(overlaysOf(endcard, new Map(), given)).toEqual([]);
  expect(overlaysOf(endcard, found, given)).toMatchObject([
    { kind: 'LOGO', place: 'TOP_RIGHT', assetId: 'a', sha256: take.sha256 },
  ]);
});

const SILENT = { durationSeconds: null, loudnessLufs: null, sentences: [], words: null };
