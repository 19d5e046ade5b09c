import type { Person } from './lexicon';
import type { Gender } from './titles';

/** Somebody who was named or meant. */
export interface Named {
  readonly person: number;
  readonly sentence: number;
  readonly isSubject: boolean;
  readonly isSeen: boolean;
}

const MOST = 12;
const MOST_MET = 40;

/** Whom a pronoun may mean: what was named in a scene, the latest first. Bounded, so that every pronoun costs the same. */
export class Memory {
  private recent: Named[] = [];
  private current: Named[] = [];
  private pair: readonly number[] = [];
  private pairSentence = -9;
  private pairParagraph = -9;
  private paragraph = 0;
  sentence = 0;
  clauseSubject: number | null = null;
  /** The subject of the sentence is a kind of people, in the plural. */
  isOfCrowd = false;
  /** Who was seen or spoke so far. More than a crowd of 40 are told apart by nothing but names. */
  readonly met = new Set<number>();
  /** Kinds of people of whom somebody without a name is there. */
  readonly strangers = new Set<object>();

  constructor(
    readonly people: readonly Person[],
    private readonly present: readonly number[],
    readonly listed: readonly number[],
  ) {}

  /** Whom this sentence named so far. */
  get named(): readonly Named[] {
    return this.current;
  }

  note(person: number, isSubject: boolean, isSeen: boolean): void {
    if (isSubject) this.clauseSubject = person;
    if (isSeen && this.met.size < MOST_MET) this.met.add(person);
    const before = this.current.find((named) => named.person === person);
    if (before !== undefined || this.current.length >= MOST) return;
    this.current.push({ person, sentence: this.sentence, isSubject, isSeen });
  }

  notePair(people: readonly number[]): void {
    this.pair = people.slice(0, MOST);
    this.pairSentence = this.sentence;
    this.pairParagraph = this.paragraph;
  }

  startParagraph(): void {
    this.paragraph += 1;
  }

  /** The pair was named in this paragraph or the one before. */
  isPairFresh(): boolean {
    return this.paragraph - this.pairParagraph < 2;
  }

  /** Who was seen in this sentence and the three before. */
  lately(): readonly number[] {
    const named = [...this.current, ...this.recent.filter(({ sentence }) => this.sentence - sentence < 4)];
    return [...new Set(named.filter(({ isSeen }) => isSeen).map(({ person }) => person))];
  }

  endSentence(): void {
    const seen = this.current.filter(({ isSeen }) => isSeen).map(({ person }) => person);
    if (seen.length > 1 && this.pairSentence !== this.sentence) this.notePair(seen);
    if (seen.length === 1 && this.pairSentence !== this.sentence) this.joinPair(seen[0] ?? 0);
    const isHere = new Set(this.current.map(({ person }) => person));
    this.recent = [...this.current, ...this.recent.filter(({ person }) => !isHere.has(person))].slice(0, MOST);
    this.current = [];
    this.clauseSubject = null;
    this.isOfCrowd = false;
    this.sentence += 1;
  }

  /** `Rae enters. Manny follows. They sit.` */
  private joinPair(person: number): void {
    const last = this.recent.find(
      (named) => named.person !== person && named.isSeen && this.sentence - named.sentence <= 2,
    );
    if (last === undefined || (this.pair.includes(person) && this.sentence - this.pairSentence < 4)) return;
    this.notePair([last.person, person]);
  }

  /** The last two or more who were named together. */
  lastPair(): readonly number[] {
    return this.pair;
  }

  genderOf(person: number): Gender | null {
    return this.people[person]?.gender ?? null;
  }

  /** In this sentence, before the pronoun. */
  suitable(gender: Gender, isUnknownToo: boolean): readonly Named[] {
    return this.current.filter(({ person }) => this.suits(person, gender, isUnknownToo));
  }

  private suits(person: number, gender: Gender, isUnknownToo: boolean): boolean {
    const own = this.genderOf(person);
    if (this.people[person]?.isMany) return false;
    return own === gender || (isUnknownToo && own === null);
  }

  /** Of the sentences before: the latest who suits; of several in one sentence its subject, if that is one. */
  latest(gender: Gender, except: number | null): Named | null {
    return (
      this.latestOf(gender, except, false) ?? this.latestOf(gender, except, true) ?? this.onlyPresent(gender, except)
    );
  }

  private latestOf(gender: Gender, except: number | null, isUnknownToo: boolean): Named | null | undefined {
    const fitting = this.recent.filter(({ person }) => person !== except && this.suits(person, gender, isUnknownToo));
    const [first] = fitting;
    if (first === undefined) return undefined;
    const equals = fitting.filter(({ sentence }) => sentence === first.sentence);
    if (equals.length === 1) return first;
    const subjects = equals.filter(({ isSubject }) => isSubject);
    return subjects.length === 1 ? (subjects[0] ?? null) : NONE;
  }

  private onlyPresent(gender: Gender, except: number | null): Named | null {
    const others = this.present.filter((person) => person !== except && !this.people[person]?.isMany);
    const suitable = others.filter((person) => this.suits(person, gender, true));
    const [only] = suitable;
    return suitable.length === 1 && only !== undefined
      ? { person: only, sentence: -1, isSubject: false, isSeen: true }
      : null;
  }
}

/** Two suit equally: nobody is meant for certain. */
const NONE: Named = { person: -1, sentence: -1, isSubject: false, isSeen: false };
