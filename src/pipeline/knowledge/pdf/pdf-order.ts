import type { Reading } from '../reading';

export interface PdfLimits {
  readonly pages: number;
  readonly bytes: number;
  /** Without a step of progress. */
  readonly stepMs: number;
  /** From the beginning to the end. */
  readonly wholeMs: number;
  /** Resident memory of the process that reads. */
  readonly memoryBytes: number;
}

export const PDF_LIMITS: PdfLimits = {
  pages: 200,
  bytes: 200 * 1024 * 1024,
  stepMs: 15_000,
  wholeMs: 600_000,
  // The watch looks every 25 ms, in which a decoder can take 50 MB more; the whole stays under 1 GiB.
  memoryBytes: 900 * 1024 * 1024,
};

/** What reading a page takes, from all of it to nothing: each is left out when it was too much at the attempt before. */
export type Step = 'OPEN' | 'TEXT' | 'GRAPHICS' | 'LAYOUT' | 'PICTURES';

export interface Place {
  readonly step: Step;
  /** From 1; 0 where it is about the whole. */
  readonly page: number;
}

export interface PdfOrder {
  readonly file: string;
  readonly pages: number;
  readonly leaveOut: readonly Place[];
}

export const FAULTS = ['ENCRYPTED', 'DAMAGED', 'EMPTY', 'SCANNED', 'MANY_PAGES', 'BROKEN'] as const;
export type Fault = (typeof FAULTS)[number];

export type FromReader =
  | { readonly kind: 'at'; readonly place: Place; readonly pages: number }
  | { readonly kind: 'read'; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly fault: Fault; readonly got: string };
