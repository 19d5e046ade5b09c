import type { Uploadable } from 'openai/core/uploads';
import { InvalidInput, LimitExceeded } from '../../pipeline/errors';
import type { ImageRequest } from '../image/image';
import { sdk } from './client';
import { asPng, editMask, headerOf } from './edit-mask';
import type { PictureModel } from './picture-models';

const CUTTING_OUT =
  'Remove the background and leave it transparent. Keep the subject as it is: its shape, colours, light, place and size.';

/** What the picture is to be, in one text, as these models take it. */
export function promptOf({ task, prompt, style, caption, inputs }: ImageRequest): string {
  const parts = [
    task === 'CUT_OUT' ? CUTTING_OUT : null,
    task === 'CUT_OUT' && prompt ? `The subject: ${prompt}` : prompt,
    style && task !== 'CUT_OUT' ? `Style: ${style}` : null,
    caption && inputs.length > 0 ? `Below the picture stands, spelt like this: ${JSON.stringify(caption)}` : null,
  ];
  return parts.filter((part) => part).join('\n\n');
}

/** Before anybody is asked. */
export function assertDrawable(request: ImageRequest, { limits }: PictureModel): void {
  const { task, inputs } = request;
  const { length } = promptOf(request);
  if (length === 0)
    throw new InvalidInput('There is nothing to draw.', {
      expected: 'a prompt',
      got: 'an empty one',
      remedy: 'Describe the picture.',
    });
  if (task !== 'GENERATE' && inputs.length === 0)
    throw new InvalidInput('There is no picture to change.', {
      expected: 'an input picture',
      got: 'none',
      remedy: 'Give the picture.',
    });
  if (length > limits.promptCharacters)
    throw limit('The prompt is too long.', `at most ${limits.promptCharacters} characters`, length);
  const most = task === 'CUT_OUT' ? 1 : limits.inputs;
  if (inputs.length > most) throw limit('Too many pictures go in.', `at most ${most}`, inputs.length);
}

function limit(message: string, expected: string, got: number): LimitExceeded {
  return new LimitExceeded(message, { expected, got: `${got}`, remedy: `Order what fits: ${expected}.` });
}

export interface PictureFiles {
  readonly image: Uploadable[];
  readonly mask?: Uploadable;
}

/** The pictures that go in, as files; null: none. Names are ours: whatever a script calls them is not sent. */
export async function filesOf({ inputs, mask }: ImageRequest): Promise<PictureFiles | null> {
  const [first, ...others] = inputs.map(({ bytes }) => bytes);
  if (!first) return null;
  const pictures = mask ? [await asPng(first), ...others] : [first, ...others];
  const image = await Promise.all(pictures.map((bytes, at) => fileOf(bytes, `picture-${at + 1}`)));
  return mask ? { image, mask: await fileOf(await editMask(mask, first), 'mask') } : { image };
}

function fileOf(bytes: Uint8Array, name: string): Promise<Uploadable> {
  const { mimeType } = headerOf(bytes, 'picture');
  return sdk().toFile(bytes, `${name}.${mimeType === 'image/png' ? 'png' : 'jpg'}`, { type: mimeType });
}
