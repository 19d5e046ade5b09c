import { lanesWithin, limitedVendor, parseLimits } from '../../../src/pipeline/runner/limits';
import { housed, type Vendor } from '../../../src/pipeline/runner/vendor';
import { calling } from '../../support/vendors';

const never = () => new Promise<never>(() => undefined);
const busy = (vendor: Vendor, atOnce: string, rates = ''): Vendor => {
  const limits = parseLimits({ atOnce, rates });
  if (!limits) throw new Error('It is not written so.');
  return limitedVendor(vendor, 'IMAGE', limits);
};

test('three pilots and five scenes are under way at once, unless told otherwise', () => {
  const limits = parseLimits({ atOnce: '', rates: '' });
  expect(limits && lanesWithin(limits)).toEqual({ PILOTS: 3, SCENES: 5 });
  const other = parseLimits({ atOnce: 'Scenes = 9', rates: '' });
  expect(other && lanesWithin(other)).toEqual({ PILOTS: 3, SCENES: 9 });
});

test('a supplier of the outside is asked for ten at once at the most; what is said of it by name goes first', () => {
  const eager = calling(never, { atOnce: 64 });
  expect(busy(eager, '').atOnce).toBe(10);
  expect(busy(eager, 'generations=4').atOnce).toBe(4);
  expect(busy(eager, 'generations=4, Outside=20').atOnce).toBe(20);
  expect(busy(calling(never, { atOnce: 2 }), '').atOnce).toBe(2);
  expect(busy(eager, '', 'outside=50/10').rate).toEqual({ calls: 50, seconds: 10 });
});

test('what the machine does itself keeps to its trade', () => {
  expect(busy(housed({ name: 'ffmpeg', model: '1', atOnce: 40 }, never), 'generations=1').atOnce).toBe(40);
});

test.each(['pilots', 'pilots=0', 'pilots=-1', '=3', 'a=1=2', 'a=x'])('%s says nothing of how much at once', (text) => {
  expect(parseLimits({ atOnce: text, rates: '' })).toBeNull();
});

test.each(['openai=5', 'openai=0/1', 'openai=1/0', 'openai=1/2/3'])('%s is no rate', (text) => {
  expect(parseLimits({ atOnce: '', rates: text })).toBeNull();
});
