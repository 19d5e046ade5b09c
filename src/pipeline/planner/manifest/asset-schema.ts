import { z } from 'zod';
import { lengthSeconds, open, text } from './fields';
import { ASSET_SOURCES } from './scene-schema';

export const assetSchema = z.strictObject({
  /** Its key in `assets`. */
  id: text,
  source: z.enum(ASSET_SOURCES),
  role: z.enum(['primary', 'reference', 'background', 'graphic', 'overlay']),
  originUrl: text.optional(),
  mimeType: text.optional(),
  width: z.int().min(1).optional(),
  height: z.int().min(1).optional(),
  durationSeconds: lengthSeconds.optional(),
  meta: open.optional(),
  /** `upscale-2x`, `style-transfer:educational`. */
  requiredEdits: z.array(text).optional(),
  status: z.enum(['pending', 'processing', 'ready', 'failed']).optional(),
});
export type Asset = z.infer<typeof assetSchema>;
export type Assets = Readonly<Record<string, Asset>>;
