import type { Scene } from '../scene';
import { chart } from './chart';
import { city } from './city';
import { flow } from './flow';
import { heat } from './heat';
import { hills } from './hills';
import { interior } from './interior';
import { leaves } from './leaves';
import { network } from './network';
import { night } from './night';
import { objects } from './objects';
import { pages } from './pages';
import { park } from './park';
import { PERSON } from './people';
import { portrait } from './portrait';
import { road } from './road';
import { street } from './street';
import { water } from './water';

export type Paint = (scene: Scene) => void;

interface Named {
  readonly words: RegExp;
  readonly paint: readonly Paint[];
}

/** What a picture is, before what it is of: "interior of a diner at night" is no night. */
const KINDS: readonly Named[] = [
  { words: /\b(portraits?|headshot|mugshot|character (?:sheet|design|study)|bust of)\b/i, paint: [portrait] },
  { words: /\b(interior|inside|indoors|int\.)/i, paint: [interior] },
  { words: /\b(still life|tabletop)\b/i, paint: [objects] },
  { words: /\b(night sky|starry sky)\b/i, paint: [night] },
];

/** Places and things. */
const PLACES: readonly Named[] = [
  { words: /\b(moon|stars?|starry|galax|planet|space|cosmos)/i, paint: [night] },
  { words: /\b(heat|hot|temperature|thermometer|drought|fire|climate)/i, paint: [heat] },
  { words: /\b(streets?|market|bazaar|alley|avenue|boulevard|sidewalk|parade)\b/i, paint: [street] },
  {
    words:
      /\b(kitchen|diner|cafe|café|restaurant|saloon|office|classroom|laborator|lab\b|library|hospital|hotel|motel|bedroom|bathroom|courtroom|(?:living|dining|waiting|control|court|hotel|motel)[ -]room|rooms?\b|apartment|corridor|hallway|workshop|studio|bookshop|bakery)/i,
    paint: [interior],
  },
  { words: /\b(roads?|highway|desert|dunes?|canyon|mesa|driv(?:es?|ing)\b|journey)/i, paint: [road] },
  { words: /\b(city|cities|urban|building|house|block|town|skyline|roof|architect)/i, paint: [city] },
  { words: /\b(leaf|leaves|plant|botan|flower|branch)/i, paint: [leaves] },
  { words: /\b(tree|park|forest|garden|wood|grass|green|lawn)/i, paint: [park] },
  { words: /\b(water|wave|river|sea|ocean|lake|coast|beach|rain|flood|ship|boat|harbou?r)/i, paint: [water] },
  {
    words: /\b(charts?|statistic|percent|growth|trends?|survey|graphs?|stock market|stocks|economy|numbers?|rates?\b)/i,
    paint: [chart],
  },
  { words: /\bdata\b/i, paint: [network, chart] },
  { words: /\b(network|node|connect|link|model|neural|algorithm|computer|internet|server|code)/i, paint: [network] },
  {
    words: /\b(book|page|paper|article|newspaper|chapter|story|stud(y|ies)|report|method|result|figure|table)/i,
    paint: [pages],
  },
  {
    words: /\b(cups?|mugs?|coffee|tea|vase|bottles?|candles?|letters?|envelope|apples?|fruit|food)\b/i,
    paint: [objects],
  },
  { words: /\b(flow|particle|wind|current|motion|energy|music|sound|abstract)/i, paint: [flow] },
  { words: /\b(mountain|hill|landscape|horizon|valley|field|farm|country|nature)/i, paint: [hills] },
];

/** Only where no place is named. */
const MOODS: readonly Named[] = [
  { words: PERSON, paint: [portrait] },
  { words: /\b(night|dark|midnight)/i, paint: [night] },
  { words: /\b(warm|sun|summer|noon)/i, paint: [heat] },
  { words: /\btime\b/i, paint: [flow] },
];

const OTHERS: readonly Paint[] = [hills, flow, water, network, city, night];

/** By the words of the prompt: of what it names first, and of kinds before places before moods. */
export function sceneOf(prompt: string, random: () => number): Paint {
  const choice = firstNamed(KINDS, prompt) ?? firstNamed(PLACES, prompt) ?? firstNamed(MOODS, prompt) ?? OTHERS;
  return choice[Math.floor(random() * choice.length)] ?? hills;
}

function firstNamed(among: readonly Named[], prompt: string): readonly Paint[] | undefined {
  const named = among.map(({ words, paint }) => ({ at: prompt.search(words), paint })).filter(({ at }) => at >= 0);
  return named.sort((a, b) => a.at - b.at)[0]?.paint;
}
