import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

/** Figures as papers have them, drawn here: what the press is shown. */
export interface SampleFigure {
  readonly label: string;
  readonly caption: string;
  readonly source: string | null;
  readonly png: () => Buffer;
}

const LONG_CAPTION =
  'Table 2. Mean summer air temperature at two metres over four surface types in the six districts, with the 95 % confidence interval of the difference to the reference station outside the city. Values are means of hourly readings from 1 June to 31 August. Stations were shielded and ventilated, and gaps of up to three hours were interpolated. Districts are ordered by their share of sealed ground. Readings taken during rain, and those of the two hours after it, were left out throughout. The last column gives the number of readings.';

export const FIGURES: readonly SampleFigure[] = [
  {
    label: 'Figure 3',
    caption: 'Figure 3: Surface temperature over the course of a hot day, by kind of ground.',
    source: 'Okafor and Lind, 2025, p. 4',
    png: () => drawn(1400, 900, lineChart),
  },
  {
    label: 'Table 2',
    caption: LONG_CAPTION,
    source: 'Okafor and Lind, 2025, p. 7',
    png: () => drawn(1600, 700, table),
  },
  {
    label: 'Figure 1',
    caption: 'Stations along the river, from the source to the harbour.',
    source: 'Marsh et al., 2024, p. 2',
    png: () => drawn(2400, 240, strip),
  },
  {
    label: 'Figure 7',
    caption: 'A core of 2.4 m from the lake bed. Dark bands are the years of drought, light ones those of flood.',
    source: 'Marsh et al., 2024, p. 11',
    png: () => drawn(180, 1800, core),
  },
  {
    label: 'Figure 4',
    caption: 'A small bitmap of 160 × 110 pixels.',
    source: null,
    png: () => drawn(160, 110, lineChart),
  },
  {
    label: 'Figure 9',
    caption: 'Daily readings of all stations over ten years: 3,650 thin lines.',
    source: 'Okafor and Lind, 2025, p. 9',
    png: () => drawn(6000, 4200, lineChart),
  },
];

function drawn(
  width: number,
  height: number,
  draw: (ctx: SKRSContext2D, width: number, height: number) => void,
): Buffer {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, width, height);
  draw(ctx, width, height);
  return canvas.toBuffer('image/png');
}

const COLOURS = ['#1f77b4', '#d62728', '#2ca02c', '#9467bd'];

function lineChart(ctx: SKRSContext2D, width: number, height: number): void {
  const unit = Math.min(width, height) / 100;
  const [left, top, right, bottom] = [unit * 14, unit * 6, width - unit * 6, height - unit * 14];
  ctx.lineWidth = Math.max(1, unit * 0.25);
  ctx.font = `${unit * 4.2}px "Workprint Caption"`;
  for (let step = 0; step <= 5; step += 1) {
    const y = bottom - ((bottom - top) * step) / 5;
    ctx.strokeStyle = '#d8d8d8';
    ctx.strokeRect(left, y, right - left, 0);
    ctx.fillStyle = '#333333';
    ctx.fillText(`${20 + step * 8} °C`, unit * 1.5, y + unit * 1.4);
  }
  for (let hour = 0; hour <= 24; hour += 6)
    ctx.fillText(`${hour}:00`, left + ((right - left) * hour) / 24 - unit * 4, bottom + unit * 6);
  for (const [n, colour] of COLOURS.entries()) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(1, unit * 0.6);
    ctx.beginPath();
    for (let t = 0; t <= 1; t += 0.01) {
      const rise = Math.exp(-((t - 0.58) ** 2) / 0.05) * (0.85 - n * 0.17) + 0.02 * Math.sin(t * 40 + n);
      ctx.lineTo(left + (right - left) * t, bottom - (bottom - top) * (0.06 + rise));
    }
    ctx.stroke();
    ctx.fillStyle = colour;
    ctx.fillText(['asphalt', 'roofs', 'gravel', 'grass'][n] ?? '', right - unit * 18, top + unit * (6 + 6 * n));
  }
}

function table(ctx: SKRSContext2D, width: number, height: number): void {
  const rows = ['Surface', 'Asphalt', 'Dark roof', 'Gravel', 'Grass'];
  const line = height / rows.length;
  ctx.font = `${line * 0.34}px "Workprint Caption"`;
  for (const [row, name] of rows.entries()) {
    const y = line * (row + 0.62);
    ctx.fillStyle = '#111111';
    ctx.fillText(name, width * 0.02, y);
    for (let column = 1; column < 6; column += 1)
      ctx.fillText(
        row === 0 ? `District ${column}` : `${(28 + column * 1.7 - row * 1.3).toFixed(1)} ± 0.${row + column}`,
        width * (0.05 + column * 0.155),
        y,
      );
    ctx.fillRect(0, line * (row + 1) - 2, width, row === 0 || row === rows.length - 1 ? 4 : 1);
  }
}

function strip(ctx: SKRSContext2D, width: number, height: number): void {
  ctx.strokeStyle = '#1f5f9f';
  ctx.lineWidth = height / 14;
  ctx.beginPath();
  for (let x = 0; x <= width; x += 10) ctx.lineTo(x, height * (0.5 + 0.18 * Math.sin(x / 170)));
  ctx.stroke();
  ctx.font = `${height / 7}px "Workprint Caption"`;
  for (let station = 0; station < 12; station += 1) {
    const x = width * (0.04 + station * 0.083);
    ctx.fillStyle = '#d62728';
    ctx.beginPath();
    ctx.arc(x, height * (0.5 + 0.18 * Math.sin(x / 170)), height / 14, 0, 2 * Math.PI);
    ctx.fill();
    ctx.fillStyle = '#222222';
    ctx.fillText(`S${station + 1}`, x - height / 16, height * 0.92);
  }
}

function core(ctx: SKRSContext2D, width: number, height: number): void {
  for (let y = 0; y < height; y += 12) {
    const dark = (Math.sin(y / 37) + Math.sin(y / 11) + 2) / 4;
    ctx.fillStyle = `rgb(${200 - dark * 120}, ${180 - dark * 110}, ${140 - dark * 90})`;
    ctx.fillRect(width * 0.06, y, width * 0.5, 12);
  }
  ctx.fillStyle = '#222222';
  ctx.font = `${width * 0.14}px "Workprint Caption"`;
  for (let mark = 0; mark <= 8; mark += 1)
    ctx.fillText(`${mark * 30} cm`, width * 0.6, width * 0.14 + (height - width * 0.2) * (mark / 8));
}
