import { planOf, repairedPlan } from '../../../src/pipeline/planner/plan';
import { type ShotstackEdit, shotstackEditSchema } from '../../../src/pipeline/planner/shotstack/edit-schema';
import { buildAVid, scene, treatment, visual } from './treatments';

function editOf(says: Parameters<typeof treatment>[0], hints: unknown = {}): ShotstackEdit {
  const { jobs } = planOf({ treatment: treatment(says), hints });
  return shotstackEditSchema.parse(jobs.at(-1)?.payload.shotstackJson);
}
const clipsOf = (edit: ShotstackEdit) => edit.timeline.tracks.map(({ clips }) => clips);
const kindsOf = (edit: ShotstackEdit) =>
  clipsOf(edit).map((clips) => [...new Set(clips.map(({ asset }) => asset.type))]);

test('the sample is a complete edit: captions on top, then what is written, pictures, voices, music', () => {
  const edit = editOf(buildAVid);
  expect(kindsOf(edit)).toEqual([['title'], ['title'], ['video', 'image'], ['audio'], ['audio']]);
  expect(edit.output).toEqual({ format: 'mp4', resolution: '1080', aspectRatio: '9:16', fps: 24 });
});

test('pictures follow their scenes, and the last one ends with the film', () => {
  const [, , pictures = []] = clipsOf(editOf(buildAVid));
  expect(pictures.map(({ asset, start, length }) => ['src' in asset && asset.src, start, length])).toEqual([
    ['{{job_video_s1}}', 0, 2],
    ['{{gen_background_001}}', 2, 1.5],
    ['{{gen_feed_001}}', 3.5, 1.5],
  ]);
});

test('every file that is still to be made is a merge field with something to merge', () => {
  const edit = editOf(buildAVid);
  const found = new Set(edit.merge?.map(({ find }) => `{{${find}}}`));
  const sources = clipsOf(edit).flatMap((clips) => clips.flatMap(({ asset }) => ('src' in asset ? [asset.src] : [])));
  expect(new Set(sources)).toEqual(found);
  const merged = JSON.stringify(edit.timeline).replace(/\{\{([^}]*)\}\}/g, (_field, name) => {
    return edit.merge?.find(({ find }) => find === name)?.replace ?? '';
  });
  expect(merged).not.toContain('{{');
  expect(merged).not.toContain('"src":""');
});

test('the user’s own asset is merged from its address, as what it is', () => {
  const edit = editOf({
    scenes: [scene({ visuals: [visual('USER_ASSET', 'our shop')] })],
    assets: [{ kind: 'ASSET', url: 'https://media.example.com/shop.mp4' }],
  });
  expect(edit.merge).toContainEqual({ find: 'user_shop_001', replace: 'https://media.example.com/shop.mp4' });
  expect(clipsOf(edit)[0]?.[0]?.asset).toEqual({ type: 'video', src: '{{user_shop_001}}' });
});

test.each<[string, object]>([
  ['cinematic zoom', { effect: 'zoomIn' }],
  ['gentle zoom', { effect: 'zoomIn' }],
  ['slow pan', { effect: 'slideRight' }],
  ['parallax scroll', { effect: 'slideUp' }],
  ['fade in', { transition: { in: 'fade' } }],
  ['dissolve', { transition: { in: 'fade' } }],
  ['crossfade', { transition: { in: 'fade' } }],
  ['bokeh transition', { transition: { in: 'fade' } }],
  ['slide left', { transition: { in: 'slideLeft' } }],
  ['fade out', { transition: { out: 'fade' } }],
])('%s is rendered as %j', (effect, clip) => {
  const edit = editOf({ scenes: [scene({ effects: [effect] })] });
  expect(clipsOf(edit)[0]?.[0]).toMatchObject(clip);
});

test('several pictures of a scene share its time; a chart lies over them all the while', () => {
  const edit = editOf({
    scenes: [
      scene({
        purpose: 'body',
        durationMs: 5_000,
        visuals: [visual('PLAIN', 'a harbour'), visual('PLAIN', 'a bridge'), visual('CHART_OVERLAY', 'sales')],
      }),
    ],
  });
  const [charts = [], pictures = []] = clipsOf(edit);
  expect(charts).toMatchObject([{ asset: { type: 'image', src: '{{gen_chart_sales_001}}' }, start: 0, length: 5 }]);
  expect(pictures.map(({ start, length }) => [start, length])).toEqual([
    [0, 2.5],
    [2.5, 2.5],
  ]);
});

test('where a scene shows a chart alone, that is its picture', () => {
  const edit = editOf({ scenes: [scene({ durationMs: 5_000, visuals: [visual('CHART_OVERLAY', 'sales')] })] });
  expect(kindsOf(edit)).toEqual([['image'], ['audio']]);
});

test('the logo of an end card stands in its corner', () => {
  const edit = editOf({
    scenes: [scene({ visuals: [visual('BRANDED_ENDCARD', 'Acme')] })],
    assets: [{ kind: 'LOGO', url: 'https://media.example.com/logo.png' }],
  });
  expect(clipsOf(edit)[0]).toMatchObject([
    { asset: { type: 'image', src: '{{user_logo_001}}' }, position: 'topRight' },
  ]);
});

test('speech over a face is heard from its voice, and seen from its lips', () => {
  const edit = editOf({
    scenes: [scene({ narration: 'Welcome.', durationMs: 3_000, visuals: [visual('USER_ASSET', 'our presenter')] })],
  });
  expect(clipsOf(edit)[1]?.[0]?.asset).toEqual({ type: 'video', src: '{{job_lipsync_s1}}', volume: 0 });
});

test('music is softer where somebody speaks, and never louder than the profile wants', () => {
  const volumeOf = (says: Parameters<typeof treatment>[0], hints: unknown) => {
    const asset = clipsOf(editOf(says, hints)).at(-1)?.[0]?.asset;
    return asset?.type === 'audio' ? asset.volume : null;
  };
  expect(volumeOf({ scenes: [scene()] }, {})).toBe(0.6);
  expect(volumeOf({ scenes: [scene({ narration: 'Hi.' })] }, {})).toBe(0.25);
  expect(volumeOf({ scenes: [scene()] }, { profile: 'educational_explainer' })).toBe(0.4);
});

test('what people write is no merge field, and no markup', () => {
  const edit = editOf({ scenes: [scene({ visuals: [visual('OVERLAY_TEXT', '<b>{{job_music_01}}</b>')] })] });
  expect(clipsOf(edit)[0]?.[0]?.asset).toMatchObject({ type: 'title', text: '<b>{ {job_music_01}}</b>' });
});

test('ids that are no names of fields get names of their own', () => {
  const { manifest } = planOf({ treatment: treatment({ scenes: [scene()] }), hints: {} });
  const draft = structuredClone(manifest);
  draft.scenes[0]?.visuals.push({ type: 'generated', assetId: 'a b' }, { type: 'generated', assetId: 'a}b' });
  const edit = shotstackEditSchema.parse(repairedPlan({ draft, hints: {} }).jobs.at(-1)?.payload.shotstackJson);
  expect(edit.merge?.map(({ find }) => find)).toEqual(expect.arrayContaining(['a_b', 'a_b_2']));
});
