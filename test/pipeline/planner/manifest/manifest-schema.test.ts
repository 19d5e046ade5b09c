import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { manifestJsonSchema, printManifestSchema } from '../../../../src/pipeline/planner/manifest/json-schema';
import { manifestSchema } from '../../../../src/pipeline/planner/manifest/manifest-schema';
import { validateManifest } from '../../../../src/pipeline/planner/manifest/validate-manifest';
import { planOf } from '../../../../src/pipeline/planner/plan';
import { buildAVid } from '../treatments';

const { manifest } = planOf({ treatment: buildAVid, hints: null });

/** A manifest in which one place holds something else. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(manifest) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

test('production-manifest.schema.json is what the code says; `npm run schema` writes it anew', () => {
  const file = join(__dirname, '../../../../production-manifest.schema.json');
  expect(readFileSync(file, 'utf8')).toBe(printManifestSchema());
});

test('the schema is one that every validator of draft 2020-12 takes', () => {
  const validate = new Ajv({ validateFormats: false, allowUnionTypes: true }).compile(manifestJsonSchema());
  expect(validate(manifest)).toBe(true);
});

test('a plan is of the schema, by AJV and by zod alike', () => {
  expect(validateManifest(manifest)).toEqual([]);
  expect(manifestSchema.safeParse(manifest).success).toBe(true);
});

test.each([
  '',
  'metadata.',
  'metadata.hardConstraints.',
  'metadata.hardConstraints.effects.',
  'scenes.0.',
  'scenes.0.visuals.0.',
  'scenes.0.visuals.0.overlays.0.',
  'scenes.0.effects.',
  'scenes.0.subtitles.0.',
  'assets.gen_laptop_001.',
  'audio.',
  'audio.ttsDefaults.',
  'audio.music.',
  'audio.music.cueMap.music_01.',
  'visuals.',
  'visuals.fonts.',
  'effects.',
  'consistency.',
  'jobs.0.',
  'jobs.0.retryPolicy.',
  'qualityGate.',
  'sourceRefs.',
])('an unknown key is refused in %s', (place) => {
  expect(validateManifest(changed(`${place}colour`, 1))).toEqual([
    { path: expect.any(String), message: 'must NOT have additional properties: colour' },
  ]);
});

test.each([
  'assets.gen_laptop_001.meta.colour',
  'scenes.0.visuals.0.overlays.0.params.colour',
  'jobs.0.payload.colour',
])('an unknown key is allowed at %s', (place) => {
  expect(validateManifest(changed(place, { any: ['thing'] }))).toEqual([]);
});

test.each([
  'userId',
  'sourceRefs',
  'metadata',
  'scenes',
  'assets',
  'audio',
  'visuals',
  'effects',
  'consistency',
  'jobs',
])('a manifest has %s', (key) => {
  expect(validateManifest(changed(key, undefined))).not.toEqual([]);
});

test.each<[string, unknown]>([
  ['scenes', []],
  ['scenes.0.durationSeconds', 0],
  ['scenes.0.startAtSec', -1],
  ['scenes.0.visuals.0.type', 'stock'],
  ['metadata.durationSeconds', 0.9],
  ['metadata.language', 'English'],
  ['metadata.intent', 'film'],
  ['visuals.defaultAspect', 'Smart Auto'],
  ['audio.ttsDefaults.provider', 'other'],
  ['audio.ttsDefaults.stability', 1.1],
  ['audio.ttsDefaults.sampleRate', 8000],
  ['jobs.0.type', 'tts_elevenlabs'],
  ['jobs.0.priority', 21],
  ['userId', 'me'],
])('%s is never %j', (path, value) => {
  expect(validateManifest(changed(path, value))).not.toEqual([]);
});

test('any value is judged, and none throws', () => {
  for (const value of [null, undefined, 3, 'x', [], {}, Number.NaN]) expect(validateManifest(value)).not.toEqual([]);
});
