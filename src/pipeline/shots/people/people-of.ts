import { paragraphsOf } from '../../screenplay/paragraphs';
import type { ScreenplayElement, ScreenplayScene } from '../../screenplay/screenplay';
import { type Cast, EVERYBODY } from './cast';
import { readCue } from './cue';
import { learnGenders } from './evidence';
import { Memory } from './memory';
import { type Mention, mentionsIn } from './mentions';
import { resolveName } from './resolve-name';
import type { ScenePeople } from './scene-people';
import { type ParagraphReader, readParagraph } from './shown';
import { type Token, tokensOf } from './tokens';

const SEEN: ReadonlySet<string> = new Set(['ACTION', 'CENTRED', 'SHOT', 'PARENTHETICAL', 'LYRIC']);

interface ReadElement {
  readonly element: ScreenplayElement;
  readonly paragraphs: readonly (readonly Token[])[];
  readonly speakers: readonly number[];
}

/** Who is in frame: names, groups and pronouns; not those who are only talked of, depicted or missed. */
export function peopleOf(cast: Cast, scenes: readonly ScreenplayScene[]): ScenePeople[] {
  const people = cast.index.people.map((person) => ({ ...person }));
  return scenes.map((scene) => scenePeople({ ...cast, index: { ...cast.index, people } }, scene));
}

function scenePeople(cast: Cast, scene: ScreenplayScene): ScenePeople {
  const listed = scene.charactersPresent.flatMap((name) => namesIn(cast, name, new Set()));
  const read = scene.elements.map((element) => readElement(cast, element, new Set(listed)));
  const { inScene, mentioned } = everybodyIn(cast, listed, read);
  const present =
    listed.length > 0 ? listed : [...new Set([...inScene, ...mentioned.flat(2).flatMap((mention) => mention.people)])];
  for (const [at, { paragraphs }] of read.entries()) {
    for (const [index, tokens] of paragraphs.entries())
      learnGenders(cast.index.people, tokens, mentioned[at]?.[index] ?? []);
  }
  const reader = new SceneReader(
    cast,
    new Memory(cast.index.people, present.slice(0, 200), listed.slice(0, 40)),
    inScene,
    listed,
  );
  return { elements: read.map((one, at) => reader.read(one, mentioned[at] ?? [])) };
}

/** A joint cue means each of its names; what nobody is called means nobody. */
function namesIn(cast: Cast, text: string, inScene: ReadonlySet<number>): readonly number[] {
  const { name, names } = readCue(text);
  const whole = resolveName(cast.index, name, inScene);
  return whole.length > 0 ? whole : names.flatMap((one) => resolveName(cast.index, one, inScene));
}

function readElement(cast: Cast, element: ScreenplayElement, listed: ReadonlySet<number>): ReadElement {
  const paragraphs = SEEN.has(element.kind) ? paragraphsOf(element.text).map(tokensOf) : [];
  const speakers = element.kind === 'CHARACTER' ? namesIn(cast, element.text, listed) : [];
  return { element, paragraphs, speakers };
}

/** Those of the scene's list, of its cues, and of whole names in its text: they decide who is meant by half a name. */
function everybodyIn(cast: Cast, listed: readonly number[], read: readonly ReadElement[]): Everybody {
  const inScene = new Set([...listed, ...read.flatMap(({ speakers }) => speakers)]);
  const first = read.map(({ paragraphs }) =>
    paragraphs.map((tokens) => {
      const known = inScene.size;
      const mentions = mentionsIn(tokens, cast.index, inScene);
      for (const { from, endExclusive, people } of mentions) {
        if (endExclusive - from > 1) for (const person of people) inScene.add(person);
      }
      return { tokens, mentions, known };
    }),
  );
  // Only what was read before the last of them was known reads otherwise now: few paragraphs are read twice.
  const mentioned = first.map((paragraphs) =>
    paragraphs.map(({ tokens, mentions, known }) =>
      known === inScene.size ? mentions : mentionsIn(tokens, cast.index, inScene),
    ),
  );
  return { inScene, mentioned };
}

interface Everybody {
  readonly inScene: ReadonlySet<number>;
  /** Of each paragraph of each element. */
  readonly mentioned: readonly (readonly (readonly Mention[])[])[];
}

class SceneReader {
  private speaker: readonly number[] = [];
  private readonly spoken: number[] = [];

  constructor(
    private readonly cast: Cast,
    private readonly memory: Memory,
    private readonly inScene: ReadonlySet<number>,
    private readonly listed: readonly number[],
  ) {}

  read(
    { element, paragraphs }: ReadElement,
    mentions: readonly (readonly Mention[])[],
  ): ScenePeople['elements'][number] {
    if (element.kind === 'CHARACTER') return { shown: [], speakers: this.keys(this.speak(element.text)) };
    const isAside = element.kind === 'PARENTHETICAL';
    const shown = paragraphs.map((tokens, index) => {
      const paragraph: ParagraphReader = {
        tokens,
        mentions: mentions[index] ?? [],
        memory: this.memory,
        speaker: isAside ? this.speaker : [],
      };
      return this.keys(readParagraph(paragraph));
    });
    return { shown, speakers: [] };
  }

  private speak(text: string): readonly number[] {
    const { name, voice } = readCue(text);
    const speakers = EVERYBODY.test(name) ? this.all(/both|two/i.test(name)) : namesIn(this.cast, text, this.inScene);
    this.speaker = speakers;
    if (voice !== 'ON') return speakers;
    for (const person of speakers.slice(0, 12)) this.memory.note(person, true, true);
    this.memory.endSentence();
    this.spoken.push(...speakers);
    return speakers;
  }

  /** BOTH are the last two who spoke or were named; ALL are those of the scene. */
  private all(isTwo: boolean): readonly number[] {
    const last = [...new Set(this.spoken.slice(-20).reverse())].slice(0, 2).reverse();
    if (isTwo) return last.length === 2 ? last : this.memory.lastPair().slice(0, 2);
    return this.listed.length > 0 ? [...new Set(this.listed)] : [...new Set([...this.inScene])];
  }

  private keys(people: readonly number[]): string[] {
    return [...new Set(people)].flatMap((person) => this.cast.members[person]?.key ?? []);
  }
}
