import type { Screenplay, ScreenplayScene } from '../../screenplay/screenplay';
import { FORMATS, type FormatRules } from '../formats';
import type { ScenePeople } from '../people/scene-people';
import type { ShotTransition, StoryFormat, Trigger } from '../shot';
import type { Cover, SceneFacts, ShotSegment } from '../shot-list';
import { type Beat, beatOf } from './beats';
import { montageAt } from './decompose/asked';
import { placeShot, type Visits, visited, wantsEstablishing } from './decompose/establish';
import { intensityOf } from './decompose/intensity';
import { goesOnIn, type Sight, shotOf, sightsOf, together } from './decompose/seen';
import { exchanges, speechShots } from './decompose/speech';
import { type Join, type Seen, type Turn, unitsOf } from './decompose/units';
import { saysLater } from './scene-facts';

interface Decomposing {
  readonly facts: readonly SceneFacts[];
  /** One a scene. */
  readonly people: readonly ScenePeople[];
  readonly format: StoryFormat;
  readonly nameOf: (key: string) => string;
}

/** The stretches of each scene: every paragraph of action and every line of speech is in one at least, each scene has one at least. */
export function decomposed({ scenes }: Screenplay, { facts, people, format, nameOf }: Decomposing): ShotSegment[][] {
  const rules = FORMATS[format];
  const visits: Visits = new Map();
  const seenBefore = new Set<string>();
  const film: ShotSegment[][] = [];
  for (const [index, scene] of scenes.entries()) {
    const about = facts[index];
    if (!about) continue;
    const cutter = new SceneCutter({ scene, facts: about, rules, nameOf, seenBefore });
    const { shots, entry } = cutter.cut(unitsOf(scene, people[index]));
    enterBy(entry, film.at(-1));
    film.push(opened(shots, about, visits, rules));
  }
  return film;
}

/** `FADE IN:` at the start of a scene is a matter of the shot before; whoever fades to black there fades in out of it. */
function enterBy(entry: ShotTransition | null, before: ShotSegment[] | undefined): void {
  const last = before?.at(-1);
  if (entry === null || !before || !last) return;
  if (last.askedTransition === undefined || last.askedTransition === 'CUT') {
    before[before.length - 1] = { ...last, askedTransition: entry };
  }
}

/** With a shot of the place where the scene wants one, or that has nothing else. `LATER` begins with a leap in time. */
function opened(shots: readonly ShotSegment[], facts: SceneFacts, visits: Visits, rules: FormatRules): ShotSegment[] {
  const isEstablished = wantsEstablishing(facts, visits, rules);
  visited(facts, visits, isEstablished);
  if (isEstablished || shots.length === 0) return [placeShot(facts, 'LOCATION_ESTABLISH'), ...shots];
  const [first, ...others] = shots;
  if (!first || !saysLater(facts.slugline) || first.trigger === 'TIME_SKIP') return [...shots];
  const isPlain = first.trigger === 'ACTION_BEAT' || first.trigger === 'TENSION_BUILDING';
  return isPlain ? [{ ...first, trigger: 'TIME_SKIP' }, ...others] : [placeShot(facts, 'TIME_SKIP'), ...shots];
}

interface Cutting {
  readonly scene: ScreenplayScene;
  readonly facts: SceneFacts;
  readonly rules: FormatRules;
  readonly nameOf: (key: string) => string;
  /** Of the whole film; whoever is seen here is added. */
  readonly seenBefore: Set<string>;
}

/** Talk runs at two and a half words a second. */
export const SPOKEN_WORDS_A_SECOND = 2.5;

/** Walks through the units of one scene; what is open goes on in the next unit or becomes a shot. */
class SceneCutter {
  readonly #about: Cutting;
  readonly #beat: Beat | null;
  readonly #shots: (ShotSegment & { readonly covers: Cover[] })[] = [];
  #sight: Sight | null = null;
  #turns: Turn[] = [];
  #entry: ShotTransition | null = null;
  #inMontage: boolean;
  #skipsTime = false;

  constructor(about: Cutting) {
    this.#about = about;
    this.#beat = beatOf(about.facts.beat);
    this.#inMontage = montageAt(about.scene.slugline.slice(0, 80).toUpperCase()) === true;
  }

  cut(units: Iterable<Seen | Turn | Join>): { shots: ShotSegment[]; entry: ShotTransition | null } {
    for (const unit of units) {
      if (unit.is === 'TURN') this.#hear(unit);
      else if (unit.is === 'SEEN') this.#see(unit);
      else this.#join(unit);
    }
    this.#close();
    return { shots: this.#shots, entry: this.#entry };
  }

  #hear(turn: Turn): void {
    this.#closeSight();
    this.#turns.push(turn);
  }

  #see(seen: Seen): void {
    this.#closeTurns();
    const { rules, nameOf, seenBefore } = this.#about;
    this.#inMontage = montageAt(seen.text) ?? this.#inMontage;
    const isClimax = this.#beat ? this.#beat.isClimax : this.#about.facts.act === 4;
    const standing = {
      rules,
      nameOf,
      isClimax,
      seenBefore,
      inMontage: this.#inMontage,
      afterSpeech: this.#afterSpeech(),
    };
    for (const sight of sightsOf(seen, standing)) this.#look(sight);
  }

  #afterSpeech(): boolean {
    const before = this.#sight?.trigger ?? this.#shots.at(-1)?.trigger;
    return before === 'DIALOGUE_EXCHANGE' || before === 'REVELATION';
  }

  #look(found: Sight): void {
    const sight: Sight =
      this.#skipsTime && found.trigger === 'ACTION_BEAT' ? { ...found, trigger: 'TIME_SKIP' } : found;
    this.#skipsTime = false;
    for (const key of sight.people) this.#about.seenBefore.add(key);
    if (this.#sight && goesOnIn(this.#sight, sight, this.#about.rules.mergedWords)) {
      this.#sight = together(this.#sight, sight);
      return;
    }
    this.#closeSight();
    const last = this.#shots.at(-1);
    if (sight.hangsOn === 'LAST' && last) {
      last.covers.push(...sight.covers);
      return;
    }
    this.#sight = sight;
  }

  #join({ transition, skipsTime }: Join): void {
    this.#close();
    this.#skipsTime ||= skipsTime;
    const last = this.#shots.at(-1);
    if (transition === null) return;
    if (last) this.#shots[this.#shots.length - 1] = { ...last, askedTransition: transition };
    else this.#entry = transition;
  }

  #close(): void {
    this.#closeSight();
    this.#closeTurns();
  }

  #closeSight(): void {
    if (!this.#sight) return;
    const trigger = this.#sight.trigger ?? 'ACTION_BEAT';
    const isMoment = trigger === 'CLIMAX_MOMENT' || trigger === 'REVELATION';
    const isDisasterMoment = isMoment && this.#beat?.isDisaster === true;
    this.#shots.push(shotOf(this.#sight, trigger, { intensity: this.#intensity(trigger), isDisasterMoment }));
    this.#sight = null;
  }

  #closeTurns(): void {
    const { rules, nameOf } = this.#about;
    const mostWords = rules.longestSeconds * SPOKEN_WORDS_A_SECOND;
    const intensity = this.#intensity('DIALOGUE_EXCHANGE');
    const turns = this.#turns.filter(({ lines }) => lines.length > 0);
    for (const exchange of exchanges(turns, rules.mergedLines)) {
      const shots = speechShots(exchange, { mostWords, intensity, nameOf });
      for (const { characters } of shots) for (const key of characters) this.#about.seenBefore.add(key);
      this.#shots.push(...shots);
    }
    this.#turns = [];
  }

  #intensity(trigger: Trigger): number {
    return intensityOf(this.#about.facts.pacing, trigger);
  }
}
