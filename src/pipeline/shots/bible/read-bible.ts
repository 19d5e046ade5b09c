import type { JsonValue } from '../../values/canonical-json';
import type { Bible } from '../bible';
import type { ShotListProblem } from '../shot-list';
import { type Brought, broughtArtifact, unwrapped } from './brought';
import { leadEntries, tierEntries, withNotes } from './cast-entries';
import {
  cinematographyOf,
  colorsOf,
  designsOf,
  NO_CINEMATOGRAPHY,
  NO_STYLE,
  sensoryPaletteOf,
  styleOf,
  withKeyLocations,
} from './visual-parts';

export interface Artifacts {
  readonly hero: JsonValue;
  readonly cast: JsonValue;
  readonly world: JsonValue;
  readonly visual: JsonValue;
}

/** Most likely it is another artifact. */
const nobodyIn = (name: keyof Artifacts): ShotListProblem => ({
  ...{ code: 'ARTIFACT_EMPTY', severity: 'WARNING', scene: null, shot: null },
  message: `The artifact \`${name}\` names nobody.`,
});

/** Under which names the artifacts are wrapped, and by which members they are known. */
const SHAPES: Readonly<Record<keyof Artifacts, readonly [readonly string[], readonly string[]]>> = {
  hero: [
    ['hero', 'artifact', 'content', 'data', 'step_3', 'hero_artifact'],
    ['antagonist', 'b_story_character', 'physical_appearance'],
  ],
  cast: [
    ['cast', 'full_cast', 'artifact', 'content', 'data', 'step_3c'],
    ['tier_1_major_supporting', 'tier_2_minor_supporting', 'tier_3_background_types'],
  ],
  world: [
    ['world', 'world_bible', 'artifact', 'content', 'data', 'step_3b'],
    ['geography', 'daily_life', 'arena', 'culture'],
  ],
  visual: [
    ['visual', 'visual_bible', 'artifact', 'content', 'data', 'step_5b'],
    ['style_bible', 'color_script', 'location_designs', 'character_visual_notes', 'cinematography_approach'],
  ],
};

/** Whatever parts were brought; what cannot be read is left out and said. */
export function readBible(artifacts: Artifacts): { bible: Bible; problems: ShotListProblem[] } {
  const problems: ShotListProblem[] = [];
  const of = (name: keyof Artifacts) => opened(name, artifacts[name], problems);
  const [hero, cast, world, visual] = [of('hero'), of('cast'), of('world'), of('visual')];
  const leads = hero === null ? [] : leadEntries(hero);
  const tiers = cast === null ? [] : tierEntries(cast);
  if (hero !== null && leads.length === 0) problems.push(nobodyIn('hero'));
  if (cast !== null && tiers.length === 0) problems.push(nobodyIn('cast'));
  const entries = [...leads, ...tiers];
  const designs = visual === null ? [] : designsOf(visual);
  const bible: Bible = {
    cast: visual === null ? entries : withNotes(entries, visual),
    locations: world === null ? designs : withKeyLocations(designs, world),
    colors: visual === null ? [] : colorsOf(visual),
    style: visual === null ? NO_STYLE : styleOf(visual),
    cinematography: visual === null ? NO_CINEMATOGRAPHY : cinematographyOf(visual),
    sensoryPalette: world === null ? [] : sensoryPaletteOf(world),
  };
  return { bible, problems };
}

function opened(name: keyof Artifacts, value: JsonValue, problems: ShotListProblem[]): Brought | null {
  const artifact = broughtArtifact(name, value ?? null, problems);
  if (artifact === null) return null;
  const [wrapping, members] = SHAPES[name];
  return unwrapped(artifact, wrapping, members);
}
