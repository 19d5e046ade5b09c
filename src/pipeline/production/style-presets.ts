import type { JsonObject } from '../values/canonical-json';

/** What a style means, in the words that painters are given. */
export interface StylePreset {
  readonly name: string;
  readonly words: string;
}

/** The styles that every project has. The first four are those of the offline painter. */
export const STYLE_PRESETS: readonly StylePreset[] = [
  {
    name: 'editorial',
    words: 'editorial illustration, flat shapes, a limited warm palette, clear composition, generous empty space',
  },
  {
    name: 'blueprint',
    words: 'technical blueprint, fine white lines on deep blue, precise geometry, orthographic, annotated diagram',
  },
  {
    name: 'nocturne',
    words: 'nocturne, deep blues and violets, low key lighting, soft glow of a few light sources, quiet mood',
  },
  { name: 'paper', words: 'ink and watercolour on textured paper, visible strokes, soft edges, muted natural colours' },
  {
    name: 'cinematic',
    words:
      'cinematic still, anamorphic lens, shallow depth of field, motivated lighting, subtle film grain, colour graded',
  },
  { name: 'documentary', words: 'documentary photograph, available light, natural colours, 35 mm lens, unposed' },
  { name: 'photoreal', words: 'photorealistic, natural light, high detail, realistic materials, true colours' },
  { name: 'noir', words: 'film noir, high contrast black and white, hard shadows, venetian blind light, wet streets' },
  {
    name: 'storybook',
    words: "children's storybook illustration, gouache, rounded shapes, friendly colours, simple background",
  },
  { name: 'anime', words: 'anime background art, clean line work, cel shading, luminous sky, detailed environment' },
  {
    name: 'isometric',
    words: 'isometric illustration, clean vector shapes, soft shadows, consistent 30 degree angles',
  },
  {
    name: 'chalkboard',
    words: 'white and pastel chalk drawing on a dark green chalkboard, hand drawn lines, slight smudges',
  },
];

/** What a painter who knows words and no names is told. `ownWords`: what the project says that its style means. */
export function styleWords(style: string | null, ownWords: string | null): string | null {
  return ownWords ?? STYLE_PRESETS.find(({ name }) => name === style?.trim().toLowerCase())?.words ?? style;
}

/** The words stand beside the name of the style, since another meaning is another wish. */
export function withWords(changes: JsonObject, styles: Readonly<Record<string, string>>): JsonObject {
  const { styleWords: _before, ...plain } = changes;
  const words = typeof plain.style === 'string' ? styles[plain.style.trim().toLowerCase()] : undefined;
  return words === undefined ? plain : { ...plain, styleWords: words };
}
