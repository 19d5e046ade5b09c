import { mix, veil } from '../painter/palettes';
import type { Ground } from './looks';
import type { Sheet } from './sheet';

/** The page itself. Ornaments stay quiet: whatever is set on it is read. */
export function paintGround(sheet: Sheet): void {
  const { ctx, width, height, look } = sheet;
  const page = ctx.createLinearGradient(0, 0, 0, height);
  page.addColorStop(0, look.page[0]);
  page.addColorStop(1, look.page[1]);
  ctx.fillStyle = page;
  ctx.fillRect(0, 0, width, height);
  ORNAMENTS[look.ground](sheet);
}

const ORNAMENTS: Readonly<Record<Ground, (sheet: Sheet) => void>> = {
  arc: ({ ctx, width, height, unit, look }) => {
    for (const [radius, opacity] of [
      [64, 0.05],
      [44, 0.06],
    ] as const) {
      ctx.fillStyle = veil(look.accent, opacity);
      disc(ctx, { x: width + unit * 4, y: height + unit * 4, radius: unit * radius });
    }
  },
  grid: (sheet) => {
    const { unit, look } = sheet;
    lines(sheet, { step: unit * 3, color: veil(look.accent, 0.055), wide: unit * 0.1 });
    lines(sheet, { step: unit * 15, color: veil(look.accent, 0.11), wide: unit * 0.14 });
    paintFrame(sheet, { inset: unit * 3, color: veil(look.accent, 0.3) });
  },
  glow: (sheet) => {
    const { width, height, unit, look, random, ctx } = sheet;
    light(sheet, {
      x: width * 0.86,
      y: height * 0.1,
      radius: unit * 95,
      color: mix(look.accent, '#8a6bd1', 0.6),
      opacity: 0.2,
    });
    for (let star = 0; star < 46; star += 1) {
      ctx.fillStyle = veil(look.ink, 0.08 + 0.3 * random() ** 3);
      disc(ctx, { x: random() * width, y: random() ** 1.4 * height, radius: unit * (0.06 + 0.13 * random()) });
    }
  },
  wash: (sheet) => {
    const { ctx, width, height, unit, look, random } = sheet;
    for (let blot = 0; blot < 9; blot += 1) {
      const [x, y] = [width - random() * unit * 55, height - random() * unit * 26];
      light(sheet, {
        x,
        y,
        radius: unit * (16 + 26 * random()),
        color: mix(look.accent, '#d9b48e', random()),
        opacity: 0.07,
      });
    }
    for (let fibre = 0; fibre < 130; fibre += 1) {
      const [x, y, turn] = [random() * width, random() * height, random() * Math.PI];
      ctx.strokeStyle = veil(look.ink, 0.02 + 0.03 * random());
      ctx.lineWidth = Math.max(0.5, unit * 0.07);
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(x + Math.cos(turn) * unit * 2, y + Math.sin(turn) * unit * 2);
      ctx.stroke();
    }
  },
  vignette: (sheet) => {
    const { width, height, unit } = sheet;
    light(sheet, { x: width * 0.28, y: height * 0.3, radius: unit * 110, color: '#8d7f6c', opacity: 0.16 });
    shade(sheet, 0.5);
  },
  frame: (sheet) => paintFrame(sheet, { inset: sheet.unit * 3.4, color: veil(sheet.look.ink, 0.2) }),
  studio: (sheet) => {
    light(sheet, {
      x: sheet.width * 0.4,
      y: sheet.height * 0.36,
      radius: sheet.unit * 90,
      color: '#ffffff',
      opacity: 0.75,
    });
  },
  blinds: ({ ctx, width, height, unit }) => {
    ctx.save();
    ctx.translate(width, 0);
    ctx.rotate(0.32);
    for (let slat = 0; slat < 9; slat += 1) {
      const y = unit * (slat * 8.4 - 14);
      const light = ctx.createLinearGradient(-unit * 70, 0, unit * 25, 0);
      light.addColorStop(0, veil('#ffffff', 0));
      light.addColorStop(1, veil('#ffffff', 0.085));
      ctx.fillStyle = light;
      ctx.fillRect(-unit * 70, y, unit * 110, unit * 4.4);
    }
    ctx.restore();
    ctx.fillStyle = veil('#000000', 0.25);
    ctx.fillRect(0, height * 0.9, width, height * 0.1);
  },
  hills: (sheet) => {
    const { ctx, width, height, unit, random } = sheet;
    for (const [color, rise] of [
      ['#f7c9a8', 9],
      ['#bcd8b8', 5.5],
    ] as const) {
      ctx.fillStyle = veil(color, 0.45);
      const step = unit * (34 + 16 * random());
      for (let x = -step * random(); x < width + step; x += step) {
        ctx.beginPath();
        ctx.ellipse(x, height + unit * 3, step * 0.8, unit * (rise + 3), 0, 0, 2 * Math.PI);
        ctx.fill();
      }
    }
  },
  clouds: (sheet) => {
    const { width, height, unit, random } = sheet;
    for (const [across, down] of [
      [0.9, 0.16],
      [0.68, 0.94],
      [0.98, 0.72],
    ] as const) {
      for (let puff = 0; puff < 9; puff += 1) {
        const [x, y] = [width * across + unit * (random() * 44 - 22), height * down + unit * (random() * 9 - 3)];
        light(sheet, { x, y, radius: unit * (9 + 9 * random()), color: '#ffffff', opacity: 0.5 });
      }
    }
  },
  tiles: (sheet) => {
    const { ctx, width, height, unit, look, random } = sheet;
    const [wide, high] = [unit * 12, unit * 6];
    for (let row = 0; row * high <= height + high; row += 1) {
      for (let column = 0; column * wide <= width + wide; column += 1) {
        const nearness = (column * wide) / width + (row * high) / height - 1.12;
        if (random() > nearness * 1.4) continue;
        const [x, y] = [column * wide + (row % 2 ? wide / 2 : 0), row * high];
        ctx.fillStyle = veil(look.accent, 0.03 + 0.07 * random());
        ctx.beginPath();
        for (const [dx, dy] of [
          [0, -high],
          [wide / 2, 0],
          [0, high],
          [-wide / 2, 0],
        ] as const)
          ctx.lineTo(x + dx, y + dy);
        ctx.closePath();
        ctx.fill();
      }
    }
  },
  chalk: (sheet) => {
    const { ctx, width, height, unit, random } = sheet;
    for (let wipe = 0; wipe < 14; wipe += 1) {
      ctx.save();
      ctx.translate(width * random(), height * random());
      ctx.rotate(random() * 0.5 - 0.25);
      ctx.scale(1, 0.22);
      light({ ...sheet, ctx }, { x: 0, y: 0, radius: unit * (26 + 34 * random()), color: '#ffffff', opacity: 0.045 });
      ctx.restore();
    }
    paintFrame(sheet, { inset: 0, color: '#6b4a2f', wide: unit * 2.2 });
  },
};

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

function disc(ctx: Sheet['ctx'], { x, y, radius }: Disc): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

function light({ ctx }: Sheet, { x, y, radius, color, opacity }: Disc & { color: string; opacity: number }): void {
  const glow = ctx.createRadialGradient(x, y, 0, x, y, radius);
  glow.addColorStop(0, veil(color, opacity));
  glow.addColorStop(0.5, veil(color, opacity * 0.42));
  glow.addColorStop(1, veil(color, 0));
  ctx.fillStyle = glow;
  ctx.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}

function shade({ ctx, width, height }: Sheet, opacity: number): void {
  const radius = Math.hypot(width, height) / 2;
  const dark = ctx.createRadialGradient(width / 2, height / 2, radius * 0.5, width / 2, height / 2, radius);
  dark.addColorStop(0, veil('#000000', 0));
  dark.addColorStop(1, veil('#000000', opacity));
  ctx.fillStyle = dark;
  ctx.fillRect(0, 0, width, height);
}

function lines(
  { ctx, width, height }: Sheet,
  { step, color, wide }: { step: number; color: string; wide: number },
): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = Math.max(1, wide);
  ctx.beginPath();
  for (let x = (width / 2) % step; x < width; x += step) {
    ctx.moveTo(x, 0);
    ctx.lineTo(x, height);
  }
  for (let y = (height / 2) % step; y < height; y += step) {
    ctx.moveTo(0, y);
    ctx.lineTo(width, y);
  }
  ctx.stroke();
}

function paintFrame(
  { ctx, width, height, unit }: Sheet,
  { inset, color, wide = unit * 0.16 }: { inset: number; color: string; wide?: number },
): void {
  const line = Math.max(1, wide);
  ctx.strokeStyle = color;
  ctx.lineWidth = line;
  ctx.strokeRect(inset + line / 2, inset + line / 2, width - 2 * inset - line, height - 2 * inset - line);
}
