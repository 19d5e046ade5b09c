import fc from 'fast-check';
import { printableShotList } from '../../../../src/pipeline/shots/exports/printable-shot-list';
import { shotListCsv } from '../../../../src/pipeline/shots/exports/shot-list-csv';
import { shotListJson } from '../../../../src/pipeline/shots/exports/shot-list-json';
import type { PlannedShot, PlannedShotList } from '../../../../src/pipeline/shots/shot-list';
import { listOf } from '../prompts/sample';

const sample = listOf(2);
const scenes = sample.scenes.map((scene) => ({ ...scene, facts: { ...scene.facts, targetFrames: 480 } }));
const list = { ...sample, scenes };
const withShots = (change: Partial<PlannedShot>): PlannedShotList => ({
  ...list,
  scenes: list.scenes.map((scene) => ({ ...scene, shots: scene.shots.map((shot) => ({ ...shot, ...change })) })),
});
const words = (line: string) => line.split(/\s+/).filter(Boolean).sort();

describe('as JSON', () => {
  const file = JSON.parse(shotListJson(list, { projectId: 'sp_skip_trace' }));

  test('it has the fields that other tools read', () => {
    expect(Object.keys(file).sort()).toEqual(
      words(
        'project_id title format total_shots total_duration_seconds total_duration_frames rate aspect_ratio scenes',
      ),
    );
    expect(Object.keys(file.scenes[0]).sort()).toEqual(
      words('scene_number slugline beat emotional_polarity target_duration_seconds visual_intent shots'),
    );
    expect(Object.keys(file.scenes[0].visual_intent).sort()).toEqual(
      words('emotional_start emotional_end conflict_axis sequence_mode continuity_anchors board_card_number'),
    );
    expect(Object.keys(file.scenes[0].shots[0]).sort()).toEqual(
      words(`shot_id scene_number shot_number global_order trigger content dialogue_text dialogue_speaker characters_in_frame
        emotional_intensity is_disaster_moment shot_type shot_type_rationale camera_movement camera_rationale lens_mm camera_height
        distance_band lighting_intent blocking_intent generation_profile duration_seconds duration_frames pacing_curve transition_to_next
        crossfade_duration setting_prompt scene_prompt video_prompt negative_prompt character_prompt_prefix init_image_source
        ambient_description setting_ref_id character_ref_ids beat emotional_polarity emotional_start emotional_end conflict_axis
        sequence_mode continuity_anchors board_card_number slugline aspect_ratio`),
    );
  });

  test('its words are small, its people named, its shots counted through the film', () => {
    expect(file).toMatchObject({
      project_id: 'sp_skip_trace',
      title: 'Skip Trace',
      format: 'feature',
      total_shots: 8,
      rate: { numerator: 24, denominator: 1 },
    });
    expect(file.scenes[1]).toMatchObject({ scene_number: 2, emotional_polarity: '-', target_duration_seconds: 20 });
    expect(file.scenes[1].visual_intent.sequence_mode).toBe('single_scene');
    expect(file.scenes[1].shots[2]).toMatchObject({
      shot_id: 's002_003',
      global_order: 7,
      trigger: 'dialogue_exchange',
      shot_type: 'over_shoulder',
      transition_to_next: 'l_cut',
      dialogue_speaker: 'Rae Calder',
      characters_in_frame: ['Rae Calder', 'Manny'],
      character_ref_ids: ['rae_calder', 'manny'],
      setting_ref_id: 'strip_mall_lot',
      init_image_source: 'reference',
    });
  });

  test('seconds are rounded once: the total is that of the frames', () => {
    const ntsc = { ...list, rate: { numerator: 24_000, denominator: 1_001 } };
    const said = JSON.parse(shotListJson(ntsc, { projectId: 'p' }));
    expect([said.total_duration_seconds, said.scenes[0].shots[0].duration_seconds]).toEqual([33.367, 4.171]);
    expect(said.total_duration_frames).toBe(800);
  });
});

/** RFC 4180, and nothing more. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (isQuoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === ',') {
      row.push(cell);
      cell = '';
    } else if (!isQuoted && character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 1;
    } else cell += character;
  }
  expect([row, cell, isQuoted]).toEqual([[], '', false]);
  return rows;
}

describe('as CSV', () => {
  test('it is a row of names and a row a shot', () => {
    const [head = [], ...rows] = readCsv(shotListCsv(list));
    expect([head[0], rows.length, new Set(rows.map(({ length }) => length))]).toEqual([
      'shot_id',
      8,
      new Set([head.length]),
    ]);
    const seventh = Object.fromEntries(head.map((name, index) => [name, rows[6]?.[index]]));
    expect(seventh).toMatchObject({
      shot_id: 's002_003',
      global_order: '7',
      emotional_start: 'positive',
      characters_in_frame: 'Rae Calder; Manny',
      duration_seconds: '4.167',
      duration_frames: '100',
    });
  });

  test('whatever a shot says comes back as it was, and no cell is a formula', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", 'a', ' '), { maxLength: 20 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (content) => {
        const [head = [], ...rows] = readCsv(shotListCsv(withShots({ content })));
        for (const row of rows) {
          const read = row[head.indexOf('content')] ?? '';
          expect(/^'[=+\-@\t\r]/.test(read) && read !== content ? read.slice(1) : read).toBe(content);
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
    );
  });
});

describe('for paper', () => {
  test('scenes have headings, shots their rows, and the film its totals', () => {
    const text = printableShotList(list);
    expect(text).toContain('SKIP TRACE (feature, 2.39:1)');
    expect(text).toContain('2. EXT. STRIP MALL LOT - NIGHT | Catalyst | 16.7 s');
    expect(text).toMatch(
      /^s002_003 {2}over shoulder {5}tracking {4}50mm {3}4\.2 {6}Rae Calder, {6}RAE says: Now or never\.$/m,
    );
    expect(text.trimEnd().split('\n').at(-1)).toBe('Scenes: 2 Shots: 8 Settings: 1 Cast: 2 Seconds: 33.3 (800 frames)');
  });

  test('no line is wider than a page, and nothing in it commands a printer', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(texts, texts, (content, title) => {
        const text = printableShotList({ ...withShots({ content }), title });
        for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  test('every word of a shot is on it', () => {
    const content = `${'pneumatic '.repeat(12)}${'x'.repeat(70)} end`;
    const text = printableShotList(withShots({ content }));
    expect(text.match(/pneumatic/g)).toHaveLength(8 * 12);
    expect(text.match(/x/g)?.length).toBeGreaterThanOrEqual(8 * 70);
  });
});
