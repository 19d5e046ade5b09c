/**
 * `node assets/demo/draw-figures.js [FOLDER]`: draws the two figures of the demo, beside this file where no folder is named.
 * The curves are illustrative, and their captions in `demo.json` say so.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { createCanvas, GlobalFonts } = require('@napi-rs/canvas');

const WIDTH = 1600;
const HEIGHT = 1000;
const FONT = 'Demo Inter';
const PAPER = '#faf7f2';
const INK = '#22272f';
const MUTED = '#66707c';
const GRID = '#e4ddd2';

/** From cool to hot; a share of 0 is the first colour, 1 the last. */
const RAMP = [
  [63, 138, 140],
  [122, 172, 140],
  [236, 186, 92],
  [226, 125, 66],
  [186, 52, 52],
];

function heat(share, alpha = 1) {
  const at = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
  const low = Math.min(RAMP.length - 2, Math.floor(at));
  const mixed = RAMP[low].map((from, channel) => Math.round(from + (RAMP[low + 1][channel] - from) * (at - low)));
  return `rgba(${mixed.join(',')},${alpha})`;
}

function sheet() {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  return { canvas, pen };
}

function write(pen, text, { x, y, size = 36, colour = INK, align = 'left' }) {
  pen.font = `${size}px "${FONT}"`;
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = 'middle';
  pen.fillText(text, x, y);
}

function line(pen, { from, to, colour, width = 2, dash = [] }) {
  pen.beginPath();
  pen.setLineDash(dash);
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}

// Figure 1: a walk through the city in the evening.

const GROUND = 850;
const WALK = { left: 150, right: 1540, zeroY: 640, pixelsPerDegree: 82 };

/** Where along the walk, from 0 to 1, it is how many degrees warmer than in the fields. */
const PROFILE = [
  [0, 0.06],
  [0.1, 0.22],
  [0.28, 2.3],
  [0.476, 5.9],
  [0.623, 3.1],
  [0.72, 4.1],
  [0.84, 1.8],
  [0.92, 0.5],
  [1, 0.1],
];

/** A curve through the points that never swings past them (monotone cubic, after Fritsch and Carlson). */
function smooth(points) {
  const slopes = points.slice(1).map(([x, y], n) => (y - points[n][1]) / (x - points[n][0]));
  const tangents = points.map((_, n) => {
    const [before, after] = [slopes[n - 1] ?? slopes[n], slopes[n] ?? slopes[n - 1]];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  return (x) => {
    const n = Math.max(0, points.findIndex(([right]) => right >= x) - 1);
    const [[x0, y0], [x1, y1]] = [points[n], points[n + 1]];
    const [h, t] = [x1 - x0, (x - x0) / (x1 - x0)];
    const [t2, t3] = [t * t, t * t * t];
    const ends = (2 * t3 - 3 * t2 + 1) * y0 + (3 * t2 - 2 * t3) * y1;
    return ends + h * ((t3 - 2 * t2 + t) * tangents[n] + (t3 - t2) * tangents[n + 1]);
  };
}

const degreesAt = smooth(PROFILE);
const walkX = (share) => WALK.left + share * (WALK.right - WALK.left);
const walkY = (degrees) => WALK.zeroY - degrees * WALK.pixelsPerDegree;

function drawScale(pen) {
  for (const degrees of [0, 2, 4, 6]) {
    line(pen, { from: [WALK.left, walkY(degrees)], to: [WALK.right, walkY(degrees)], colour: GRID });
    write(pen, degrees === 0 ? '0' : `+${degrees}`, {
      x: WALK.left - 28,
      y: walkY(degrees),
      colour: MUTED,
      align: 'right',
    });
  }
  write(pen, '°C warmer than the fields', { x: WALK.left, y: walkY(6) - 56, colour: MUTED });
}

/** The colour is the height, in the curve as in what lies below it. */
function heatUpwards(pen, alphas) {
  const gradient = pen.createLinearGradient(0, walkY(0), 0, walkY(6));
  for (let n = 0; n <= 12; n += 1) gradient.addColorStop(n / 12, heat(n / 12, alphas(n / 12)));
  return gradient;
}

function drawCurve(pen) {
  const curve = () => {
    pen.beginPath();
    for (let x = WALK.left; x <= WALK.right; x += 2) {
      pen.lineTo(x, walkY(degreesAt((x - WALK.left) / (WALK.right - WALK.left))));
    }
  };
  curve();
  pen.lineTo(WALK.right, walkY(0));
  pen.lineTo(WALK.left, walkY(0));
  pen.fillStyle = heatUpwards(pen, (share) => 0.1 + 0.3 * share);
  pen.fill();
  curve();
  pen.strokeStyle = heatUpwards(pen, () => 1);
  pen.lineWidth = 12;
  pen.stroke();
}

function tree(pen, x, height) {
  line(pen, { from: [x, GROUND], to: [x, GROUND - height * 0.5], colour: '#7a6552', width: 5 });
  pen.fillStyle = '#6f9d76';
  pen.beginPath();
  pen.ellipse(x, GROUND - height * 0.68, height * 0.3, height * 0.36, 0, 0, 2 * Math.PI);
  pen.fill();
}

function house(pen, x, width) {
  const wall = width * 0.62;
  pen.fillStyle = '#c3a48c';
  pen.fillRect(x, GROUND - wall, width, wall);
  pen.fillStyle = '#9c6f5a';
  pen.beginPath();
  pen.moveTo(x - 7, GROUND - wall);
  pen.lineTo(x + width / 2, GROUND - wall - width * 0.46);
  pen.lineTo(x + width + 7, GROUND - wall);
  pen.fill();
}

function tower(pen, { x, width, height, colour }) {
  pen.fillStyle = colour;
  pen.fillRect(x, GROUND - height, width, height);
  pen.fillStyle = 'rgba(255,226,160,0.75)';
  for (let row = 0; row < Math.floor((height - 22) / 24); row += 1) {
    for (let column = 0; column < Math.floor((width - 8) / 17); column += 1) {
      if ((row * 5 + column * 3 + width) % 4 !== 0)
        pen.fillRect(x + 9 + column * 17, GROUND - height + 13 + row * 24, 8, 12);
    }
  }
}

const TOWERS = [
  [0.385, 46, 84],
  [0.42, 54, 128],
  [0.461, 44, 172],
  [0.495, 58, 142],
  [0.54, 42, 96],
];
const BLOCKS = [
  [0.685, 52, 70],
  [0.726, 46, 88],
];
const HOUSES = [0.2, 0.243, 0.286, 0.33, 0.775, 0.818, 0.861];
const PARK_TREES = [
  [0.588, 62],
  [0.61, 84],
  [0.634, 68],
  [0.657, 78],
];
const FIELD_TREES = [
  [0.04, 56],
  [0.145, 66],
  [0.925, 62],
  [0.965, 48],
];

function drawSkyline(pen) {
  const shades = ['#565d6b', '#48505e', '#5f6675', '#3f4653', '#676e7c'];
  TOWERS.forEach(([at, width, height], n) => {
    tower(pen, { x: walkX(at), width, height, colour: shades[n] });
  });
  for (const [at, width, height] of BLOCKS) tower(pen, { x: walkX(at), width, height, colour: '#6c7380' });
  for (const at of HOUSES) house(pen, walkX(at), 44);
  for (const [at, height] of [...PARK_TREES, ...FIELD_TREES]) tree(pen, walkX(at), height);
  line(pen, { from: [WALK.left, GROUND], to: [WALK.right, GROUND], colour: '#8c8577', width: 4 });
}

const PLACES = [
  ['Fields', 0.08],
  ['Suburb', 0.283],
  ['City centre', 0.475],
  ['Park', 0.623],
  ['Suburb', 0.785],
  ['Fields', 0.94],
];

function drawFigure1() {
  const { canvas, pen } = sheet();
  drawScale(pen);
  drawCurve(pen);
  drawSkyline(pen);
  for (const [name, at] of PLACES) write(pen, name, { x: walkX(at), y: GROUND + 58, size: 40, align: 'center' });
  return canvas;
}

// Figure 2: surfaces under the same sun.

const SURFACES = [
  ['Dark roof', 34],
  ['Asphalt', 28],
  ['Pale concrete', 16],
  ['White roof', 10],
  ['Lawn in the sun', 6],
  ['Grass under a tree', 1],
];
const HOTTEST = 34;
const BARS = { left: 470, top: 160, step: 122, thickness: 76, pixelsPerDegree: 28 };

function drawFigure2() {
  const { canvas, pen } = sheet();
  const bottom = BARS.top + SURFACES.length * BARS.step - 14;
  for (const degrees of [10, 20, 30]) {
    const x = BARS.left + degrees * BARS.pixelsPerDegree;
    line(pen, { from: [x, BARS.top - 30], to: [x, bottom], colour: GRID });
    write(pen, `+${degrees}`, { x, y: bottom + 40, colour: MUTED, align: 'center' });
  }
  SURFACES.forEach(([name, degrees], n) => {
    const y = BARS.top + n * BARS.step;
    drawBar(pen, { y, degrees });
    write(pen, name, { x: BARS.left - 34, y: y + BARS.thickness / 2, size: 42, align: 'right' });
  });
  line(pen, { from: [BARS.left, BARS.top - 30], to: [BARS.left, bottom], colour: INK, width: 4 });
  write(pen, 'Air', { x: BARS.left, y: bottom + 40, align: 'center' });
  write(pen, '°C hotter than the air', { x: BARS.left, y: BARS.top - 74, colour: MUTED });
  return canvas;
}

function drawBar(pen, { y, degrees }) {
  const end = BARS.left + degrees * BARS.pixelsPerDegree;
  const fill = pen.createLinearGradient(BARS.left, 0, BARS.left + HOTTEST * BARS.pixelsPerDegree, 0);
  for (let n = 0; n <= 12; n += 1) fill.addColorStop(n / 12, heat(n / 12));
  pen.fillStyle = fill;
  pen.beginPath();
  pen.roundRect(BARS.left, y, end - BARS.left, BARS.thickness, [0, 10, 10, 0]);
  pen.fill();
  const label = { text: `+${degrees}`, size: 46 };
  pen.font = `${label.size}px "${FONT}"`;
  pen.fillStyle = PAPER; // no grid behind a number
  pen.fillRect(end + 8, y, pen.measureText(label.text).width + 28, BARS.thickness);
  write(pen, label.text, { x: end + 22, y: y + BARS.thickness / 2, size: label.size });
}

function drawFigures(folder) {
  const font = join(__dirname, '../fonts/inter-latin-500-normal.woff2');
  if (!GlobalFonts.registerFromPath(font, FONT))
    throw new Error(`Expected a font at ${font}, got none that can be read.`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'figure-1.png'), drawFigure1().toBuffer('image/png'));
  writeFileSync(join(folder, 'figure-2.png'), drawFigure2().toBuffer('image/png'));
}

drawFigures(process.argv[2] ?? __dirname);
