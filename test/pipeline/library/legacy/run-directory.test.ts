import { Members } from '../../../../src/pipeline/library/legacy/member-paths';
import { runDocuments, scanRun } from '../../../../src/pipeline/library/legacy/run-directory';

test('a directory says which documents it has', () => {
  const names = [
    'trial_000_v1_structured_script.json',
    'trial_000_script.txt',
    'asset_manifest.json',
    'sub/library.json',
  ];
  expect(runDocuments(new Members(names))).toEqual({
    folder: '',
    structuredScript: 'trial_000_v1_structured_script.json',
    flatScript: 'trial_000_script.txt',
    manifest: 'asset_manifest.json',
    library: null,
  });
});

test('media are found by their names, counted from 0', () => {
  const names = [
    ...['audio/audio_000.mp3', 'audio/audio_010.wav', 'audio/audio_combined.mp3', 'audio/notes.txt'],
    ...[
      'images/scene_002.png',
      'images/scene_003.JPG',
      'images/deep/scene_004.png',
      'assembly/segments/segment_000.mp4',
    ],
  ];
  const scan = { folder: '', runId: 'run', types: ['AUDIO', 'IMAGE', 'VIDEO'] as const };
  const found = [...scanRun(new Members(names), scan)].map(({ type, path, segmentIdx }) => [type, path, segmentIdx]);
  expect(found).toEqual([
    ['AUDIO', 'audio/audio_000.mp3', 0],
    ['AUDIO', 'audio/audio_010.wav', 10],
    ['IMAGE', 'images/scene_002.png', 2],
    ['IMAGE', 'images/scene_003.JPG', 3],
  ]);
  expect([...scanRun(new Members(names), { ...scan, types: ['IMAGE'] })]).toHaveLength(2);
});
