import { inflected } from './inflections';

/** Words by which a stretch of action is known. Whole words: `glove` is no love. */
export interface Lexicon {
  readonly words: ReadonlySet<string>;
  /** Several words in a row, by the first of them; each between blanks. */
  readonly phrases: ReadonlyMap<string, readonly string[]>;
  /** A word says something else before these: `love` before `seat`, `tears` before `the letter`. */
  readonly unlessBefore: ReadonlyMap<string, ReadonlySet<string>>;
}

type Exceptions = Readonly<Record<string, string>>;

function lexicon(words: readonly string[], phrases: readonly string[], exceptions: Exceptions = {}): Lexicon {
  const unlessBefore = Object.entries(exceptions).map(([word, next]) => [word, new Set(next.split(' '))] as const);
  const byFirst = new Map<string, string[]>();
  for (const phrase of phrases) {
    const [first = ''] = phrase.split(' ');
    byFirst.set(first, [...(byFirst.get(first) ?? []), ` ${phrase} `]);
  }
  return { words: new Set(words), phrases: byFirst, unlessBefore: new Map(unlessBefore) };
}

const OBJECT = 'the a an his her its their it them him off open out up through apart away at past';

/** `fire` alone is a hydrant, an alarm or a campfire. */
export const VIOLENCE = lexicon(
  [
    ...inflected('explode', 'crash', 'shatter', 'scream', 'collapse', 'blast', 'destroy', 'slam', 'attack', 'fight'),
    ...inflected('smash', 'detonate', 'erupt', 'stab', 'ambush'),
    ...['explosion', 'explosions', 'detonation', 'gunfire', 'gunshot', 'gunshots', 'firefight', 'fought', 'shoots'],
    ...['destruction', 'eruption', 'fistfight', 'swordfight', 'gunfight'],
  ],
  [
    ...['open', 'opens', 'opened', 'opening', 'return', 'returns', 'exchange', 'cross'].map((verb) => `${verb} fire`),
    ...['at', 'on', 'back', 'into', 'again', 'once', 'twice', 'wildly', 'blindly'].map((how) => `fires ${how}`),
    ...['a shot', 'a round', 'two', 'three', 'his gun', 'her gun', 'the gun', 'his', 'her'].map((w) => `fires ${w}`),
    ...['shot rings', 'shots ring', 'bursts into flames', 'burst into flames', 'blows up', 'blow up', 'blown apart'],
    ...['catches fire', 'catch fire', 'caught fire', 'engulfed in flames', 'under fire'],
  ],
  {
    crash: 'course pad helmet test mat barrier',
    crashing: 'waves surf',
    blast: 'door doors furnace',
    slam: 'dunk poetry',
    fight: 'club song',
    collapsed: 'wall walls roof building bed tent',
  },
);

export const EMOTION = lexicon(
  [
    ...inflected('cry', 'sob', 'weep', 'embrace', 'kiss', 'tremble', 'whisper', 'laugh', 'smile', 'hug', 'love'),
    ...inflected('grieve', 'mourn'),
    ...['wept', 'tears', 'teary', 'tearful', 'heartbreak', 'heartbroken', 'grief', 'joy', 'joyful', 'joyous'],
    ...['laughter', 'anguish', 'anguished', 'agony', 'shaking', 'loving', 'sorrow', 'despair'],
  ],
  ['breaks down', 'chokes up', 'eyes well', 'eyes fill', 'voice breaks', 'holds her close', 'holds him close'],
  {
    tears: `${OBJECT} into down`,
    love: 'seat seats song songs handles',
    loved: 'ones',
    laugh: 'track lines',
    shaking: 'hands his her their the out',
    kiss: 'cam',
    joy: 'stick',
    crying: 'shame',
  },
);

/** `edge` is a place, unless somebody is on edge or edges towards something. */
export const TENSION = lexicon(
  [
    ...inflected('creep', 'stalk', 'lurk', 'sneak', 'prowl', 'loom', 'tiptoe', 'tense'),
    ...['crept', 'shadow', 'shadows', 'watches', 'watching', 'watched', 'hiding', 'hides', 'hid', 'silent', 'silence'],
    ...[
      'silently',
      'pulse',
      'waiting',
      'waits',
      'darkness',
      'tension',
      'ominous',
      'suspense',
      'aims',
      'aiming',
      'eerie',
    ],
  ],
  [
    ...[
      'in the dark',
      'into the dark',
      'goes dark',
      'go dark',
      'pitch dark',
      'pitch black',
      'on edge',
      'edge of panic',
    ],
    ...['toward', 'towards', 'closer', 'along', 'past', 'into', 'forward', 'around', 'nearer', 'up'].flatMap(
      (where) => [`edges ${where}`, `edging ${where}`],
    ),
    ...['his', 'her', 'their', 'its'].flatMap((whose) => [`holds ${whose} breath`, `hold ${whose} breath`]),
    ...['bated breath', 'breath catches', 'footsteps approach', 'footsteps approaching'],
  ],
  {
    stalks: 'of',
    stalk: 'of',
    pulse: 'oximeter',
    waiting: 'room rooms area list',
    watches: 'tv television',
    watching: 'tv television',
    shadow: 'puppet puppets',
  },
);

/** What reveals by itself. Letters, screens and keys do so with a verb of showing near them alone. */
export const REVELATION = lexicon(
  [
    ...inflected('discover', 'reveal', 'realize', 'realise', 'uncover', 'recognize', 'recognise', 'unearth'),
    ...['notices', 'noticed', 'noticing', 'exposes', 'exposing', 'realization', 'realisation', 'revelation'],
  ],
  ['finds out', 'found out', 'dawns on', 'expose the', 'comes into view'],
  { revealing: 'dress outfit top', discovery: 'channel' },
);

export const SHOWING = new Set([
  ...inflected('show', 'display', 'unfold', 'flash', 'appear', 'spot', 'study', 'examine', 'inspect', 'reveal'),
  ...['find', 'finds', 'finding', 'found', 'see', 'sees', 'seeing', 'read', 'reads', 'reading', 'lights'],
]);
export const SHOWN = new Set([
  ...['letter', 'letters', 'note', 'photo', 'photos', 'photograph', 'photographs', 'message', 'messages', 'screen'],
  ...['envelope', 'body', 'bodies', 'corpse', 'blood', 'map', 'diary', 'evidence', 'passport', 'tattoo', 'headline'],
  ...['footage', 'recording', 'key', 'gun', 'knife', 'badge', 'ring', 'bloodstain', 'fingerprint', 'locket'],
]);

export const LOOK = lexicon(
  [
    ...inflected('stare', 'flinch', 'blink', 'smile', 'nod', 'glance', 'exhale', 'inhale', 'sigh', 'frown', 'wince'),
    ...inflected('gasp', 'swallow', 'freeze', 'grimace', 'smirk', 'grin', 'shrug', 'gulp', 'scowl', 'glare', 'gape'),
    ...inflected('recoil', 'squint', 'hesitate', 'stiffen', 'blanch', 'pale', 'gawk', 'pout', 'blush', 'ponder'),
    ...['froze', 'expressionless', 'speechless', 'stunned', 'dumbfounded', 'silent'],
  ],
  [
    ...['looks', 'look', 'looking'].flatMap((look) =>
      ['up', 'down', 'away', 'at', 'back', 'over', 'to', 'on'].map((where) => `${look} ${where}`),
    ),
    ...['eyes widen', 'eyes narrow', 'eyes close', 'eyes drop', 'eyes meet', 'eyes flick', 'closes his eyes'],
    ...['closes her eyes', 'jaw drops', 'jaw tightens', 'jaw clenches', 'face falls', 'face hardens', 'face softens'],
    ...['face drains', 'brow furrows', 'lips part', 'lips tighten', 'goes pale', 'goes white', 'goes still'],
    ...[
      'says nothing',
      'say nothing',
      'takes this in',
      'takes it in',
      'takes that in',
      'absorbs this',
      'raises an eyebrow',
    ],
    ...[
      'shakes his head',
      'shakes her head',
      'shakes their head',
      'holds his gaze',
      'holds her gaze',
      'considers this',
    ],
  ],
);

/** Whoever does one of these does more than look. */
export const DOING = new Set([
  ...inflected(
    'walk',
    'grab',
    'open',
    'pick',
    'pull',
    'push',
    'step',
    'move',
    'exit',
    'leave',
    'enter',
    'climb',
    'jump',
  ),
  ...inflected('kick', 'punch', 'reach', 'lift', 'hand', 'load', 'point', 'fire', 'stride', 'rush', 'hurry', 'sprint'),
  ...inflected(
    'shove',
    'toss',
    'slide',
    'cross',
    'follow',
    'lunge',
    'dive',
    'charge',
    'march',
    'kneel',
    'dash',
    'dial',
  ),
  ...[
    'runs',
    'run',
    'running',
    'ran',
    'goes',
    'throws',
    'throwing',
    'drives',
    'driving',
    'takes',
    'puts',
    'sets',
    'gets',
  ],
  ...['hits', 'cuts', 'writes', 'sits', 'stands', 'rises', 'comes', 'draws'],
]);
