import type { Trigger } from '../shot';
import type { PlannedSetting, SceneFacts, TimeOfDay } from '../shot-list';
import { composed, shortened, type Wording } from './terms';

export interface Heard {
  readonly facts: Pick<SceneFacts, 'said' | 'timeOfDay'>;
  readonly setting: Pick<PlannedSetting, 'name' | 'moodKeywords' | 'isExterior'>;
  readonly sensoryPalette: readonly string[];
  readonly trigger: Trigger;
  readonly intensity: number;
  readonly content: string;
  readonly wording: Wording;
}

const MOST_PARTS = 6;
const MOST_CHARACTERS = 60;
const MOST_MOODS = 2;
const LOUD = 0.7;

/** What is heard beside the words: the place, its hour, the music's hint. Never nothing. */
export function ambientOf({ facts, setting, sensoryPalette, trigger, intensity, content, wording }: Heard): string {
  const words = wordsOf(`${facts.said.place} ${setting.name}`);
  const isOutside = facts.said.intExt === null ? setting.isExterior : facts.said.intExt === 'EXT';
  const around = isOutside ? ['outdoor ambience', ...hourSounds(facts.timeOfDay)] : ['indoor ambience'];
  const music = trigger === 'CLIMAX_MOMENT' ? 'music sting' : intensity >= LOUD ? 'tense underscore' : null;
  const recalled =
    sensoryPalette.length === 0
      ? []
      : relevantLines(sensoryPalette, [...words, ...wordsOf(content.slice(0, MOST_CONTENT))]);
  const parts = [...around, ...placeSounds(words), ...(music ? [music] : []), ...recalled].slice(0, MOST_PARTS);
  const moods = setting.moodKeywords.slice(0, MOST_MOODS).map((mood) => shortened(mood, MOST_CHARACTERS));
  return composed([...parts, ...moods], wording);
}

/** A shot is about what it begins with. */
const MOST_CONTENT = 2_000;
const DARK: readonly TimeOfDay[] = ['NIGHT', 'EVENING', 'DUSK'];

function hourSounds(timeOfDay: TimeOfDay | null): string[] {
  if (timeOfDay === null) return ['light wind'];
  return DARK.includes(timeOfDay) ? ['crickets', 'distant traffic'] : ['birds', 'light wind'];
}

/** Whole words of a place, and what one hears there. */
const SOUNDS: readonly (readonly [readonly string[], string])[] = [
  [['rain', 'rainstorm', 'storm'], 'steady rain'],
  [['street', 'freeway', 'highway', 'road', 'avenue', 'boulevard', 'intersection', 'alley', 'lot'], 'passing traffic'],
  [['office', 'room', 'lab', 'laboratory', 'server', 'bunker'], 'low electrical hum'],
  [['bar', 'club', 'nightclub', 'pub', 'cantina', 'saloon'], 'muffled music and voices'],
  [['restaurant', 'diner', 'cafe', 'taqueria', 'canteen', 'cafeteria'], 'clinking dishes'],
  [['kitchen'], 'refrigerator hum'],
  [['market', 'mall', 'store', 'shop', 'supermarket', 'bazaar'], 'murmur of shoppers'],
  [['hospital', 'ward', 'clinic', 'morgue'], 'soft monitor beeps'],
  [['train', 'railway', 'subway', 'metro', 'station', 'platform'], 'distant trains'],
  [['forest', 'wood', 'woods', 'jungle', 'park', 'garden'], 'rustling leaves'],
  [['beach', 'sea', 'ocean', 'harbor', 'harbour', 'pier', 'dock', 'docks', 'shore'], 'waves'],
  [['river', 'creek', 'stream', 'canal', 'waterfall'], 'running water'],
  [['church', 'cathedral', 'chapel', 'temple', 'museum', 'gallery', 'library'], 'wide quiet reverberation'],
  [['warehouse', 'factory', 'garage', 'workshop', 'plant', 'foundry', 'hangar'], 'machinery hum'],
  [['car', 'van', 'truck', 'taxi', 'cab', 'bus', 'limousine'], 'engine hum'],
  [['boat', 'ship', 'ferry', 'yacht'], 'lapping water'],
  [['plane', 'airplane', 'cockpit', 'airport', 'helicopter', 'jet'], 'aircraft drone'],
  [['school', 'classroom', 'playground', 'schoolyard'], 'distant children'],
  [['police', 'precinct', 'newsroom', 'bullpen'], 'ringing telephones'],
  [['desert', 'rooftop', 'roof', 'mountain', 'cliff', 'bridge'], 'steady wind'],
  [['tunnel', 'sewer', 'cave', 'basement', 'cellar'], 'dripping echo'],
  [['stadium', 'arena', 'theater', 'theatre', 'auditorium'], 'restless audience'],
  [['farm', 'barn', 'field', 'ranch', 'stable'], 'farm animals'],
];

const ROW_OF = new Map(SOUNDS.flatMap(([words], row) => words.map((word) => [word, row])));
const MOST_PLACED = 2;

/** In the order of the list, whatever the order of the words. */
function placeSounds(words: readonly string[]): string[] {
  const rows = new Set(words.flatMap((word) => ROW_OF.get(word) ?? []));
  const first = [...rows].sort((a, b) => a - b).slice(0, MOST_PLACED);
  return first.flatMap((row) => SOUNDS[row]?.[1] ?? []);
}

/** Say nothing of a place. */
const COMMON = new Set(
  'with from over under into that this then they them their there where when what have been the and'.split(' '),
);
const LEAST_LETTERS = 4;

interface Line {
  readonly line: string;
  readonly of: readonly string[];
}

/** Lines that name a thing which the place or the shot names too. */
function relevantLines(lines: readonly string[], words: readonly string[]): string[] {
  const named = new Set(words);
  return readLines(lines)
    .filter(({ of }) => of.some((word) => named.has(word)))
    .map(({ line }) => line);
}

/** All shots of a film share one palette: it is read once. */
const READ = new WeakMap<readonly string[], readonly Line[]>();

function readLines(lines: readonly string[]): readonly Line[] {
  const before = READ.get(lines);
  if (before) return before;
  const read = lines
    .slice(0, MOST_LINES)
    .map((line) => ({ line: shortened(line.slice(0, 4 * MOST_CHARACTERS), MOST_CHARACTERS), of: keysOf(line) }));
  READ.set(lines, read);
  return read;
}

const MOST_LINES = 60;

const keysOf = (line: string): string[] =>
  wordsOf(line.slice(0, 4 * MOST_CHARACTERS)).filter((word) => word.length >= LEAST_LETTERS && !COMMON.has(word));

function wordsOf(text: string): string[] {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase().split(/[^a-z0-9]+/);
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u);
}
