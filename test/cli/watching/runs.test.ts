import { runEnd } from '../../../src/cli/watching/runs';
import { begun, finished, logOf, made, reused, started, statesOf } from './run-lines';

test('a run ends with the counts of the server and the seconds of its log, and what is reused takes none', () => {
  const log = logOf(4, [
    started({ AUDIO: 2, VISUALS: 2 }),
    begun('AUDIO', 1),
    begun('AUDIO', 2),
    made('AUDIO', 1),
    made('AUDIO', 2),
    reused('VISUALS', 1),
    reused('VISUALS', 2),
    finished(),
  ]);
  const count = { jobs: 2, done: 2, failed: 0 };
  const audio = { stage: 'AUDIO', ...count, reused: 0 };
  const visuals = { stage: 'VISUALS', ...count, reused: 2 };
  const run = { id: 'run', status: 'SUCCEEDED', startedAt: '2026-03-01T12:00:00Z', finishedAt: '2026-03-01T12:00:07Z' };
  const state = statesOf(log).at(-1);
  if (!state) throw new Error('There is no state.');
  expect(runEnd({ ...run, stages: [audio, visuals] }, state)).toEqual({
    ...run,
    stages: [
      { ...audio, seconds: 3 },
      { ...visuals, seconds: 0 },
    ],
  });
});
