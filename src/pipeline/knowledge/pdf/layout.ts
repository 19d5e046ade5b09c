import type { Area } from './area';
import { assigned, type Choice, habitsOf, NO_HABITS, scoreOf } from './assignment';
import { candidatesOf } from './candidates';
import { type Caption, captionsOf, chosenCaptions } from './captions';
import { type Columns, columnsOf, guttersOf, tellingLines } from './columns';
import { continuationsOf } from './continuations';
import { type Drawing, drawingsOf } from './drawings';
import { floatFrames } from './float-frames';
import { furnitureOf, repeatedMarks } from './furniture';
import { type Line, linesOf } from './lines';
import { type PageContent, pageArea } from './page';
import { panelCaptionsOf } from './panel-captions';
import { type Role, rolesOf } from './roles';
import { runningRules } from './running-rules';
import { type Scene, sceneOf } from './scene';
import { tableFramesOf } from './table-frames';
import { tableNotesOf } from './table-notes';
import { type Typography, typographyOf } from './typography';

export interface PageLayout {
  readonly page: PageContent;
  /** Without furniture. */
  readonly lines: readonly Line[];
  readonly columns: Columns;
  readonly drawings: readonly Drawing[];
  readonly captions: readonly Caption[];
  readonly roles: ReadonlyMap<Line, Role>;
  readonly scene: Scene;
  readonly choices: readonly Choice[];
}

export interface Layout {
  readonly typography: Typography;
  readonly pages: readonly PageLayout[];
  /** Labels that come again where their tables go on. */
  readonly continuations: readonly Caption[];
}

interface Sheet {
  readonly page: PageContent;
  readonly lines: readonly Line[];
  readonly columns: Columns;
  readonly drawings: readonly Drawing[];
}

/** What stands where on every page, and which part of a page belongs to which caption. */
export function layoutOf(pages: readonly PageContent[]): Layout {
  const sheets = sheetsOf(pages);
  const typography = typographyOf(sheets.map(({ lines }) => lines));
  const all = sheets.map((sheet) => captionsOf({ ...sheet, number: sheet.page.number }, typography));
  const chosen = new Set(chosenCaptions(all.flat()));
  const continuations = continuationsOf(all.flat(), chosen);
  const scenes = sheets.map((sheet, index) =>
    sceneFor(
      sheet,
      (all[index] ?? []).flatMap((caption) => captionKept(caption, chosen, continuations)),
      typography,
    ),
  );
  return { typography, pages: withChoices(scenes), continuations };
}

/** What goes on has the words of a caption and no picture of its own. */
function captionKept(caption: Caption, chosen: ReadonlySet<Caption>, continuations: readonly Caption[]): Caption[] {
  if (chosen.has(caption)) return [caption];
  return continuations.includes(caption) ? [{ ...caption, label: { ...caption.label, kind: 'OTHER' } }] : [];
}

function sheetsOf(pages: readonly PageContent[]): Sheet[] {
  const first = pages.map((page) => ({ ...page, lines: linesOf(page.runs) }));
  const running = runningRules(first);
  const furniture = new Set(
    [...furnitureOf(first), ...running.flatMap(({ lines }) => lines)].flatMap(({ runs }) => runs),
  );
  const repeated = new Set([...repeatedMarks(pages), ...running.flatMap(({ marks }) => marks)]);
  const own = pages.map((page, index) => guttersOf(tellingLines(first[index]?.lines ?? []), page.width));
  return pages.map((page, index) => {
    const gutters = own[index]?.length ? own[index] : inherited(first[index]?.lines ?? [], own);
    const lines = linesOf(
      page.runs.filter((run) => !furniture.has(run)),
      gutters,
    );
    const columns = columnsOf(tellingLines(lines), gutters, pageArea(page));
    const frames = floatFrames(page.marks, lines);
    const drawings = drawingsOf(
      page.marks.filter((mark) => !repeated.has(mark) && !frames.has(mark)),
      pageArea(page),
    );
    return { page, lines, columns, drawings };
  });
}

/** A page of figures has too few lines to show its columns: those of most pages, unless its own text runs across. */
function inherited(lines: readonly Line[], own: readonly (readonly number[])[]): readonly number[] {
  const split = own.filter((gutters) => gutters.length > 0);
  if (split.length < own.length * 0.4) return [];
  const usual = split[Math.floor(split.length / 2)] ?? [];
  const telling = tellingLines(lines);
  const crossing = telling.filter(({ area }) =>
    usual.some((gutter) => area.left < gutter - 8 && area.right > gutter + 8),
  );
  return crossing.length > Math.max(6, telling.length * 0.6) ? [] : usual;
}

type Staged = Omit<PageLayout, 'choices'>;

function sceneFor(sheet: Sheet, captions: readonly Caption[], typography: Typography): Staged {
  const { page, lines, columns, drawings } = sheet;
  const frames = tableFramesOf({ lines, columns, drawings, captions }, typography);
  const rolePage = {
    number: page.number,
    width: page.width,
    height: page.height,
    lines,
    columns,
    drawings,
    captions,
    frames,
    notes: new Set([
      ...tableNotesOf({ lines, columns, drawings, captions, frames }, typography),
      ...panelCaptionsOf({ lines, columns, drawings, captions }, typography),
    ]),
  };
  const roles = rolesOf(rolePage, typography);
  const scene = sceneOf(rolePage, roles, turnedRuns(page), typography);
  return { page, lines, columns, drawings, captions, roles, scene };
}

/** Text on its side, but for what publishers print along the margin. */
function turnedRuns({ runs, width }: PageContent): Area[] {
  return runs
    .filter(
      ({ isUpright, text, area }) =>
        !isUpright && text.trim() !== '' && area.right > width * 0.06 && area.left < width * 0.94,
    )
    .map(({ area }) => area);
}

function withChoices(pages: readonly Staged[]): PageLayout[] {
  const options = pages.map(({ captions, scene }) =>
    captions.filter(({ label }) => label.kind !== 'OTHER').map((caption) => candidatesOf(caption, scene)),
  );
  const scoredWith = (habits: typeof NO_HABITS) =>
    options.map((page, index) => {
      const size = (pages[index]?.page.width ?? 0) * (pages[index]?.page.height ?? 0);
      return page.map((candidates) =>
        candidates.map((candidate) => ({ candidate, score: scoreOf(candidate, habits, size) })),
      );
    });
  const habits = habitsOf(scoredWith(NO_HABITS).flat());
  const scored = scoredWith(habits);
  return pages.map((page, index) => ({ ...page, choices: assigned(scored[index] ?? []) }));
}
