import { paragraphsOf } from '../../screenplay/paragraphs';
import type { Screenplay, ScreenplayScene } from '../../screenplay/screenplay';
import { frameNearSeconds } from '../../values/frames';
import type { Rate } from '../../values/rate';
import { FORMATS } from '../formats';
import type { PacingCurve, StoryFormat } from '../shot';
import type { SceneFacts, Slugline, TimeOfDay } from '../shot-list';
import { actsOf } from './acts';
import { beatOf } from './beats';
import { foldedWords } from './decompose/words';

interface Headings {
  /** One a scene. */
  readonly sluglines: readonly Slugline[];
  readonly settingKeys: readonly string[];
  readonly format: StoryFormat;
  readonly rate: Rate;
}

/** What all six steps know of each scene. */
export function sceneFacts(screenplay: Screenplay, headings: Headings): SceneFacts[] {
  const { scenes } = screenplay;
  const acts = actsOf(scenes, FORMATS[headings.format].isIntimate);
  const times = timesOfDay(scenes, headings);
  return scenes.map((scene, index): SceneFacts => {
    const { act = 1, endsAct = false } = acts[index] ?? {};
    const settingKey = headings.settingKeys[index] ?? '';
    const timeOfDay = times[index] ?? null;
    return {
      number: index + 1,
      slugline: scene.slugline,
      said: saidBy(scene, headings.sluglines[index]),
      settingKey,
      timeOfDay,
      beat: beatOf(scene.beat)?.name ?? scene.beat,
      act,
      endsAct,
      pacing: beatOf(scene.beat)?.pacing ?? pacingOf(act, index === scenes.length - 1 && scenes.length > 1),
      emotionalStart: scene.emotionalStart,
      emotionalEnd: scene.emotionalEnd,
      conflict: scene.conflict,
      isSequence: isSequence(scene),
      continuityAnchors: anchors(scene, settingKey, timeOfDay),
      boardCardNumber: scene.boardCardNumber,
      targetFrames: targetFrames(scene.targetSeconds, headings.rate),
    };
  });
}

function saidBy(scene: ScreenplayScene, slugline: Slugline | undefined): Slugline {
  return slugline ?? { intExt: null, place: scene.slugline, timeOfDay: null, isContinued: false };
}

/** Without a beat the second half runs faster than the first, and the last scene comes to rest. */
function pacingOf(act: number, isLast: boolean): PacingCurve {
  if (isLast) return 'DECELERATING';
  return act >= 3 ? 'ACCELERATING' : 'MODERATE';
}

/** A scene that goes on, or that stands in the place of the one before it, has its time where it says none. */
function timesOfDay(scenes: readonly ScreenplayScene[], { sluglines, settingKeys }: Headings): (TimeOfDay | null)[] {
  let before: TimeOfDay | null = null;
  return scenes.map((scene, index) => {
    const said = sluglines[index];
    const goesOn = said?.isContinued || saysLater(scene.slugline) || settingKeys[index] === settingKeys[index - 1];
    before = said?.timeOfDay ?? (goesOn ? before : null);
    return before;
  });
}

/** `INT. VAN - LATER`, `INT. VAN - MOMENTS LATER`. */
export function saysLater(slugline: string): boolean {
  return foldedWords(slugline.slice(-HEADING_END)).at(-1) === 'later';
}
const HEADING_END = 100;

const SEQUENCE_WORDS = new Set([
  ...['chase', 'chases', 'chased', 'chasing', 'montage', 'montages', 'sequence', 'sequences', 'race'],
]);
/** Ten times faster than to take every word of a film apart. */
const MAYBE_SEQUENCE = /chas|montage|sequence|race|series|hide/i;
const SEQUENCE_PHRASES = [' series of shots ', ' run and hide '];

function isSequence({ slugline, beat, conflict, elements }: ScreenplayScene): boolean {
  const actions = elements.filter(({ kind }) => kind === 'ACTION' || kind === 'SHOT');
  const texts = [slugline, beat ?? '', conflict ?? '', ...actions.map(({ text }) => text)];
  return texts.some((text) => {
    if (!MAYBE_SEQUENCE.test(text)) return false;
    const words = paragraphsOf(text).flatMap(foldedWords);
    if (words.some((word) => SEQUENCE_WORDS.has(word))) return true;
    const line = ` ${words.join(' ')} `;
    return SEQUENCE_PHRASES.some((phrase) => line.includes(phrase));
  });
}

/** What must look the same from shot to shot. */
function anchors(scene: ScreenplayScene, settingKey: string, timeOfDay: TimeOfDay | null): string[] {
  return [
    ...(settingKey ? [`location:${settingKey}`] : []),
    ...(timeOfDay ? [`time:${timeOfDay}`] : []),
    ...scene.charactersPresent.slice(0, 3).map((name) => `char:${name}`),
    ...(scene.boardCardNumber === null ? [] : [`board_card:${scene.boardCardNumber}`]),
  ];
}

function targetFrames(seconds: number | null, rate: Rate): number | null {
  if (seconds === null || !Number.isFinite(seconds) || seconds <= 0) return null;
  return Math.max(1, frameNearSeconds(seconds, rate));
}
