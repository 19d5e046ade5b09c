/** Label names are ours; values may hold anything. */
export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

export interface Buckets {
  readonly labels: Labels;
  /** Upper bounds, rising, without the last, which is infinite. */
  readonly bounds: readonly number[];
  /** How many fell into each, the infinite one last; not cumulative. */
  readonly counts: readonly number[];
  readonly sum: number;
}

/** One instrument with all its series. A counter's name has no `_total`: the format adds it. */
export type Family = { readonly name: string; readonly help: string } & (
  | { readonly type: 'counter' | 'gauge'; readonly samples: readonly Sample[] }
  | { readonly type: 'histogram'; readonly samples: readonly Buckets[] }
);

export type Format = 'prometheus' | 'openmetrics';

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** Whoever scrapes names OpenMetrics where it understands it; everybody else reads the older text. */
export function formatFor(accept: string | undefined): Format {
  return accept?.includes('application/openmetrics-text') ? 'openmetrics' : 'prometheus';
}

export function exposition(families: readonly Family[], format: Format): string {
  const text = families.map((family) => textOf(family, format)).join('');
  return format === 'openmetrics' ? `${text}# EOF\n` : text;
}

/** OpenMetrics describes a counter by its name without `_total`, the older text by the name of its samples. */
function textOf(family: Family, format: Format): string {
  const counter = family.type === 'counter' ? `${family.name}_total` : family.name;
  const described = format === 'openmetrics' ? family.name : counter;
  const lines = [`# HELP ${described} ${helpText(family.help, format)}`, `# TYPE ${described} ${family.type}`];
  if (family.type === 'histogram')
    lines.push(...family.samples.flatMap((one) => bucketLines(family.name, one, format)));
  else lines.push(...family.samples.map(({ labels, value }) => line(counter, labels, number(value))));
  return `${lines.join('\n')}\n`;
}

function bucketLines(name: string, { labels, bounds, counts, sum }: Buckets, format: Format): string[] {
  let cumulative = 0;
  const upTo = [...bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
    cumulative += counts[index] ?? 0;
    return line(`${name}_bucket`, { ...labels, le: boundText(bound, format) }, String(cumulative));
  });
  return [...upTo, line(`${name}_sum`, labels, number(sum)), line(`${name}_count`, labels, String(cumulative))];
}

function line(name: string, labels: Labels, value: string): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${labelText(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

function labelText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

/** In the older text a quote in a help is itself, and `\"` would be no escape. */
function helpText(text: string, format: Format): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return format === 'openmetrics' ? escaped.replaceAll('"', '\\"') : escaped;
}

function number(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return String(value);
}

/** A bound is part of a series' name: OpenMetrics writes a whole one as `1.0`, and a reader must not see two series. */
function boundText(bound: number, format: Format): string {
  const text = number(bound);
  return format === 'openmetrics' && Number.isInteger(bound) ? `${text}.0` : text;
}
