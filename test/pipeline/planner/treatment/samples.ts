export { BUILD_A_VID } from '../../../../bench/planner/texts';

/** All that the canonical layout can say, with nested bullets. */
export const CANONICAL = `# Production Plan: The Quarter
## Overview
- Intent: Educational explainer
- Duration: 20 seconds
- Aspect Ratio: 9:16
- Platform: LinkedIn / TikTok
- Language: en-US
- Tone: "Calm"

## Scenes

### Scene 1: [Purpose: Hook]
- Duration: 0:00-0:08
- Narration: "It was “the best” quarter: ever."
- Voice: [ElevenLabs / Style: warm]
- Visuals:
  - [User Asset: our presenter]
  - [Chart Overlay: Bar chart of revenue: Q1 10, Q2 14.5, Q3 21]
  - Chart Overlay: Users
    - 2019: 3 %
    - 2020: 5 %
- Effects: [slow pan, Text Reveal]
- Music: [Uplifting, build]
- SFX: [whoosh, click]

### Scene 2: [Purpose: CTA]
- Duration: 12s
- Narration: (none)
- Visuals: [Branded Endcard: Acme]

## Audio Arc
- Intro: Soft piano
- Build: Strings rise
- Outro: Warm resolve
- SFX: [whoosh, pop]

## Consistency Rules
- Faces: Locked
- Voice: Consistent
- Typography: Inter
- Color Palette: #FF0000, #0af
- Branding: Acme logo on the last frame
- Enforce text->image->video pipeline
`;
