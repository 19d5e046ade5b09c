import { imageHeader } from '../../src/pipeline/values/image-header';
import { IMAGE_VENDORS } from '../../src/providers/image';
import type { ImageModel, ImageRequest, ImageTerms, Picture, Size } from '../../src/providers/image/image';
import { sampleOf } from '../support/samples';
import { takenIn } from './delivered';
import { contractOf } from './suite';

function sizeOf({ limits: { sizes } }: ImageModel): Size {
  const [, width = 1024, height = 1024] = /^(\d+)x(\d+)$/.exec(sizes?.[0] ?? '') ?? [];
  return { width: Number(width), height: Number(height) };
}

async function ordered(model: ImageModel): Promise<ImageRequest> {
  const { tasks } = model.limits;
  const task = tasks.includes('GENERATE') ? 'GENERATE' : (tasks[0] ?? 'GENERATE');
  const inputs = task === 'GENERATE' ? [] : [{ name: 'still', bytes: await sampleOf('image/png') }];
  return {
    task,
    size: sizeOf(model),
    prompt: 'A harbour at night, one lit window.',
    style: null,
    variation: 1,
    inputs,
    mask: null,
    caption: null,
  };
}

contractOf<ImageTerms, ImageRequest, Picture, ImageModel>({
  vendors: IMAGE_VENDORS,
  requestOf: ordered,
  orderOf: () => ({}),
  assertMade: async ({ media, mimeType, size }) => {
    const header = imageHeader(await takenIn(media, mimeType, 'picture'));
    expect(header).toMatchObject({ mimeType, width: 320, height: 180 });
    if (size) expect(size).toEqual({ width: 320, height: 180 });
  },
});
