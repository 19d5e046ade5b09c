import fc from 'fast-check';
import { Quotations } from '../../../../src/pipeline/planner/treatment/quotations';

const textsOf = (text: string, claimed: string) => new Quotations(text).of(claimed).map((found) => found.text);

test.each([
  ['He says “Wake up, *now*!”', '"Wake up, now!"', ['Wake up, *now*!”'.slice(0, -1)]],
  ['It opens on\n  a  quiet street.', 'opens on a quiet street', ['opens on a quiet street']],
  ['- First it rains.\n- Then it stops.', 'First it rains. Then it stops.', ['First it rains. Then it stops.']],
  ['They say it is fine, and go.', 'They say it is fine.', ['They say it is fine']],
  ['a ‘b’ « c »', "a 'b' « c »", ['a ‘b’ « c »']],
  ['雨が降る。そして止む。', '雨が降る', ['雨が降る']],
])('of %j, %j is quoted as it is written', (text, claimed, expected) => {
  expect(textsOf(text, claimed)).toEqual(expected);
});

test.each([
  ['a cat sat', 'at'],
  ['it takes 1.5 s', '5 s'],
  ['from 5-9s on', '9s'],
  ['it lost -5 points', '5 points'],
  ['it made 14 million', '14'],
  ['it made $14', '14'],
  ['up by 14%', '14'],
  ['up by 1,400', '1'],
  ['It rains.', 'It pours.'],
  ['It rains. It stops.', 'It rains. And it stops.'],
  ['It rains.', '…'],
  ['', 'It rains.'],
])('of %j, %j is no quotation', (text, claimed) => {
  expect(textsOf(text, claimed)).toEqual([]);
});

test('each place is told, with its line', () => {
  const found = new Quotations('Plan\n\nGo on.\nThen go. Go on.').of('Go on.');
  expect(found.map(({ line }) => line)).toEqual([3, 4]);
});

test('how much is quoted counts each character once', () => {
  const quotations = new Quotations('abc def');
  const [first, second] = [quotations.of('abc'), quotations.of('abc def')];
  expect(quotations.shareOf(first)).toBe(0.5);
  expect(quotations.shareOf([...first, ...second])).toBe(1);
  expect(new Quotations('').shareOf([])).toBe(0);
});

const words = fc.array(
  fc.constantFrom('rain', 'falls', '5', 's', '«on»', '*us*', 'the', 'roof.', '雨', '1.5', '-', '\n', '# '),
  {
    minLength: 1,
    maxLength: 20,
  },
);

test('whatever is claimed, only what the text has comes back, and asking for that finds it again', () => {
  fc.assert(
    fc.property(words, words, (written, claimed) => {
      const text = written.join(' ');
      const quotations = new Quotations(text);
      const bareOf = (value: string) => value.replace(/[\s#-]+/g, '');
      for (const found of quotations.of(claimed.join(' '))) {
        expect(bareOf(text)).toContain(bareOf(found.text));
        expect(quotations.of(found.text).map(({ from }) => from)).toContain(found.from);
      }
    }),
  );
});
