import { LimitExceeded, Unsupported } from '../../pipeline/errors';
import { answerTasks } from '../process-answer';
import { type ExtractOrder, extracted } from './extract';

export interface Refused {
  readonly code: 'UNSUPPORTED' | 'LIMIT_EXCEEDED';
  readonly message: string;
  readonly expected?: string;
  readonly got?: string;
  readonly remedy?: string;
}

export type ExtractAnswer = { readonly text: string } | { readonly refused: Refused };

answerTasks<ExtractOrder, ExtractAnswer>(async (order) => {
  try {
    return { text: extracted(order) };
  } catch (error) {
    if (!(error instanceof Unsupported || error instanceof LimitExceeded)) throw error;
    const { code, message, expected, got, remedy } = error;
    return { refused: { code, message, expected, got, remedy } };
  }
});
