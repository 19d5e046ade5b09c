import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

/** A PNG; what `draw` draws is light on a dark ground unless it says otherwise. */
export function drawn(width: number, height: number, draw: (context: SKRSContext2D) => void): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#204060';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f0e0c0';
  draw(context);
  return canvas.toBuffer('image/png');
}

/** Forty lit windows on 640×360. */
export function town(context: SKRSContext2D): void {
  for (let n = 0; n < 40; n += 1) context.fillRect((n * 97) % 640, (n * 61) % 360, 10 + (n % 7), 30);
}
