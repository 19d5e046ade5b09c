import {
  alignedToSpeech,
  type HeardStretch,
  type ReferenceSpeech,
} from '../../pipeline/production/alignment/aligned-to-speech';
import { readWave } from '../../pipeline/values/wave';
import { answerTasks } from '../process-answer';

export interface AligningTask {
  readonly wav: Uint8Array;
  readonly reference: ReferenceSpeech;
}

export interface Aligned {
  readonly words: readonly HeardStretch[];
  readonly distance: number;
}

answerTasks(async ({ wav, reference }: AligningTask): Promise<Aligned> => alignedToSpeech(readWave(wav), reference));
