import { folded } from './folded';
import type { WrittenScene } from './scene';
import { behindMarker, type MarkerStyle } from './scene-marker';
import type { SourceLine } from './source-lines';
import { wordKey, wordTable } from './word-table';

export type SectionName = 'PREAMBLE' | 'OVERVIEW' | 'SCENES' | 'AUDIO_ARC' | 'CONSISTENCY' | 'OTHER';

const SECTION_WORDS = wordTable<Exclude<SectionName, 'PREAMBLE' | 'OTHER'>>({
  OVERVIEW: 'overview|project overview|production overview|resumen|übersicht|aperçu|обзор|概述|概要|نظرة عامة|סקירה',
  SCENES: 'scenes|scene breakdown|scene list|storyboard|escenas|szenen|scènes|сцены|场景|シーン|المشاهد|סצנות',
  AUDIO_ARC: 'audio arc|audio|audio plan|sound arc|music arc|arco de audio|audiobogen|arc audio',
  CONSISTENCY:
    'consistency rules|consistency|consistency rule|brand consistency|reglas de consistencia|konsistenzregeln|règles de cohérence',
});
/** Where `Intro` and `Outro` are no scenes. */
const WITHOUT_SCENES: ReadonlySet<SectionName> = new Set(['OVERVIEW', 'AUDIO_ARC', 'CONSISTENCY']);
/** Any heading ends a scene that has none itself. */
const BELOW_HEADINGS = 7;

export interface Section {
  readonly name: SectionName;
  readonly lines: SourceLine[];
}

export interface Sections {
  readonly title: string | null;
  readonly sections: readonly Section[];
  readonly scenes: readonly WrittenScene[];
}

/** Sorts lines under what they stand: a scene, or a part of the treatment. A scene ends where a heading as high begins anything else. */
export function sectionsOf(lines: readonly SourceLine[], style: MarkerStyle | null): Sections {
  const sorter = new Sorter(style);
  for (const line of lines) sorter.take(line);
  return sorter;
}

class Sorter implements Sections {
  title: string | null = null;
  readonly sections: Section[] = [{ name: 'PREAMBLE', lines: [] }];
  readonly scenes: (WrittenScene & { readonly body: SourceLine[] })[] = [];
  #sceneLevel: number | null = null;

  constructor(private readonly style: MarkerStyle | null) {}

  take(line: SourceLine): void {
    const behind = this.#behind(line);
    if (behind !== null) this.#beginScene(line, behind);
    else if (!this.#beginsSection(line)) this.#put(line);
  }

  #behind(line: SourceLine): string | null {
    if (this.style === null) return null;
    const section = this.sections.at(-1)?.name ?? 'PREAMBLE';
    const isElsewhere = this.#sceneLevel === null && this.style !== 'SCENE' && WITHOUT_SCENES.has(section);
    return isElsewhere || sectionNamed(line) ? null : behindMarker(line, this.style);
  }

  #beginScene({ number, level }: SourceLine, behind: string): void {
    this.scenes.push({ line: number, behind, body: [] });
    this.#sceneLevel = level || BELOW_HEADINGS;
  }

  #beginsSection(line: SourceLine): boolean {
    const name = sectionNamed(line);
    if (name !== undefined) return this.#begin(name);
    if (line.level === 0 || line.isInsideQuote) return false;
    if (this.#sceneLevel !== null) return line.level <= this.#sceneLevel && this.#begin('OTHER');
    if (this.title === null && line.level === 1) {
      this.title = titleIn(line.text);
      return true;
    }
    return this.#begin('OTHER');
  }

  #begin(name: SectionName): true {
    this.#sceneLevel = null;
    this.sections.push({ name, lines: [] });
    return true;
  }

  #put(line: SourceLine): void {
    const place = this.#sceneLevel === null ? this.sections.at(-1)?.lines : this.scenes.at(-1)?.body;
    place?.push(line);
  }
}

/** `## Audio Arc`, `**Audio Arc**`, `Audio Arc:`, `## 3. Scenes`. */
function sectionNamed({ text, level, isInsideQuote, isBullet }: SourceLine): SectionName | undefined {
  if (isInsideQuote || isBullet || text.length > 60) return undefined;
  const line = folded(text);
  if (level === 0 && !/^\*\*.*\*\*:?$|^__.*__$|:$/.test(line)) return undefined;
  return SECTION_WORDS.get(wordKey(line.replace(/^[^\p{L}]+/u, '').replace(/[:\s*_]+$/, '')));
}

/** `Production Plan: Build a Vid` → `Build a Vid`. */
function titleIn(text: string): string | null {
  const title = text
    .replace(/^(?:production plan|treatment|video treatment|title)\s*[:：–—-]\s*/i, '')
    .replace(/^[*_]+|[*_]+$/g, '');
  return title.trim() || null;
}
