export const BUILD_A_VID = `# Production Plan: Build a Vid
## Overview
- Intent: Educational explainer
- Duration: ~5 seconds
- Aspect Ratio: Smart Auto
- Platform: social
- Language: English
- Tone: Trustworthy
## Scenes
### Scene 1 — Hook (Step One)
- Duration: ~2.0s
- Narration: "Step one: pick footage."
- Visuals: [Stock Footage: hands opening a laptop], [Overlay Text: Step 1]
- Effects: [fade-in, gentle zoom]
- Music: [Soft piano, intro]
### Scene 2 — Body (Step Two)
- Duration: ~1.5s
- Narration: "Step two: add data."
- Visuals: [KPI Card: Revenue +7.2%]
### Scene 3 — Outro (Step Three)
- Duration: ~1.5s
- Narration: "Step three: publish."
- Visuals: [Smartphone Mockup: the film in a feed]
## Consistency Rules
- Faces: Locked
`;

const scene = (number: number): string => `### Scene ${number}: [Purpose: Body]
- Duration: 0:${10 + number}-0:${14 + number}
- Narration: "What scene ${number} says is two sentences: this, and “that”. It’s not long."
- Voice: [ElevenLabs / Style: warm]
- Visuals:
  - [Stock Footage: a city at dusk, seen from a hill]
  - [Chart Overlay: Revenue by quarter: Q1 10, Q2 14.5, Q3 21]
- Effects: [slow pan, text reveal]
- Music: [Uplifting, build]

`;
export const TWELVE_SCENES = `## Scenes\n${Array.from({ length: 12 }, (_, index) => scene(index + 1)).join('')}`;

const SENTENCE =
  'A film of nothing but prose says, at 10:30 and for 5 seconds, what it means: “a scene (or two)” - no more. ';
const PARAGRAPH = `${SENTENCE.repeat(5).trim()}\n\n`;
const LARGE_CHARACTERS = 200_000;

const upTo = (part: string) => part.repeat(Math.ceil(LARGE_CHARACTERS / part.length)).slice(0, LARGE_CHARACTERS);
export const PROSE = upTo(PARAGRAPH);
export const SCENES = upTo(TWELVE_SCENES);

/** From 12.5 KB to 1.6 MB. */
export const DOUBLING: readonly number[] = Array.from({ length: 8 }, (_, power) => 12_500 * 2 ** power);
