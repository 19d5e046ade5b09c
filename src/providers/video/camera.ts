import type { Sway } from '../../pipeline/render/motion';
import type { Framing, Motion } from '../../pipeline/timeline/cut';
import { mulberry32 } from '../mulberry32';

/** What the camera does over a clip. No motion: it shows all of the still throughout. */
export interface Camera {
  readonly motion: Motion | null;
  readonly sway?: Sway;
}

/** -1: towards the left, the top, or wider; 1: towards the right, the bottom, or closer; 0: not at all. */
type Heading = -1 | 0 | 1;

interface Intent {
  readonly across: Heading;
  readonly down: Heading;
  readonly closer: Heading;
  readonly isHandheld: boolean;
  readonly isStill: boolean;
}

const LEFT = 'left(?:ward)?s?';
const RIGHT = 'right(?:ward)?s?';
const TURN = '(?:pan|track|truck|slid|dolly|arc|orbit|sweep|mov|drift)(?:s|e|es|ing|ning)?';
const LIFT = '(?:tilt|crane|boom|pedestal|jib|rais|ris|lower|mov|drift)(?:s|e|es|ing)?';
/** What may stand between a move and where it goes. */
const soon = '(?:\\W+(?:slowly|slow|quickly|gently|gentle|fast|the|camera|shot|to|across|along|around)){0,3}\\W+';
const acrossTo = (start: string, end: string) => `${start}\\W+to\\W+(?:the\\W+)?${end}`;
const said = (...forms: string[]) => new RegExp(`\\b(?:${forms.join('|')})\\b`, 'i');

const PUSH_IN = said(
  '(?:push|zoom|dolly|creep|punch)(?:e|s|es|ed|ing|ming)?(?:\\W+(?:slowly|gently|quickly|slow))?[\\s-]+(?:in|into|closer|forwards?|towards?)',
  'camera\\W+(?:\\w+\\W+){0,2}(?:in|closer|forwards?|towards?)',
  '(?:slow|gentle|fast|crash|snap)[\\s-]+(?:zoom|push|dolly)',
  'zoom|dolly',
);
const PULL_OUT = said(
  '(?:pull|zoom|dolly)(?:e|s|es|ed|ing|ming)?(?:\\W+(?:slowly|gently|quickly|slow))?[\\s-]+(?:out|back|backwards?|away|wide|wider)',
  'camera\\W+(?:\\w+\\W+){0,2}(?:back|backwards?|away)',
  'widens\\W+out',
);
const PAN_LEFT = said(`${TURN}${soon}${LEFT}`, 'left\\W+(?:pan|truck|slide)', acrossTo('right', 'left'));
const PAN_RIGHT = said(`${TURN}${soon}${RIGHT}`, 'right\\W+(?:pan|truck|slide)', acrossTo('left', 'right'));
const PAN = said('pan(?:s|ning)?', 'tracking', 'track(?:s|ing)? shot', 'truck(?:s|ing)', 'arc shot', 'orbit(?:s|ing)?');
const TILT_UP = said(`${LIFT}${soon}up(?:wards?)?`, 'crane shot');
const TILT_DOWN = said(`${LIFT}${soon}down(?:wards?)?`);
const TILT = said('tilt(?:s|ing)?');
const HANDHELD = said(
  'hand[\\s-]?held',
  'shaky(?:[\\s-]?cam(?:era)?)?',
  'documentary(?:[\\s-]style)? camera',
  'shoulder[\\s-]?cam',
);
const STILL = said(
  '(?:static|locked(?:[\\s-]?(?:off|down))?|fixed|still|motionless)\\W+(?:\\w+\\W+)?(?:camera|shot|frame|framing|wide)',
  '(?:camera|shot|frame)\\W+(?:is\\W+|stays\\W+|holds\\W+)?(?:static|locked(?:[\\s-]?(?:off|down))?|fixed|still)',
  'static|locked[\\s-](?:off|down)|tripod|no (?:camera )?(?:move|movement|motion)',
);
const SLOW = said('slow(?:ly)?', 'gentl[ey]', 'subtle', 'slight(?:ly)?', 'creep(?:s|ing)?');
const FAST = said('fast', 'quick(?:ly)?', 'rapid(?:ly)?', 'whip', 'crash', 'snap', 'sudden(?:ly)?', 'punch(?:es)?');

/**
 * Of each side of the still so much may be cut off and no more: the offline painter keeps type a tenth away from the edges, and a clip
 * of it stays legible.
 */
const MOST_CUT = 0.1;
const SWAY_REACH = 0.012;
/** A hand takes about so many turns a second. */
const SWAYS_A_SECOND = 1.6;
/** From so long on a move goes as far as it can; a shorter one goes less far, and none races. */
const FULL_MOVE_SECONDS = 6;

/** The camera that a prompt asks for; a slow drift, chosen by the seed, where it asks for none. */
export function cameraOf(prompt: string, { seed, seconds }: { seed: number; seconds: number }): Camera {
  const random = mulberry32(seed);
  const asked = intentOf(prompt, random);
  if (asked.isStill && !asked.isHandheld) return { motion: null };
  const isMove = asked.across !== 0 || asked.down !== 0 || asked.closer !== 0;
  const intent = isMove || asked.isHandheld ? asked : { ...asked, ...driftOf(random) };
  const pace = SLOW.test(prompt) ? 0.6 : FAST.test(prompt) ? 2 : isMove ? 1 : 0.55;
  const strength = Math.min(1, Math.max(0.2, seconds / FULL_MOVE_SECONDS) * pace);
  const motion = motionOf(intent, strength);
  return asked.isHandheld ? { motion, sway: swayOf(random, seconds) } : { motion };
}

function intentOf(prompt: string, random: () => number): Intent {
  const either = (): Heading => (random() < 0.5 ? -1 : 1);
  const heading = (back: RegExp, on: RegExp, some: RegExp): Heading =>
    back.test(prompt) ? -1 : on.test(prompt) ? 1 : some.test(prompt) ? either() : 0;
  const across = heading(PAN_LEFT, PAN_RIGHT, PAN);
  const down = heading(TILT_UP, TILT_DOWN, TILT);
  const isHandheld = HANDHELD.test(prompt);
  const closer: Heading = PULL_OUT.test(prompt) ? -1 : PUSH_IN.test(withoutTurns(prompt)) ? 1 : 0;
  return { across, down, closer, isHandheld, isStill: STILL.test(prompt) };
}

const SIDEWAYS = new RegExp(`\\b${TURN}${soon}(?:${LEFT}|${RIGHT})`, 'gi');

/** "Dolly left" goes to the left and no closer. */
function withoutTurns(prompt: string): string {
  return prompt.replace(SIDEWAYS, ' ');
}

function driftOf(random: () => number): Pick<Intent, 'across' | 'down' | 'closer'> {
  const headings: readonly Heading[] = [-1, 0, 1];
  const pick = () => headings[Math.floor(random() * headings.length)] ?? 0;
  return { across: pick(), down: pick(), closer: random() < 0.65 ? 1 : -1 };
}

function motionOf({ across, down, closer, isHandheld }: Intent, strength: number): Motion {
  // The shares of the width that the crop leaves out when it is closest and when it is farthest.
  const spare = isHandheld ? 2 * SWAY_REACH : 0;
  const close = closer === 0 ? MOST_CUT : MOST_CUT * (1 + 0.9 * strength) - spare;
  const far = closer === 0 ? MOST_CUT : across !== 0 || down !== 0 ? MOST_CUT - 0.06 * strength : spare;
  const place = (heading: Heading, done: -1 | 1) => heading * done * strength;
  const framing = (done: -1 | 1): Framing => {
    const share = closer * done > 0 ? close : far;
    return framingOf({ share, spare, across: place(across, done), down: place(down, done) });
  };
  return { from: framing(-1), to: framing(1) };
}

interface Place {
  /** Of the width and of the height that is left out. */
  readonly share: number;
  /** Of it so much is left alone at each side. */
  readonly spare: number;
  /** From -1, as far to the left or to the top as may be, to 1. */
  readonly across: number;
  readonly down: number;
}

function framingOf({ share, spare, across, down }: Place): Framing {
  if (share <= 0) return { zoom: 1, x: 0.5, y: 0.5 };
  const room = Math.max(0, Math.min(share / 2, MOST_CUT - share / 2) - spare / 2);
  const at = (place: number) => Math.min(1, Math.max(0, 0.5 + (place * room) / share));
  return { zoom: 1 / (1 - share), x: at(across), y: at(down) };
}

function swayOf(random: () => number, seconds: number): Sway {
  const points = Math.max(4, Math.ceil(seconds * SWAYS_A_SECOND) + 3);
  const off = () => (random() * 2 - 1) * SWAY_REACH;
  return Array.from({ length: points }, () => ({ x: off(), y: off() }));
}
