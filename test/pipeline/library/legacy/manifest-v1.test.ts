import { planScene } from '../../../../src/pipeline/library/legacy/manifest-v1';
import { Members } from '../../../../src/pipeline/library/legacy/member-paths';

const HEAD = { runId: '20260207_101747', document: 'asset_manifest.json', folder: '' };
const RUN = 'artifacts/video_production/20260207_101747';
const scene = (number: number, paths: object = {}) => ({
  scene_id: `scene_${String(number).padStart(3, '0')}`,
  ...{ image_path: null, video_path: null, audio_path: null, display_start: 0, display_end: 0 },
  ...paths,
});
const planned = (element: unknown, names: readonly string[]) =>
  planScene(element, new Members(names), HEAD).map((one) =>
    'reason' in one ? one : { type: one.type, path: one.path, segmentIdx: one.segmentIdx },
  );

test('a scene whose audio is null has the sound of its number', () => {
  const names = ['audio/audio_000.mp3', 'audio/audio_001.mp3', 'images/scene_001.png'];
  expect(planned(scene(1, { image_path: `${RUN}/images/scene_001.png` }), names)).toEqual([
    { type: 'IMAGE', path: 'images/scene_001.png', segmentIdx: 1 },
    { type: 'AUDIO', path: 'audio/audio_001.mp3', segmentIdx: 1 },
  ]);
});

test('an older run called its sounds by their scene', () => {
  expect(planned(scene(0), ['audio/scene_000.mp3'])).toEqual([
    { type: 'AUDIO', path: 'audio/scene_000.mp3', segmentIdx: 0 },
  ]);
});

test('a scene whose picture is null shows what another has', () => {
  expect(planned(scene(3), ['images/scene_003.png'])).toEqual([]);
});

test('paths of Windows, relative to another folder, are found', () => {
  const written = `${RUN}\\images\\scene_002.png`.replaceAll('/', '\\');
  expect(planned(scene(2, { image_path: written }), ['images/scene_002.png'])).toEqual([
    { type: 'IMAGE', path: 'images/scene_002.png', segmentIdx: 2 },
  ]);
});

test('a picture that several scenes name is a take of each', () => {
  const element = (number: number) => scene(number, { image_path: 'images/scene_000.png' });
  const all = [0, 4, 7].flatMap((number) => planned(element(number), ['images/scene_000.png']));
  expect(all).toEqual([0, 4, 7].map((segmentIdx) => ({ type: 'IMAGE', path: 'images/scene_000.png', segmentIdx })));
});

test('names of a rehearsal, which never were files, are listed', () => {
  const mock = scene(0, { image_path: 'images/scene_000_concept.png', video_path: 'videos/scene_000_animated.mp4' });
  expect(planned(mock, [])).toEqual([
    { path: 'images/scene_000_concept.png', reason: 'missing file' },
    { path: 'videos/scene_000_animated.mp4', reason: 'missing file' },
  ]);
});

test('what was migrated is a draft that says where it is from', () => {
  const [entry] = planScene(scene(0), new Members(['audio/audio_000.mp3']), HEAD);
  expect(entry).toMatchObject({
    ...{ status: 'DRAFT', source: 'elevenlabs', originRunId: '20260207_101747' },
    notes: 'Migrated from v1 manifest: scene_000',
  });
});

test.each([[null], [{}], [{ scene_id: 3 }], [scene(0, { image_path: {} })]])('%j is no scene', (element) => {
  expect(planned(element, [])).toEqual([{ path: 'asset_manifest.json', reason: expect.stringMatching('scene') }]);
});

test('a scene of another name belongs to no segment', () => {
  expect(planned({ scene_id: 'intro', image_path: 'a.png' }, ['a.png'])).toEqual([
    { type: 'IMAGE', path: 'a.png', segmentIdx: null },
  ]);
});
