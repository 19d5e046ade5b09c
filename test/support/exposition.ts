/** One family as a scraper reads it. */
export interface ReadFamily {
  readonly type: string;
  readonly help: string;
  readonly samples: { readonly name: string; readonly labels: Record<string, string>; readonly value: number }[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"/;
const VALUE = /^ (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  counter: ['_total'],
  gauge: [''],
};

/**
 * Reads an exposition by the letter: each family described once and before its samples, which stand together; names and escapes as
 * the format allows them; no series twice; buckets rising to an infinite one that is the count. Anything else is an error.
 */
export function readExposition(text: string, format: 'prometheus' | 'openmetrics'): Map<string, ReadFamily> {
  if (!text.endsWith('\n')) throw new Error('The last line does not end.');
  const lines = text.slice(0, -1).split('\n');
  if (format === 'openmetrics' && lines.pop() !== '# EOF') throw new Error('It does not end with # EOF.');
  const families = new Map<string, ReadFamily>();
  for (let at = 0; at < lines.length; ) at = readFamily(lines, at, { families, format });
  return families;
}

interface Reading {
  readonly families: Map<string, ReadFamily>;
  readonly format: 'prometheus' | 'openmetrics';
}

function readFamily(lines: readonly string[], from: number, { families, format }: Reading): number {
  const [, described = '', help = ''] = matched(/^# HELP ([a-zA-Z_:][\w:]*) (.*)$/, lines[from]);
  const [, typed = '', type = ''] = matched(/^# TYPE (\S+) (counter|gauge|histogram)$/, lines[from + 1]);
  if (typed !== described) throw new Error(`${typed} is described as ${described}.`);
  const isBare = type === 'counter' && format === 'prometheus';
  if (isBare && !described.endsWith('_total')) throw new Error(`The counter ${described} does not end in _total.`);
  const name = isBare ? described.slice(0, -'_total'.length) : described;
  if (families.has(name)) throw new Error(`${name} comes twice.`);
  const samples: ReadFamily['samples'] = [];
  let at = from + 2;
  for (; at < lines.length && !lines[at]?.startsWith('#'); at += 1) samples.push(readSample(lines[at] ?? ''));
  const family = { type, help: unescaped(help, format === 'openmetrics' ? /\\([\\n"])/g : /\\([\\n])/g), samples };
  check(name, family);
  families.set(name, family);
  return at;
}

function matched(pattern: RegExp, line: string | undefined): RegExpExecArray {
  const match = pattern.exec(line ?? '');
  if (!match) throw new Error(`${pattern} was expected, and there is: ${line}`);
  return match;
}

function readSample(line: string): ReadFamily['samples'][number] {
  const [name = ''] = matched(NAME, line);
  const labels: Record<string, string> = {};
  let rest = line.slice(name.length);
  if (rest.startsWith('{')) {
    do {
      const [whole = '', label = '', value = ''] = matched(LABEL, rest.slice(1));
      if (label in labels) throw new Error(`${label} comes twice: ${line}`);
      labels[label] = unescaped(value, /\\([\\n"])/g);
      rest = rest.slice(1 + whole.length);
    } while (rest.startsWith(','));
    if (!rest.startsWith('}')) throw new Error(`The labels do not end: ${line}`);
    rest = rest.slice(1);
  }
  const [, value = ''] = matched(VALUE, rest);
  return { name, labels, value: Number(value.replace('Inf', 'Infinity')) };
}

function unescaped(text: string, pattern: RegExp): string {
  return text.replace(pattern, (_, what: string) => (what === 'n' ? '\n' : what));
}

function check(name: string, { type, samples }: ReadFamily): void {
  const seen = new Set<string>();
  for (const sample of samples) {
    const suffixes = SUFFIXES[type] ?? [];
    if (!suffixes.some((suffix) => sample.name === `${name}${suffix}`))
      throw new Error(`${sample.name} is not of ${name}.`);
    const series = sample.name + JSON.stringify(Object.entries(sample.labels).sort());
    if (seen.has(series)) throw new Error(`${series} comes twice.`);
    seen.add(series);
    if (type === 'counter' && !(sample.value >= 0)) throw new Error(`${series} is ${sample.value}.`);
  }
  if (type === 'histogram') checkBuckets(name, samples);
}

function checkBuckets(name: string, samples: ReadFamily['samples']): void {
  const series = new Map<string, ReadFamily['samples']>();
  for (const sample of samples) {
    const { le: _, ...labels } = sample.labels;
    const key = JSON.stringify(labels);
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  for (const [key, ofOne] of series) {
    const buckets = ofOne.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) => Number(labels.le?.replace('Inf', 'Infinity')));
    const rising = (values: readonly number[], strictly: boolean) =>
      values.every((value, n) => n === 0 || value > Number(values[n - 1]) || (!strictly && value === values[n - 1]));
    const counts = buckets.map(({ value }) => value);
    const count = ofOne.find((sample) => sample.name === `${name}_count`)?.value;
    const isSound = rising(bounds, true) && bounds.at(-1) === Number.POSITIVE_INFINITY && rising(counts, false);
    if (!isSound || counts.at(-1) !== count || !ofOne.some((sample) => sample.name === `${name}_sum`))
      throw new Error(`The buckets of ${name}${key} do not add up.`);
  }
}
