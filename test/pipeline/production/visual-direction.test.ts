import { type DirectedSegment, visualDirection } from '../../../src/pipeline/production/visual-direction';
import { DISPLAY_MODES, SEGMENT_INTENTS } from '../../../src/pipeline/script/segment';
import { sceneOf } from '../../../src/providers/image/painter/scenes';

const SEGMENT: DirectedSegment = {
  ...{ intent: 'KEY_FINDING', importance: 0.5, mode: 'DALL_E' },
  ...{ keyConcepts: ['heat island', 'albedo', 'trees', 'wind'], figures: [] },
};
const said = (change: Partial<DirectedSegment>, style?: string) => visualDirection({ ...SEGMENT, ...change }, style);

test('a direction has the intent, up to three concepts, and the style where it does not travel beside it', () => {
  expect(said({})).toBe(
    'One strong central image that carries what was found. Key visual elements: heat island, albedo, trees.',
  );
  expect(said({ keyConcepts: [] }, 'ink on paper')).toMatch(/^One strong .* found\. Style: ink on paper\.$/);
});

test('importance asks for more or less, and what is important leaves room to move', () => {
  expect(said({ importance: 0.8 })).toContain('Compelling composition');
  expect(said({ importance: 0.3 })).toContain('Simple, restrained composition');
  expect(said({ importance: 0.6 })).toContain('Ken Burns');
  expect(said({ importance: 0.59 })).not.toContain('Ken Burns');
  expect(said({ importance: 1, mode: 'FIGURE_SYNC' })).not.toContain('Ken Burns');
});

test('a figure is named with the beginning of its caption', () => {
  const figures = [{ kind: 'TABLE', number: 2, caption: `${'x'.repeat(99)}ab` }] as const;
  expect(said({ mode: 'FIGURE_SYNC', figures })).toContain(`Sync with Table 2: ${'x'.repeat(99)}a.`);
});

test('only pictures and figures have a direction', () => {
  const directions = DISPLAY_MODES.map((mode) => said({ mode }) !== null);
  expect(directions).toEqual(DISPLAY_MODES.map((mode) => mode === 'DALL_E' || mode === 'FIGURE_SYNC'));
});

test('a direction by itself does not change what a painter sees in a narration', () => {
  const narration = 'Trees keep the ground cool.';
  for (const intent of SEGMENT_INTENTS) {
    const direction = said({ intent, keyConcepts: [], importance: 0.9 });
    expect([intent, sceneOf(`${narration}\n\n${direction}`, () => 0.5)]).toEqual([
      intent,
      sceneOf(narration, () => 0.5),
    ]);
  }
});
