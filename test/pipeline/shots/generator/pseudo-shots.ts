import type { DraftScene, DraftShot } from '../../../../src/pipeline/shots/identities/known-scene';
import type { GeneratedStory } from './story';

/** A shot, and the elements of its scene that it shows. */
export interface PseudoShot extends DraftShot {
  readonly covers: readonly number[];
}
export interface PseudoScene extends Omit<DraftScene, 'shots'> {
  readonly shots: readonly PseudoShot[];
}

/** A rough breakdown: an establishing shot, one shot for each paragraph, one for each speaker of an exchange. */
export function pseudoScenes({ screenplay, truth }: GeneratedStory): PseudoScene[] {
  return screenplay.scenes.map(({ slugline, elements }, at) => {
    const shots: PseudoShot[] = [{ ...ESTABLISHING, content: slugline, covers: [] }];
    let speeches: Speech[] = [];
    const close = (): void => {
      shots.push(...exchangeOf(speeches));
      speeches = [];
    };
    let cue = '';
    for (const [index, { kind, text }] of elements.entries()) {
      if (kind === 'CHARACTER') cue = text;
      const speaker = truth.scenes[at]?.elements[index]?.speakers[0] ?? null;
      if (kind === 'DIALOGUE') {
        const speakers = new Set([...speeches.map((one) => one.speaker), speaker]);
        if (speakers.size > 2 || speeches.length === 6) close();
        speeches.push({ cue, text, speaker, index });
      }
      if (kind !== 'ACTION') continue;
      close();
      shots.push(...text.split('\n\n').map((content) => ({ ...ACTION, content, covers: [index] })));
    }
    close();
    return { slugline, settingKey: truth.settingKeys[at] ?? '', shots };
  });
}

interface Speech {
  readonly cue: string;
  readonly text: string;
  readonly speaker: string | null;
  readonly index: number;
}

const SILENT = { dialogueText: null, dialogueSpeaker: null };
const ESTABLISHING = { trigger: 'LOCATION_ESTABLISH', ...SILENT } as const;
const ACTION = { trigger: 'ACTION_BEAT', ...SILENT } as const;

function exchangeOf(speeches: readonly Speech[]): PseudoShot[] {
  return [...new Set(speeches.map(({ speaker }) => speaker))].map((speaker) => {
    const own = speeches.filter((one) => one.speaker === speaker);
    const text = own.map((one) => one.text).join(' | ');
    return {
      trigger: 'DIALOGUE_EXCHANGE',
      content: `${own[0]?.cue} says: ${text}`,
      dialogueText: text,
      dialogueSpeaker: speaker,
      covers: own.map(({ index }) => index),
    };
  });
}
