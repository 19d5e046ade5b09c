import type { JsonObject } from '../../../../src/pipeline/values/canonical-json';
import { bibleName, type Person, type Type } from './people';
import type { Place } from './places';

/** The files of the steps before the screenplay, in the shapes of the original. */
export interface Artifacts {
  readonly hero: JsonObject;
  readonly cast: JsonObject;
  readonly world: JsonObject;
  readonly visual: JsonObject;
}

export function artifactsOf(people: readonly Person[], types: readonly Type[], places: readonly Place[]): Artifacts {
  return { hero: heroes(people), cast: cast(people, types), world: world(places), visual: visual(people, places) };
}

function heroes(people: readonly Person[]): JsonObject {
  const [hero, antagonist, friend] = people;
  return {
    ...(hero ? { hero: { ...entry(hero), archetype: 'wounded_soldier', opening_state: 'trusts nobody at all' } } : {}),
    ...(antagonist
      ? { antagonist: { ...entry(antagonist), power_level: 'superior', adjective_descriptor: 'patient' } }
      : {}),
    ...(friend ? { b_story_character: { ...entry(friend), relationship_to_hero: 'an old friend' } } : {}),
  };
}

function entry(person: Person): JsonObject {
  return {
    name: bibleName(person),
    ...(person.nickname && !person.isQuoted ? { aliases: [person.nickname] } : {}),
    role: person.role,
    signature_identifier: `${person.look}, with a habit of touching the left ear before saying anything at all`,
    physical_appearance: appearance(person),
  };
}

function appearance({ gender, look }: Person): JsonObject {
  return {
    age_range: look.split(',')[0] ?? '',
    gender,
    height: 'average',
    build: look.split(', ')[1] ?? '',
    hair: 'dark, cut short',
    skin_tone: 'olive',
    default_wardrobe: 'a canvas jacket over grey',
    distinguishing_marks: 'a burn on the left wrist',
  };
}

function cast(people: readonly Person[], types: readonly Type[]): JsonObject {
  const [major, minor] = [people.filter(({ tier }) => tier === 1), people.filter(({ tier }) => tier === 2)];
  return {
    tier_1_major_supporting: major.map((one) => ({
      ...entry(one),
      arc_summary: 'learns to ask',
      relationship_to_hero: 'ally',
    })),
    tier_2_minor_supporting: minor.map((one) => ({
      ...entry(one),
      visual_identifier: one.look,
      voice_trait: 'clipped',
    })),
    tier_3_background_types: types.map(({ name }) => ({
      type_name: name,
      description: `A ${name} of this part of town.`,
      physical_description: 'worn clothes, tired eyes',
      behavior_patterns: 'keeps to the edge of things',
    })),
    cast_summary: {
      tier_1_count: major.length,
      tier_2_count: minor.length,
      tier_3_count: types.length,
      total_named: people.length,
    },
  };
}

function world(places: readonly Place[]): JsonObject {
  return {
    arena: {
      description: 'A port city between two storms.',
      rules: ['Everybody owes somebody.'],
      time_period: 'now',
      scope: 'city',
    },
    geography: {
      landscape: 'flat, cut by canals',
      climate: 'wet',
      key_locations: places.map(({ name }) => ({
        name,
        type: 'commercial',
        description: `${name} has seen better years, and everybody who comes here knows it well.`,
        atmosphere: 'close, watchful',
        significance: 'somebody always waits here',
      })),
    },
    daily_life: { sensory_palette: ['diesel and oranges', 'gulls over the yard', 'hum of transformers'] },
  };
}

function visual(people: readonly Person[], places: readonly Place[]): JsonObject {
  return {
    style_bible: {
      visual_tone: 'bruised neon',
      color_palette: 'teal, rust, bone',
      lighting_style: 'hard practicals, deep falloff',
      texture_grain: '16mm grain',
      era_feel: 'late nineties',
      reference_films: ['none'],
      shape_language: 'low ceilings, long corridors',
      do_not: ['No lens flares.', 'Avoid clean surfaces'],
    },
    color_script: ['Act 1 (Thesis)', 'Act 2A (Antithesis)', 'Act 2B (Antithesis)', 'Act 3 (Synthesis)'].map(
      (act, at) => ({
        act,
        dominant_color: ['bone', 'teal', 'rust', 'gold'][at] ?? 'bone',
        warmth: at % 2 === 0 ? 'cool' : 'warm',
        brightness: 'low',
        lighting_shift: 'from hard to soft',
      }),
    ),
    location_designs: places.map(({ name }) => ({
      location_name: name,
      visual_description: `${name}, with peeling paint and one working lamp.`,
      time_variants: { DAY: 'flat grey light', NIGHT: 'sodium and shadow' },
      color_sub_palette: ['rust', 'bone'],
      mood_keywords: ['uneasy', 'worn'],
      t2i_base_prompt: `${name}, empty, peeling paint, one lamp, 35mm`,
    })),
    character_visual_notes: people.map((one) => ({
      character_name: bibleName(one),
      physical_summary: one.look,
      wardrobe_evolution: 'grey to bone',
      signature_visual_identifier: 'a burn on the left wrist',
      t2i_portrait_prompt: `portrait, ${one.look}, canvas jacket, 85mm`,
    })),
    cinematography_approach: {
      default_lens: '35mm',
      handheld_vs_dolly: 'handheld for chases, dolly elsewhere',
      depth_of_field: 'shallow',
      aspect_ratio: '2.39:1',
    },
  };
}
