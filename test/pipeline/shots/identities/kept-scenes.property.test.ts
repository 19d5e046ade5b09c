import * as fc from 'fast-check';
import { keptScenes } from '../../../../src/pipeline/shots/identities/kept-scenes';
import type { DraftScene, KnownScene } from '../../../../src/pipeline/shots/identities/known-scene';
import { TRIGGERS } from '../../../../src/pipeline/shots/shot';

const word = fc.constantFrom(
  'Rae',
  'runs',
  'the',
  'van',
  'stops',
  'Manny',
  'a',
  'door',
  'opens',
  'RAE',
  'slowly',
  'rain',
  '',
);
const text = fc.oneof(
  fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme' }),
);
const shot = fc.record({
  trigger: fc.constantFrom(...TRIGGERS),
  content: text,
  dialogueText: fc.option(text),
  dialogueSpeaker: fc.option(fc.constantFrom('rae', 'manny', 'zoe')),
});
const scene = fc.record({
  slugline: fc.oneof(fc.constantFrom('INT. VAN - DAY', 'EXT. PIER - NIGHT'), text),
  settingKey: fc.constantFrom('van', 'pier', ''),
  shots: fc.array(shot, { maxLength: 8 }),
});
const story = fc.array(scene, { maxLength: 12 });

function withIds(drafts: readonly DraftScene[], name = 'old'): KnownScene[] {
  return drafts.map((draft, at) => ({
    ...draft,
    id: `${name} ${at}`,
    shots: draft.shots.map((one, place) => ({ ...one, id: `${name} ${at}/${place}` })),
  }));
}

test('a story that was not changed keeps every id where it was, however often it repeats itself', () => {
  fc.assert(
    fc.property(story, (drafts) => {
      const known = withIds(drafts);
      expect(keptScenes(known, drafts)).toEqual(
        known.map(({ id, shots }) => ({ sceneId: id, shotIds: shots.map((one) => one.id) })),
      );
    }),
  );
});

test('no id is given twice, and a shot that is kept stays in its scene, whatever the texts', () => {
  fc.assert(
    fc.property(story, story, (before, now) => {
      const kept = keptScenes(withIds(before), now);
      const scenes = kept.flatMap(({ sceneId }) => sceneId ?? []);
      const shots = kept.flatMap(({ shotIds }) => shotIds.flatMap((id) => id ?? []));
      expect(new Set(scenes).size).toBe(scenes.length);
      expect(new Set(shots).size).toBe(shots.length);
      for (const { sceneId, shotIds } of kept) {
        for (const id of shotIds) if (id !== null) expect(id.split('/')[0]).toBe(sceneId);
      }
      expect(kept.map(({ shotIds }) => shotIds.length)).toEqual(now.map(({ shots: drafts }) => drafts.length));
    }),
  );
});

test('scenes that were put in another order keep their ids', () => {
  const orders = fc
    .uniqueArray(scene, { maxLength: 12, selector: (one) => JSON.stringify(one.shots).toLowerCase() })
    .map((drafts) => drafts.map((draft, at) => ({ ...draft, shots: [numbered(at), ...draft.shots] })))
    .chain((drafts) =>
      fc.tuple(fc.constant(drafts), fc.shuffledSubarray([...drafts.keys()], { minLength: drafts.length })),
    );
  fc.assert(
    fc.property(orders, ([drafts, order]) => {
      const known = withIds(drafts);
      const moved = order.flatMap((at) => drafts[at] ?? []);
      expect(keptScenes(known, moved).map(({ sceneId }) => sceneId)).toEqual(order.map((at) => known[at]?.id));
    }),
  );
});

function numbered(at: number): DraftScene['shots'][number] {
  return { trigger: 'ACTION_BEAT', content: `it is number ${at}`, dialogueText: null, dialogueSpeaker: null };
}

test('a second import of the same draft changes nothing', () => {
  fc.assert(
    fc.property(story, story, (before, now) => {
      const kept = keptScenes(withIds(before), now);
      const fresh = withIds(now, 'new');
      const stored = fresh.map((one, at) => ({
        ...one,
        id: kept[at]?.sceneId ?? one.id,
        shots: one.shots.map((its, place) => ({ ...its, id: kept[at]?.shotIds[place] ?? its.id })),
      }));
      expect(keptScenes(stored, now)).toEqual(
        stored.map(({ id, shots }) => ({ sceneId: id, shotIds: shots.map((its) => its.id) })),
      );
    }),
  );
});

test('two megabytes in one scene are compared, whatever they are', () => {
  const texts = ['a', 'Ab ', 'é’', '字', '👩‍🚀 '].map((unit) => unit.repeat(Math.ceil(400_000 / unit.length)));
  const shots = texts.map((content) => ({ ...numbered(0), content }));
  const drafts = [{ slugline: 'EXT. PIER - DAY', settingKey: 'pier', shots }];
  const reworded = shots.map((one) => ({ ...one, content: `${one.content} and more` }));
  expect(
    keptScenes(withIds(drafts), [{ slugline: 'EXT. PIER - DAY', settingKey: 'pier', shots: reworded }])[0]?.sceneId,
  ).toBe('old 0');
});
