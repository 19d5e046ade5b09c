import { z } from 'zod';

/** The parts of a Shotstack edit that ours are made of; its API takes more. */
const EFFECTS = ['zoomIn', 'zoomOut', 'slideLeft', 'slideRight', 'slideUp', 'slideDown'] as const;
const TRANSITIONS = ['fade', 'reveal', 'slideLeft', 'slideRight', 'slideUp', 'slideDown', 'zoom'] as const;
const FILTERS = ['blur', 'boost', 'contrast', 'darken', 'greyscale', 'lighten', 'muted', 'negative'] as const;
const POSITIONS = [
  'top',
  'topRight',
  'right',
  'bottomRight',
  'bottom',
  'bottomLeft',
  'left',
  'topLeft',
  'center',
] as const;
const volume = z.number().min(0).max(1);

const clipAssetSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('video'), src: z.string().min(1), volume: volume.optional() }),
  z.strictObject({ type: z.literal('image'), src: z.string().min(1) }),
  z.strictObject({
    type: z.literal('audio'),
    src: z.string().min(1),
    volume: volume.optional(),
    effect: z.enum(['fadeIn', 'fadeOut', 'fadeInFadeOut']).optional(),
  }),
  z.strictObject({
    type: z.literal('title'),
    text: z.string().min(1),
    style: z.enum(['minimal', 'chunk', 'subtitle']),
    size: z.enum(['small', 'medium', 'large']).optional(),
    position: z.enum(POSITIONS).optional(),
  }),
]);

const clipSchema = z.strictObject({
  asset: clipAssetSchema,
  start: z.number().min(0),
  length: z.number().gt(0),
  fit: z.enum(['crop', 'cover', 'contain', 'none']).optional(),
  scale: z.number().gt(0).max(1).optional(),
  position: z.enum(POSITIONS).optional(),
  transition: z.strictObject({ in: z.enum(TRANSITIONS).optional(), out: z.enum(TRANSITIONS).optional() }).optional(),
  effect: z.enum(EFFECTS).optional(),
  filter: z.enum(FILTERS).optional(),
});
export type Clip = z.infer<typeof clipSchema>;
export type ClipEffect = NonNullable<Clip['effect']>;
export type ClipTransition = (typeof TRANSITIONS)[number];
export type ClipFilter = NonNullable<Clip['filter']>;

export const CLIP_FILTERS: readonly ClipFilter[] = FILTERS;

const trackSchema = z.strictObject({ clips: z.array(clipSchema).min(1) });

export const shotstackEditSchema = z.strictObject({
  timeline: z.strictObject({
    background: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    /** The first lies on top. */
    tracks: z.array(trackSchema).min(1),
  }),
  output: z.strictObject({
    format: z.literal('mp4'),
    resolution: z.enum(['preview', 'mobile', 'sd', 'hd', '1080', '4k']),
    aspectRatio: z.enum(['16:9', '9:16', '1:1', '4:5', '4:3']),
    fps: z.literal([12, 15, 24, 25, 30, 48, 50, 60]),
  }),
  /** What stands for files that do not exist yet. */
  merge: z.array(z.strictObject({ find: z.string().min(1), replace: z.string().min(1) })).optional(),
});
export type ShotstackEdit = z.infer<typeof shotstackEditSchema>;
