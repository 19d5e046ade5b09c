import fc from 'fast-check';
import { plainWish, settledWish, wishHash } from '../../../src/pipeline/library/wish';
import { regenerated } from '../../../src/pipeline/production/regeneration';

const changes = fc.record(
  {
    prompt: fc.option(fc.string()),
    style: fc.option(fc.string()),
    voice: fc.option(fc.string()),
    seed: fc.option(fc.integer()),
  },
  { requiredKeys: [] },
);

test('each regeneration is another wish, whatever it changes', () => {
  const property = fc.property(fc.array(changes, { maxLength: 8 }), (list) => {
    const hashes = [wishHash(plainWish('IMAGE', 'a city'))];
    let wish = plainWish('IMAGE', 'a city');
    for (const asked of list) {
      wish = regenerated(wish, asked);
      hashes.push(wishHash(wish));
    }
    expect(new Set(hashes).size).toBe(hashes.length);
  });
  fc.assert(property);
});

test('what is given stands over what stood there; what is not given stays', () => {
  const first = regenerated(plainWish('SPEECH', 'One.'), { voice: 'Alan', prompt: 'One!' });
  const second = regenerated(first, { prompt: 'One?', voice: null, seed: 0 });
  expect(second).toMatchObject({ variation: 2, prompt: 'One.', overrides: { voice: 'Alan', prompt: 'One?', seed: 0 } });
  expect(settledWish(second)).toMatchObject({ prompt: 'One?', parameters: { voice: 'Alan', seed: 0 } });
});
