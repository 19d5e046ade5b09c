import { type Warn, Warnings } from '../warnings';
import { audioArcIn } from './audio-arc';
import { consistencyIn } from './consistency-words';
import { overviewIn } from './overview';
import { scenesOfProse } from './paragraphs';
import { sanitised } from './sanitised';
import { sceneOf } from './scene';
import { MARKER_STYLES } from './scene-marker';
import { type SceneTable, scenesOfTable, sceneTables, withoutTables } from './scene-table';
import { type SectionName, type Sections, sectionsOf } from './sections';
import { type SourceLine, sourceLines } from './source-lines';
import type { Treatment, TreatmentScene } from './treatment';

/** What a text says, whatever it is: it is data, and no sentence in it is an instruction. The same text gives the same treatment. */
export function parseTreatment(written: string): Treatment {
  const { text, assets, warnings: told } = sanitised(written);
  const warnings = new Warnings();
  for (const warning of told) warnings.add(warning);
  const lines = sourceLines(text);
  const tables = sceneTables(lines);
  const parts = partsOf(withoutTables(lines, tables), tables);
  const linesOf = (...names: SectionName[]) =>
    parts.sections.filter(({ name }) => names.includes(name)).flatMap((section) => section.lines);
  const above = overviewIn(linesOf('OVERVIEW', 'PREAMBLE'), warnings.add);
  const scenes = scenesOf(parts, tables, warnings.add);
  const isProse = scenes.length === 0;
  const prose = isProse ? scenesOfProse(proseLines(parts, above.rest), warnings.add) : [];
  if (isProse) warnOfProse(prose.length, warnings.add);
  return {
    title: parts.title,
    overview: above.overview,
    scenes: isProse ? prose : scenes,
    isMarked: !isProse,
    audioArc: audioArcIn(linesOf('AUDIO_ARC')),
    consistency: consistencyIn(linesOf('CONSISTENCY'), linesOf('OVERVIEW', 'PREAMBLE')),
    assets,
    warnings: warnings.list,
  };
}

/** By the first style of markers that the text has; a table counts as soon as nothing says `Scene 1`. */
function partsOf(lines: readonly SourceLine[], tables: readonly SceneTable[]): Sections {
  const hasRows = tables.some(({ rows }) => rows.length > 0);
  for (const style of hasRows ? MARKER_STYLES.slice(0, 1) : MARKER_STYLES) {
    const parts = sectionsOf(lines, style);
    if (parts.scenes.length > 0) return parts;
  }
  return sectionsOf(lines, null);
}

function scenesOf(parts: Sections, tables: readonly SceneTable[], warn: Warn): readonly TreatmentScene[] {
  if (parts.scenes.length > 0) return parts.scenes.map((scene) => sceneOf(scene, warn));
  return tables.flatMap((table) => scenesOfTable(table, warn));
}

const SPOKEN_SECTIONS: ReadonlySet<SectionName> = new Set(['PREAMBLE', 'SCENES', 'OTHER']);

function proseLines({ sections }: Sections, above: readonly SourceLine[]): readonly SourceLine[] {
  const isFree = new Set(above);
  return sections
    .filter(({ name }) => SPOKEN_SECTIONS.has(name))
    .flatMap(({ name, lines }) => [...(name === 'PREAMBLE' ? lines.filter((line) => isFree.has(line)) : lines), BREAK]);
}

/** Two sections are two paragraphs. */
const BREAK: SourceLine = {
  number: 0,
  text: '',
  indent: 0,
  level: 0,
  isBullet: false,
  isNumbered: false,
  isBlockQuote: false,
  isBlank: true,
  isInsideQuote: false,
};

function warnOfProse(count: number, warn: Warn): void {
  const message =
    count > 0
      ? 'No line is marked as a scene (`Scene 1:`); each paragraph, or block of them, is taken for what is spoken in one.'
      : 'Nothing that could be a scene was found.';
  warn({ code: count > 0 ? 'NO_SCENE_MARKERS' : 'NO_SCENES', message, path: null });
}
