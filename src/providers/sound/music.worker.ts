import { answerTasks } from '../process-answer';
import { composed, type MusicOrder } from './music/composition';
import { synthesised } from './music/synthesis';

export type MusicTask = MusicOrder & { readonly rate: number };

answerTasks<MusicTask, Uint8Array>(async ({ rate, ...order }) => {
  const { buffer, byteOffset, byteLength } = synthesised(composed(order), rate);
  return new Uint8Array(buffer, byteOffset, byteLength);
});
