import type { ChartWords } from '../image';
import { mix } from '../painter/palettes';
import type { Look } from './looks';

interface ChartPlace {
  readonly words: ChartWords;
  readonly look: Look;
  /** Of the drawing within its axes. */
  readonly width: number;
  readonly height: number;
  /** A hundredth of the page's shorter side. */
  readonly unit: number;
  readonly font: string;
}

/** Longer names do not stand beside each other below bars: then the bars lie. */
const MOST_UPRIGHT_CHARACTERS = 12;
const MOST_UPRIGHT_BARS = 8;

/** A chart of what is stated and of nothing else, in Vega-Lite: zero is on the axis of bars, the order is the author's, every value is written. */
export function chartSpec(place: ChartPlace): object {
  const { words, width, height } = place;
  const values = words.data.map(({ label, value, unit }, index) => ({
    index,
    label: shortened(label),
    value,
    said: said(value, unit),
  }));
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...{ width, height, background: null, padding: 0, data: { values } },
    ...KINDS[words.type](place),
    config: configOf(place),
  };
}

/** `$14.5M`, `7.2 %`, `12 kg`. */
function said(value: number, unit: string | null): string {
  const sign = value < 0 ? '−' : '';
  const number = Math.abs(value).toLocaleString('en-US', { maximumFractionDigits: 6 });
  const [, currency, scale] = /^([$€£¥])(.*)$/u.exec(unit ?? '') ?? [];
  if (currency) return `${sign}${currency}${number}${scale ?? ''}`;
  return `${sign}${number}${unit === null ? '' : ` ${unit}`}`;
}

const KINDS: Readonly<Record<ChartWords['type'], (place: ChartPlace) => object>> = {
  bar: (place) => (standsUpright(place.words) ? uprightBars(place) : lyingBars(place)),
  line: lines,
  pie,
  table,
  custom: (place) => KINDS.bar(place),
};

function standsUpright({ data }: ChartWords): boolean {
  return data.length <= MOST_UPRIGHT_BARS && data.every(({ label }) => label.length <= MOST_UPRIGHT_CHARACTERS);
}

const MOST_LABEL_CHARACTERS = 40;
const shortened = (label: string): string =>
  label.length > MOST_LABEL_CHARACTERS ? `${[...label].slice(0, MOST_LABEL_CHARACTERS - 1).join('')}…` : label;

// Vega guesses widths without a canvas, too wide by a third: it would shorten what fits.
const LABELS = {
  ...{ field: 'label', type: 'nominal', sort: null },
  axis: { title: null, labelAngle: 0, labelLimit: 100_000, domain: false },
} as const;
const VALUES = { field: 'value', type: 'quantitative', axis: null } as const;

function uprightBars({ words, look, unit }: ChartPlace): object {
  const encoding = { x: LABELS, y: VALUES };
  const written = { type: 'text', fontSize: unit * 3.4, color: look.ink };
  const bar = { type: 'bar', color: look.accent, cornerRadiusEnd: endRadius(words, unit), width: { band: 0.62 } };
  return {
    layer: [
      {
        encoding,
        layer: [
          { mark: bar },
          { ...POSITIVE, mark: { ...written, baseline: 'bottom', dy: -unit } },
          { ...NEGATIVE, mark: { ...written, baseline: 'top', dy: unit } },
        ],
      },
      { mark: zeroLine(look, unit), encoding: { y: { datum: 0, type: 'quantitative', axis: null } } },
    ],
  };
}

function lyingBars({ words, look, unit }: ChartPlace): object {
  // What is below zero has its number to the left, where the names stand.
  const padding = hasNegative(words) ? unit * 12 : 0;
  const encoding = { y: LABELS, x: { ...VALUES, scale: { padding, nice: false } } };
  const written = { type: 'text', fontSize: unit * 3.2, color: look.ink };
  const bar = { type: 'bar', color: look.accent, cornerRadiusEnd: endRadius(words, unit), height: { band: 0.62 } };
  return {
    layer: [
      {
        encoding,
        layer: [
          { mark: bar },
          { ...POSITIVE, mark: { ...written, align: 'left', dx: unit } },
          { ...NEGATIVE, mark: { ...written, align: 'right', dx: -unit } },
        ],
      },
      { mark: zeroLine(look, unit), encoding: { x: { datum: 0, type: 'quantitative', axis: null } } },
    ],
  };
}

const hasNegative = ({ data }: ChartWords): boolean => data.some(({ value }) => value < 0);

/** Vega-Lite rounds the wrong end of what is below zero. */
const endRadius = (words: ChartWords, unit: number): number => (hasNegative(words) ? 0 : unit * 0.6);

const zeroLine = (look: Look, unit: number) => ({
  type: 'rule',
  color: look.soft,
  strokeWidth: Math.max(1, unit * 0.2),
});

/** What stands behind a bar's end, on the side to which it grows. */
const POSITIVE = { transform: [{ filter: 'datum.value >= 0' }], encoding: { text: { field: 'said' } } } as const;
const NEGATIVE = { transform: [{ filter: 'datum.value < 0' }], encoding: { text: { field: 'said' } } } as const;

const LINE_AXIS = { ...LABELS.axis, domain: true } as const;

function lines({ look, unit }: ChartPlace): object {
  const above = { type: 'text', baseline: 'bottom', dy: -unit * 2.2, fontSize: unit * 3.2, color: look.ink };
  const point = { filled: true, size: (unit * 1.8) ** 2, color: look.accent, opacity: 1 };
  return {
    encoding: { x: { ...LABELS, axis: LINE_AXIS }, y: { ...VALUES, scale: { zero: false, padding: unit * 3 } } },
    layer: [
      { mark: { type: 'line', color: look.accent, strokeWidth: unit * 0.7, point } },
      { mark: above, encoding: { text: { field: 'said' } } },
    ],
  };
}

const PIE_SHADES = 8;

function pie({ words, look, width, height, unit }: ChartPlace): object {
  const radius = Math.min(width * 0.3, height * 0.44);
  const range = words.data.map((_, index) => mix(look.accent, look.page[0], (index % PIE_SHADES) / (PIE_SHADES + 1)));
  const color = { field: 'label', type: 'nominal', sort: null, scale: { range }, legend: null };
  const around = { type: 'text', fontSize: unit * 3, color: look.ink };
  return {
    encoding: { theta: { field: 'value', type: 'quantitative', stack: true }, order: { field: 'index' } },
    layer: [
      { mark: { type: 'arc', outerRadius: radius, innerRadius: radius * 0.5, padAngle: 0.012 }, encoding: { color } },
      { mark: { ...around, radius: radius * 1.28, dy: -unit * 1.8 }, encoding: { text: { field: 'label' } } },
      { mark: { ...around, radius: radius * 1.28, dy: unit * 1.8 }, encoding: { text: { field: 'said' } } },
    ],
  };
}

function table({ look, unit, words }: ChartPlace): object {
  const fontSize = Math.min(unit * 4.2, (unit * 60) / (1.6 * words.data.length));
  const y = { field: 'index', type: 'ordinal', axis: null };
  const cell = { type: 'text', fontSize, color: look.ink } as const;
  return {
    encoding: { y },
    layer: [
      { mark: { ...cell, align: 'left', x: 0 }, encoding: { text: { field: 'label' } } },
      { mark: { ...cell, align: 'right', x: 'width' }, encoding: { text: { field: 'said' } } },
      { mark: { type: 'rule', color: look.soft, opacity: 0.35, yOffset: fontSize * 0.8 } },
    ],
  };
}

function configOf({ look, unit, font }: ChartPlace): object {
  const axis = {
    labelFontSize: unit * 3.2,
    labelColor: look.soft,
    labelPadding: unit * 1.4,
    ticks: false,
    grid: false,
  };
  return { font, view: { stroke: null }, axis: { ...axis, domainColor: look.soft, domainOpacity: 0.5 } };
}
