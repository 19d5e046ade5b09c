import { deflateSync, inflateSync } from 'node:zlib';

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed. */
export function randomOf(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;
type Mutation = (pdf: Buffer, random: Random) => Buffer;

const below = (random: Random, most: number): number => Math.floor(random() * most);
const text = (pdf: Buffer): string => pdf.toString('latin1');
const bytes = (pdf: string): Buffer => Buffer.from(pdf, 'latin1');

interface Found {
  readonly at: number;
  readonly length: number;
}

function found(pdf: string, pattern: RegExp): Found[] {
  return [...pdf.matchAll(pattern)].map((match) => ({ at: match.index, length: match[0].length }));
}

function replaced(pdf: string, { at, length }: Found, by: string): string {
  return pdf.slice(0, at) + by + pdf.slice(at + length);
}

function pick<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[below(random, items.length)];
}

const OBJECT = /\d+ 0 obj[\s\S]*?endobj/g;
const STREAM = /stream\r?\n[\s\S]*?endstream/g;
const HUGE = ['99999999999', '-1', '0', '2147483648', '1e308', '-0.0000001', '65536', '18446744073709551616'];

const flips: Mutation = (pdf, random) => {
  const copy = Buffer.from(pdf);
  for (let left = 1 + below(random, 200); left > 0; left -= 1) copy[below(random, copy.length)] = below(random, 256);
  return copy;
};

const truncation: Mutation = (pdf, random) => pdf.subarray(0, below(random, pdf.length));

const blocks: Mutation = (pdf, random) => {
  const [from, to, length] = [below(random, pdf.length), below(random, pdf.length), 1 + below(random, 4000)];
  const block = pdf.subarray(from, from + length);
  if (random() < 0.4) return Buffer.concat([pdf.subarray(0, from), pdf.subarray(from + length)]);
  return Buffer.concat([pdf.subarray(0, to), block, pdf.subarray(random() < 0.5 ? to : to + length)]);
};

const objectSwap: Mutation = (pdf, random) => {
  const whole = text(pdf);
  const objects = found(whole, OBJECT);
  const [one, other] = [pick(objects, random), pick(objects, random)].toSorted((a, b) => (a?.at ?? 0) - (b?.at ?? 0));
  if (!one || !other || one === other) return flips(pdf, random);
  const body = ({ at, length }: Found) => whole.slice(at, at + length).replace(/^\d+ 0 obj/, '');
  const head = ({ at }: Found) => /^\d+ 0 obj/.exec(whole.slice(at, at + 20))?.[0] ?? '';
  return bytes(replaced(replaced(whole, other, head(other) + body(one)), one, head(one) + body(other)));
};

/** Another object where one is meant: pages that hold themselves, fonts that are pictures. */
const references: Mutation = (pdf, random) => {
  let whole = text(pdf);
  for (let left = 1 + below(random, 6); left > 0; left -= 1) {
    const place = pick(found(whole, /\d+ 0 R/g), random);
    if (place) whole = replaced(whole, place, `${1 + below(random, 80)} 0 R`);
  }
  return bytes(whole);
};

const numbers: Mutation = (pdf, random) => {
  let whole = text(pdf);
  for (let left = 1 + below(random, 8); left > 0; left -= 1) {
    const place = pick(found(whole, /(?<=\/[A-Za-z0-9]+[ [])-?\d+(\.\d+)?/g), random);
    if (place) whole = replaced(whole, place, pick(HUGE, random) ?? '0');
  }
  return bytes(whole);
};

const pageBox: Mutation = (pdf, random) =>
  bytes(text(pdf).replace(/\/MediaBox\s*\[[^\]]*\]/g, `/MediaBox [0 0 ${pick(HUGE, random)} ${pick(HUGE, random)}]`));

const nesting: Mutation = (pdf, random) => {
  const whole = text(pdf);
  const place = pick(found(whole, /<</g), random);
  const depth = 2000 + below(random, 60_000);
  const [open, close] = random() < 0.5 ? ['[', ']'] : ['<</A ', '>>'];
  return place
    ? bytes(replaced(whole, place, `<< /X ${open.repeat(depth)}${random() < 0.5 ? close.repeat(depth) : ''} `))
    : pdf;
};

/** What a page draws, in place of what one of its streams holds. */
function withStream(pdf: Buffer, content: Buffer, random: Random): Buffer {
  const whole = text(pdf);
  const place = pick(found(whole, STREAM), random);
  if (!place) return pdf;
  const made = deflateSync(content, { level: 9 });
  const head = whole.slice(0, place.at).replace(/\/Length \d+(?=[^/]*$)/, `/Length ${made.length}`);
  return Buffer.concat([bytes(`${head}stream\n`), made, bytes(`\nendstream${whole.slice(place.at + place.length)}`)]);
}

const BOMBS: readonly ((random: Random) => Buffer)[] = [
  () => Buffer.alloc(400_000_000, ' '),
  () => Buffer.from('0 0 m 500 700 l S\n'.repeat(1_500_000)),
  () => Buffer.from('q '.repeat(3_000_000)),
  () => Buffer.from('BT /F8 10 Tf (aaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n'.repeat(300_000)),
  () => Buffer.from('/Im1 Do /Fm1 Do '.repeat(500_000)),
  (random) => Buffer.from('0 0 m 9 9 9 9 500 700 c f* '.repeat(20_000 + below(random, 200_000))),
];

const bomb: Mutation = (pdf, random) =>
  withStream(pdf, (pick(BOMBS, random) ?? (() => Buffer.alloc(0)))(random), random);

/** The commands of a page as text, some of them changed. */
const commands: Mutation = (pdf, random) => {
  const place = pick(found(text(pdf), STREAM), random);
  if (!place) return pdf;
  try {
    const start = pdf.indexOf('\n', place.at) + 1;
    const plain = text(inflateSync(pdf.subarray(start, place.at + place.length)));
    const changed = plain.replace(/-?\d+(\.\d+)?/g, (number) =>
      random() < 0.02 ? (pick(HUGE, random) ?? number) : number,
    );
    const place2 = { at: place.at, length: place.length };
    const whole = text(pdf);
    return bytes(replaced(whole, place2, `stream\n${text(deflateSync(bytes(changed)))}\nendstream`));
  } catch {
    return flips(pdf, random);
  }
};

const bigPicture: Mutation = (pdf, random) =>
  bytes(text(pdf).replace(/\/(Width|Height) \d+/g, (name) => `${name.split(' ')[0]} ${10 ** (3 + below(random, 5))}`));

/** Bombs are rare among real damage, and take as long as a hundred others. */
const MUTATIONS: readonly (readonly [name: string, weight: number, mutate: Mutation])[] = [
  ['flips', 8, flips],
  ['truncation', 4, truncation],
  ['blocks', 5, blocks],
  ['object swap', 5, objectSwap],
  ['references', 6, references],
  ['numbers', 6, numbers],
  ['page box', 2, pageBox],
  ['nesting', 2, nesting],
  ['bomb', 1, bomb],
  ['commands', 6, commands],
  ['big picture', 1, bigPicture],
];

/** A kind of damage and what it makes of a PDF, for a seed. */
export function mutated(pdf: Buffer, seed: number): { readonly name: string; readonly pdf: Buffer } {
  const random = randomOf(seed);
  let left = random() * MUTATIONS.reduce((sum, [, weight]) => sum + weight, 0);
  const chosen = MUTATIONS.find(([, weight]) => {
    left -= weight;
    return left < 0;
  });
  const [name, , mutate] = chosen ?? ['flips', 1, flips];
  return { name, pdf: mutate(pdf, random) };
}
