import { InvalidInput } from '../../errors';
import { isStorable, isWhole } from '../../values/text';
import type { CameraMovement, ShotTransition, ShotType } from '../shot';
import type { PlannedShot } from '../shot-list';

/** What people may decide about a shot; null and absent leave a member as it is. */
export interface ShotChanges {
  readonly content?: string | null;
  readonly dialogueText?: string | null;
  /** Keys, in billing order. */
  readonly characters?: readonly string[] | null;
  readonly shotType?: ShotType | null;
  readonly cameraMovement?: CameraMovement | null;
  readonly lensMm?: number | null;
  readonly durationFrames?: number | null;
  readonly transitionToNext?: ShotTransition | null;
  readonly crossfadeFrames?: number | null;
  readonly scenePrompt?: string | null;
  readonly videoPrompt?: string | null;
  readonly negativePrompt?: string | null;
  readonly ambientDescription?: string | null;
}

export const PROMPT_MEMBERS = ['scenePrompt', 'videoPrompt', 'negativePrompt', 'ambientDescription'] as const;
export const EDITABLE_MEMBERS = [
  ...['content', 'dialogueText', 'characters', 'shotType', 'cameraMovement', 'lensMm', 'durationFrames'],
  ...['transitionToNext', 'crossfadeFrames', ...PROMPT_MEMBERS],
] as readonly (keyof ShotChanges)[];

const LONGEST_TEXT = 10_000;
/** Ten minutes at the highest rate that a list may have. */
const MOST_FRAMES = 10 * 60 * 240;

/** The members that would become something else. */
export function changesOf(shot: PlannedShot, asked: ShotChanges): ShotChanges {
  const wanted = Object.entries(asked).filter(([, value]) => value !== null && value !== undefined);
  const changes = Object.fromEntries(
    wanted.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(shot[name as keyof PlannedShot])),
  ) as ShotChanges;
  assertTexts(changes);
  assertNumbers(changes);
  assertSpeech(shot, changes);
  assertCrossfade(shot, changes);
  return changes;
}

/** What was decided before and is decided by nobody anew: as the shot has it. */
export function decided(shot: PlannedShot, members: readonly string[]): ShotChanges {
  const known = EDITABLE_MEMBERS.filter((name) => members.includes(name));
  return Object.fromEntries(known.map((name) => [name, shot[name]])) as ShotChanges;
}

function assertTexts(changes: ShotChanges): void {
  const texts = ['content', 'dialogueText', ...PROMPT_MEMBERS] as const;
  for (const name of texts) {
    const text = changes[name];
    if (text === null || text === undefined) continue;
    const isMissing = text.trim() === '' && name !== 'ambientDescription';
    if (!isMissing && text.length <= LONGEST_TEXT && isStorable(text) && isWhole(text)) continue;
    throw new InvalidInput('A text of a shot has words, and at most 10,000 characters.', {
      field: ['input', name],
      expected: `1 to ${LONGEST_TEXT} characters, without NUL and without halves of characters`,
      got: isMissing ? 'no words' : `${text.length} characters`,
      remedy: 'Say what is wanted in a few sentences; leave the field out to keep what is there.',
    });
  }
}

const BOUNDS = {
  lensMm: { least: 8, most: 300, what: 'A lens has from 8 to 300 mm.' },
  durationFrames: { least: 1, most: MOST_FRAMES, what: 'A shot lasts from one frame to ten minutes.' },
  crossfadeFrames: { least: 0, most: MOST_FRAMES, what: 'A crossfade has no less than 0 frames.' },
} as const;

function assertNumbers(changes: ShotChanges): void {
  for (const [name, { least, most, what }] of Object.entries(BOUNDS)) {
    const value = changes[name as keyof typeof BOUNDS];
    if (value === null || value === undefined || (value >= least && value <= most)) continue;
    const expected = `${least} to ${most}`;
    throw new InvalidInput(what, { field: ['input', name], expected, got: String(value), remedy: `Send ${expected}.` });
  }
}

function assertSpeech(shot: PlannedShot, { dialogueText, characters }: ShotChanges): void {
  if (dialogueText && shot.dialogueSpeaker === null) {
    throw new InvalidInput('Nobody speaks in this shot.', {
      field: ['input', 'dialogueText'],
      expected: 'words only for a shot whose screenplay has somebody speak',
      got: 'words for a silent shot',
      remedy: 'Write the speech into the screenplay, import it and break it down again.',
    });
  }
  if (!characters || shot.dialogueSpeaker === null || characters.includes(shot.dialogueSpeaker)) return;
  throw new InvalidInput('Whoever speaks is in frame.', {
    field: ['input', 'characterIds'],
    expected: 'the speaker among them',
    got: 'others alone',
    remedy: 'Name the speaker too.',
  });
}

function assertCrossfade(shot: PlannedShot, changes: ShotChanges): void {
  const frames = changes.durationFrames ?? shot.durationFrames;
  const fade = changes.crossfadeFrames ?? shot.crossfadeFrames;
  if (fade * 2 <= frames || (changes.crossfadeFrames ?? null) === null) return;
  throw new InvalidInput('A crossfade is at most half as long as its shot.', {
    field: ['input', 'crossfadeFrames'],
    expected: `at most ${Math.floor(frames / 2)} frames`,
    got: `${fade} frames`,
    remedy: 'Make the shot longer or the crossfade shorter.',
  });
}
