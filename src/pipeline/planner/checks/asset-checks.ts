import { TTS_PROVIDER } from '../manifest/audio-schema';
import type { Manifest } from '../manifest/manifest-schema';
import { ASSET_SOURCES } from '../manifest/scene-schema';
import type { Check } from './business-issue';

export const ASSET_CHECKS: readonly Check[] = [
  [
    'MISSING_ASSET',
    ({ scenes, assets }) =>
      shownAssets(scenes)
        .filter(({ assetId }) => !Object.hasOwn(assets, assetId))
        .map(({ assetId, path }) => ({ message: `There is no asset ${assetId}.`, path })),
  ],
  [
    'INVALID_ASSET_SOURCE',
    ({ assets }) =>
      Object.entries(assets)
        .filter(([, { source }]) => !ASSET_SOURCES.includes(source))
        .map(([id]) => ({ message: `${id} comes from neither user nor generated.`, path: `assets.${id}.source` })),
  ],
  [
    'MISSING_GEN_JOB',
    ({ assets, jobs }) => {
      const made = new Set(jobs.map(({ payload }) => payload.resultAssetId));
      return Object.entries(assets)
        .filter(([id, { source }]) => source === 'generated' && !made.has(id))
        .map(([id]) => ({ message: `No job makes ${id}.`, path: `assets.${id}` }));
    },
  ],
];

export const VOICE_CHECKS: readonly Check[] = [
  [
    'NO_TTS_PROVIDER',
    (manifest) =>
      voicesOf(manifest)
        .filter(({ provider }) => !provider)
        .map(({ path }) => ({ message: 'Nobody is named who speaks.', path })),
  ],
  [
    'UNSUPPORTED_TTS_PROVIDER',
    (manifest) =>
      voicesOf(manifest)
        .filter(({ provider }) => provider && provider !== TTS_PROVIDER)
        .map(({ path }) => ({ message: `Only ${TTS_PROVIDER} speaks.`, path })),
  ],
];

function shownAssets(scenes: Manifest['scenes']): { readonly assetId: string; readonly path: string }[] {
  return scenes.flatMap(({ visuals, charts = [] }, scene) => [
    ...visuals.map(({ assetId }, index) => ({ assetId, path: `scenes[${scene}].visuals[${index}].assetId` })),
    ...charts.flatMap(({ resultAssetId: assetId }, index) =>
      assetId === undefined ? [] : [{ assetId, path: `scenes[${scene}].charts[${index}].resultAssetId` }],
    ),
  ]);
}

function voicesOf({ audio, scenes }: Manifest): { readonly provider: string | undefined; readonly path: string }[] {
  return [
    { provider: audio.ttsDefaults?.provider, path: 'audio.ttsDefaults.provider' },
    ...Object.entries(audio.narrationMap ?? {}).map(([id, { provider }]) => ({
      provider,
      path: `audio.narrationMap.${id}.provider`,
    })),
    ...scenes.flatMap(({ tts }, index) =>
      tts ? [{ provider: tts.provider, path: `scenes[${index}].tts.provider` }] : [],
    ),
  ];
}
