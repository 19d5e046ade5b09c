import fc from 'fast-check';
import { byDuration, byOutput, byTime, HARDWARE } from '../../../src/providers/replicate/charge';
import { undoneBy } from '../../../src/providers/replicate/dialect';
import { nearestAspect, seedInput } from '../../../src/providers/replicate/input';
import { perSecond } from '../../../src/providers/tariff';

const RATIOS = ['1:1', '16:9', '9:16', '4:3', '21:9'];
const shapeOf = (ratio: string): number => {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  return across / down;
};

test('the nearest shape is one that is made, and no other one is nearer by its factor', () => {
  const side = fc.integer({ min: 1, max: 20_000 });
  const property = fc.property(side, side, (width, height) => {
    const factor = (ratio: string) => Math.abs(Math.log((shapeOf(ratio) * height) / width));
    const nearest = nearestAspect({ width, height }, RATIOS);
    expect(RATIOS).toContain(nearest);
    for (const ratio of RATIOS) expect(factor(nearest)).toBeLessThanOrEqual(factor(ratio) + 1e-9);
  });
  fc.assert(property);
});

test('a shape that is turned has the turned nearest shape', () => {
  const side = fc.integer({ min: 100, max: 5_000 });
  const property = fc.property(side, side, (width, height) => {
    const turned = nearestAspect({ width: height, height: width }, ['16:9', '9:16']);
    if (width !== height) expect(nearestAspect({ width, height }, ['16:9', '9:16'])).not.toBe(turned);
  });
  fc.assert(property);
});

test('seeds are whole, within 31 bits, and others for other variations', () => {
  const property = fc.property(fc.integer({ min: 0, max: 2_147_483_645 }), (variation) => {
    const [seed, next] = [seedInput(variation), seedInput(variation + 1)];
    expect(Number.isInteger(seed) && seed >= 0 && seed <= 2_147_483_647 && seed !== next).toBe(true);
  });
  fc.assert(property);
});

describe('charges', () => {
  test('by output are the same before and after, and nothing where nothing came out', () => {
    const charge = byOutput<{ seconds: number }>(perSecond('0.05'), ({ seconds }) => seconds);
    const property = fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(1000), (seconds, worked) => {
      const { expectedMicros, ceilingMicros } = charge.price({ seconds });
      expect(expectedMicros).toBe(ceilingMicros);
      expect(charge.settled({ seconds }, { outputs: 1, seconds: worked })).toBe(ceilingMicros);
      expect(charge.settled({ seconds }, { outputs: 0, seconds: worked })).toBe(0n);
      expect(charge.wasted({ seconds: worked })).toBe(0n);
    });
    fc.assert(property);
  });

  test('by duration are those of the clip that is long enough', () => {
    const { text, price } = byDuration({ 5: '0.40', 8: '0.80' });
    expect(text).toBe('$0.40 for 5 seconds, $0.80 for 8 seconds');
    const ceilings = [4, 5, 6, 8, 9].map((durationSeconds) => price({ durationSeconds }).ceilingMicros);
    expect(ceilings).toEqual([400_000n, 400_000n, 800_000n, 800_000n, 800_000n]);
  });

  test('by time are what the hardware worked, and within the ceiling as long as it took no longer', () => {
    const charge = byTime({ amount: HARDWARE.a100, usualSeconds: () => 10, mostSeconds: () => 60 });
    const property = fc.property(fc.double({ min: 0, max: 60, noNaN: true }), (seconds) => {
      const settled = charge.settled({}, { outputs: 1, seconds });
      expect(settled).toBeLessThanOrEqual(charge.price({}).ceilingMicros);
      expect(charge.wasted({ seconds })).toBe(settled);
    });
    fc.assert(property);
    expect(charge.text).toBe('$0.0014 per second of hardware');
    expect(charge.settled({}, { outputs: 1, seconds: 61 })).toBeGreaterThan(charge.price({}).ceilingMicros);
  });
});

test('whatever an error says, it is one of three, and quickly', () => {
  const property = fc.property(fc.string({ maxLength: 500 }), (said) => {
    expect(['REFUSED', 'TRANSIENT', 'BAD_REPLY']).toContain(undoneBy(said));
  });
  fc.assert(property);
  const before = performance.now();
  undoneBy('violates '.repeat(100_000));
  expect(performance.now() - before).toBeLessThan(1_000);
});
