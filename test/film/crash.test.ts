import { mulberry32 } from '../../src/providers/mulberry32';
import { type Moment, STAGES, survive, undisturbed } from '../chaos/film.chaos';
import { SMALL } from '../support/film';

jest.setTimeout(300_000);

/** One early, one while takes are made, one in the review, one in the render: what lies between is for `npm run chaos:film`. */
const STRUCK: readonly Moment['stage'][] = ['open', 'narration and pictures', 'new take', 'render'];

test('a demo killed four times ends with the film of one that was left alone, and nothing was done twice', async () => {
  const random = mulberry32(20);
  const moments = STRUCK.map((stage) => ({ stage, plusMs: random() * 800 }));
  const whole = await undisturbed(SMALL);
  const { blows, broken } = await survive(whole, moments);
  expect(broken).toEqual([]);
  expect(blows).toHaveLength(4);
  for (const [index, { stage }] of blows.entries()) {
    expect(STAGES.indexOf(stage)).toBeGreaterThanOrEqual(STAGES.indexOf(STRUCK[index] ?? 'stop'));
  }
});
