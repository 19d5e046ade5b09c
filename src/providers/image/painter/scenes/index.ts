import type { Scene } from '../scene';
import { city } from './city';
import { flow } from './flow';
import { heat } from './heat';
import { hills } from './hills';
import { leaves } from './leaves';
import { network } from './network';
import { night } from './night';
import { pages } from './pages';
import { park } from './park';
import { water } from './water';

type Paint = (scene: Scene) => void;

/** By the words of the prompt: whichever is named first in it. */
const SCENES: readonly { readonly words: RegExp; readonly paint: readonly Paint[] }[] = [
  { words: /\b(night|moon|stars?|starry|galax|planet|space|dark|midnight)/i, paint: [night] },
  { words: /\b(heat|hot|warm|temperature|thermometer|sun|summer|desert|drought|fire|climate)/i, paint: [heat] },
  { words: /\b(city|cities|urban|street|building|house|block|town|skyline|roof|architect)/i, paint: [city] },
  { words: /\b(leaf|leaves|plant|botan|flower|branch)/i, paint: [leaves] },
  { words: /\b(tree|park|forest|garden|wood|grass|green|lawn)/i, paint: [park, leaves] },
  { words: /\b(water|wave|river|sea|ocean|lake|coast|rain|flood|ship|harbou?r)/i, paint: [water] },
  {
    words: /\b(network|node|graph|connect|link|data|model|neural|algorithm|computer|internet|server|code)/i,
    paint: [network],
  },
  {
    words: /\b(book|page|paper|article|newspaper|chapter|story|stud(y|ies)|report|method|result|figure|table)/i,
    paint: [pages],
  },
  { words: /\b(flow|particle|wind|current|motion|energy|music|sound|abstract|time)/i, paint: [flow] },
  { words: /\b(mountain|hill|landscape|horizon|valley|field|country|nature)/i, paint: [hills] },
];

const OTHERS: readonly Paint[] = [hills, flow, water, network, city, night];

export function sceneOf(prompt: string, random: () => number): Paint {
  const named = SCENES.map(({ words, paint }) => ({ at: prompt.search(words), paint })).filter(({ at }) => at >= 0);
  const first = named.sort((a, b) => a.at - b.at)[0];
  const choice = first?.paint ?? OTHERS;
  return choice[Math.floor(random() * choice.length)] ?? hills;
}
