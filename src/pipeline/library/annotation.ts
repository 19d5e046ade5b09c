import { InvalidInput, Unsupported } from '../errors';
import { isName } from '../values/text';
import type { AssetType } from './asset';

/** Of the asset, from its beginning; a length of 0 is a moment. */
export interface Stretch {
  readonly startSeconds: number;
  readonly durationSeconds: number;
}

/** Of the picture, as fractions of its width and height, from the left and the top. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Note {
  readonly body: string;
  readonly span?: Stretch | null;
  readonly region?: Region | null;
}

interface Noted {
  readonly type: AssetType;
  readonly durationSeconds: number | null;
}

export const MOST_BODY_CHARACTERS = 4_000;
/** Beyond eleven days the frames of the fastest rate would not fit a number of frames. */
const LONGEST_SECONDS = 1_000_000;
/** 0.58 + 0.42 may be 1.0000000000000002. */
const FLOAT_NOISE = 1e-9;

/** Refuses what cannot be said of this asset. */
export function assertNote({ body, span, region }: Note, asset: Noted): void {
  if (!isName(body, MOST_BODY_CHARACTERS)) throw badBody(body);
  if (span) assertSpan(span, asset);
  if (region) assertRegion(region, asset);
}

function assertSpan({ startSeconds, durationSeconds }: Stretch, { type, durationSeconds: lasts }: Noted): void {
  const field = ['input', 'span'];
  if (lasts === null) {
    throw new Unsupported('This asset does not last: it has no stretches.', {
      field,
      expected: 'an asset with a duration, or no span',
      got: `an asset of the type ${type} without one`,
      remedy: 'Leave `span` out; mark a part of a picture with `region`.',
    });
  }
  const most = Math.min(lasts, LONGEST_SECONDS);
  if (startSeconds >= 0 && durationSeconds >= 0 && startSeconds + durationSeconds <= most + FLOAT_NOISE) return;
  throw new InvalidInput('The span is not within the asset.', {
    field,
    expected: `0 ≤ startSeconds, 0 ≤ durationSeconds, and their sum at most ${most}`,
    got: `startSeconds ${startSeconds}, durationSeconds ${durationSeconds}`,
    remedy: 'Count in seconds from the beginning of the asset; its `media.durationSeconds` is the end.',
  });
}

function assertRegion({ x, y, width, height }: Region, { type }: Noted): void {
  const field = ['input', 'region'];
  if (type === 'AUDIO') {
    throw new Unsupported('Sound has no picture to mark a region of.', {
      field,
      expected: 'a picture, a figure or a video, or no region',
      got: `an asset of the type ${type}`,
      remedy: 'Leave `region` out; mark a stretch of sound with `span`.',
    });
  }
  if (isWithin(x, width) && isWithin(y, height)) return;
  throw new InvalidInput('The region is not within the picture.', {
    field,
    expected: '0 ≤ x, 0 < width, x + width ≤ 1, and likewise y and height',
    got: `x ${x}, y ${y}, width ${width}, height ${height}`,
    remedy: 'Give fractions of the picture: the whole of it is x 0, y 0, width 1, height 1.',
  });
}

const isWithin = (start: number, size: number): boolean => start >= 0 && size > 0 && start + size <= 1 + FLOAT_NOISE;

function badBody(body: string): InvalidInput {
  return new InvalidInput(`\`body\` must have from 1 to ${MOST_BODY_CHARACTERS} characters.`, {
    field: ['input', 'body'],
    expected: `1 to ${MOST_BODY_CHARACTERS} characters of text, not all of them spaces`,
    got: `${body.length} characters`,
    remedy: 'Say what you see or hear; write a second note for what is left.',
  });
}
