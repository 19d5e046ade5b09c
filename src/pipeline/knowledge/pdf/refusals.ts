import { type DomainError, LimitExceeded, MediaRefused, Unsupported } from '../../errors';
import type { Fault, PdfLimits, Place } from './pdf-order';

/** What is said of a file that cannot be read. */
export function refusalOf(fault: Fault, got: string, limits: PdfLimits): DomainError {
  const expected = 'a PDF with text in it that opens without a password';
  switch (fault) {
    case 'ENCRYPTED':
      return new Unsupported('The PDF is encrypted and opens with a password only.', {
        expected,
        got,
        remedy: 'Save it without a password and upload it again.',
      });
    case 'EMPTY':
      return new MediaRefused('The PDF has no pages.', {
        expected,
        got,
        remedy: 'Upload a PDF with at least one page.',
      });
    case 'SCANNED':
      return new Unsupported('The PDF has no text: its pages are pictures, as a scanner makes them.', {
        expected,
        got,
        remedy: 'Run it through text recognition (OCR), or upload the text as Markdown.',
      });
    case 'MANY_PAGES':
      return new LimitExceeded('The PDF has too many pages.', {
        expected: `at most ${limits.pages} pages`,
        got,
        remedy: 'Upload the chapters that you need as documents of their own.',
      });
    case 'DAMAGED':
    case 'BROKEN':
      return new MediaRefused('The PDF is damaged, or is no PDF.', {
        expected,
        got,
        remedy: 'Open it in another program, save it anew and upload that.',
      });
  }
}

export function tooLarge(bytes: number, limits: PdfLimits): DomainError {
  return new LimitExceeded('The PDF is too large.', {
    expected: `at most ${megabytes(limits.bytes)}`,
    got: megabytes(bytes),
    remedy: 'Save it with smaller pictures, or upload the chapters that you need.',
  });
}

export type Burden = 'TIME' | 'MEMORY' | 'END';

/** After all that can be left out was left out. */
export function tooHeavy(burden: Burden, place: Place, limits: PdfLimits): DomainError {
  const got = `${BURDENS[burden](limits)} ${placeText(place)}`;
  if (burden === 'END')
    return new MediaRefused('The PDF ended the process that read it.', {
      expected: 'a PDF that can be read to its end',
      got,
      remedy: REMEDY,
    });
  return new LimitExceeded('The PDF takes too much to read.', {
    expected: `at most ${limits.stepMs / 1000} s a page and ${megabytes(limits.memoryBytes)}`,
    got,
    remedy: REMEDY,
  });
}

const REMEDY = 'Print it to a new PDF, or leave out the pages with the heaviest drawings.';

const BURDENS: Readonly<Record<Burden, (limits: PdfLimits) => string>> = {
  TIME: ({ stepMs }) => `more than ${stepMs / 1000} s`,
  MEMORY: ({ memoryBytes }) => `more than ${megabytes(memoryBytes)}`,
  END: () => 'an end without a word',
};

export function warningOf(burden: Burden, { step, page }: Place, limits: PdfLimits): string {
  const what = {
    OPEN: 'the document',
    TEXT: 'its text',
    GRAPHICS: 'its drawings',
    LAYOUT: 'its layout',
    PICTURES: 'its figures',
  }[step];
  return `Page ${page} was too much to read whole: ${what} took ${BURDENS[burden](limits)} and was left out.`;
}

function placeText({ step, page }: Place): string {
  if (step === 'OPEN') return 'while it was opened';
  return page > 0 ? `on page ${page}` : 'while its pages were compared';
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
