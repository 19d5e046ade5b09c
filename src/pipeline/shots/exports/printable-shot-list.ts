import type { Rate } from '../../values/rate';
import { type PlannedScene, type PlannedShot, type PlannedShotList, shotKey } from '../shot-list';
import { padded, printable, wrapped } from './columns';
import { secondsOf, totalFrames, totalShots } from './seconds';

const PAGE_COLUMNS = 100;
const WIDTHS = { shot: 9, type: 17, camera: 11, lens: 6, seconds: 8, who: 16, what: 27 } as const;
type Column = keyof typeof WIDTHS;
const HEADS: Readonly<Record<Column, string>> = {
  shot: 'SHOT',
  type: 'TYPE',
  camera: 'CAMERA',
  lens: 'LENS',
  seconds: 'SECONDS',
  who: 'WHO',
  what: 'WHAT',
};
const COLUMNS = Object.keys(WIDTHS) as Column[];

/** For paper: at most 100 columns of one width. */
export function printableShotList(list: PlannedShotList): string {
  const namesOf = new Map(list.cast.map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => namesOf.get(key) ?? key;
  const head = wrapped(`${list.title.toUpperCase()} (${worded(list.format)}, ${list.aspectRatio})`, PAGE_COLUMNS);
  const scenes = list.scenes.flatMap((scene) => sceneLines(scene, { rate: list.rate, nameOf }));
  return `${[...head, ...scenes, '', '='.repeat(PAGE_COLUMNS), ...totals(list)].join('\n')}\n`;
}

interface Around {
  readonly rate: Rate;
  readonly nameOf: (key: string) => string;
}

function sceneLines({ facts, shots }: PlannedScene, around: Around): string[] {
  const frames = shots.reduce((total, { durationFrames }) => total + durationFrames, 0);
  const said = [`${facts.number}. ${facts.slugline}`, facts.beat, `${seconds(frames, around.rate)} s`].filter(Boolean);
  const rows = shots.flatMap((shot, index) => row(cellsOf(shot, shotKey(facts.number, index + 1), around)));
  return ['', ...wrapped(said.join(' | '), PAGE_COLUMNS), '-'.repeat(PAGE_COLUMNS), ...row(HEADS), ...rows];
}

function cellsOf(shot: PlannedShot, key: string, { rate, nameOf }: Around): Record<Column, string> {
  return {
    shot: key,
    type: worded(shot.shotType),
    camera: worded(shot.cameraMovement),
    lens: `${shot.lensMm}mm`,
    seconds: seconds(shot.durationFrames, rate),
    who: shot.characters.map(nameOf).join(', '),
    what: shot.content,
  };
}

/** As many lines as its longest cell has. */
function row(cells: Readonly<Record<Column, string>>): string[] {
  const lines = COLUMNS.map((column) => wrapped(cells[column], WIDTHS[column]));
  const height = Math.max(...lines.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    COLUMNS.map((column, index) => padded(lines[index]?.[at] ?? '', WIDTHS[column]))
      .join(' ')
      .trimEnd(),
  );
}

function totals(list: PlannedShotList): string[] {
  const frames = totalFrames(list);
  const counted = [
    `Scenes: ${list.scenes.length}`,
    `Shots: ${totalShots(list)}`,
    `Settings: ${list.settings.length}`,
    `Cast: ${list.cast.length}`,
    `Seconds: ${seconds(frames, list.rate)} (${frames} frames)`,
  ];
  return wrapped(printable(counted.join('   ')), PAGE_COLUMNS);
}

const worded = (word: string): string => word.toLowerCase().replaceAll('_', ' ');
const seconds = (frames: number, rate: Rate): string => secondsOf(frames, rate).toFixed(1);
