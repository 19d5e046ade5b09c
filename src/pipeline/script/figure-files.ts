import { z } from 'zod';
import { InvalidInput } from '../errors';
import { faultsOf, figureKey, MOST_FAULTS } from './script-file';
import { byKindAndNumber } from './structured-script';
import { figureNumbers, type WrittenFigure, type WrittenScript } from './written-script';

const entry = z.union([
  z.string(),
  z.object({ kb_path: z.string().nullish(), caption: z.string().nullish(), description: z.string().nullish() }),
]);
const figureFiles = z.record(
  z.string().refine((key) => figureKey(key) !== null, 'must be the number of a figure from 1 to 9999'),
  entry,
);

/** The figures that there are files of: number → path, or number → { kb_path, caption, description }. */
export function figuresFromJson(value: unknown): WrittenFigure[] {
  const { success, data, error } = figureFiles.safeParse(value);
  if (!success) throw malformed(faultsOf(error.issues));
  const figures = Object.entries(data).flatMap(([key, said]) => {
    const { kb_path, caption, description } = typeof said === 'string' ? { kb_path: said } : said;
    const named = figureKey(key);
    const facts = { path: kb_path ?? '', caption: caption ?? '', description: description ?? '' };
    return named ? [{ ...named, ...facts }] : [];
  });
  const twice = figures.find(({ kind, number }, at) => isOf(figures.slice(0, at), kind, number));
  if (twice) throw malformed([`${twice.kind.toLowerCase()} ${twice.number} is there twice`]);
  return figures.sort(byKindAndNumber);
}

const isOf = (figures: readonly WrittenFigure[], kind: string, number: number): boolean =>
  figures.some((figure) => figure.kind === kind && figure.number === number);

function malformed(faults: readonly string[]): InvalidInput {
  return new InvalidInput('These are no figures.', {
    expected: 'a JSON object: number → path, or number → { kb_path, caption, description }',
    got: faults.slice(0, MOST_FAULTS).join('; '),
    remedy: 'Mend what is named.',
  });
}

interface Mention {
  readonly number: number;
  /** From 1. */
  readonly segmentNumbers: readonly number[];
}

/** What the script speaks of and has no file of, by number. */
export function missingFigures({ segments, figures }: WrittenScript): Mention[] {
  const mentions = new Map<number, number[]>();
  for (const [idx, segment] of segments.entries())
    for (const number of figureNumbers(segment)) mentions.set(number, [...(mentions.get(number) ?? []), idx + 1]);
  const there = new Set(
    figures.flatMap(({ kind, number, path }) => (kind === 'FIGURE' && path !== '' ? [number] : [])),
  );
  return [...mentions]
    .filter(([number]) => !there.has(number))
    .map(([number, segmentNumbers]) => ({ number, segmentNumbers }))
    .sort((a, b) => a.number - b.number);
}

/** The script with these figures besides its own, and an entry without a path for each that it speaks of and has not. */
export function withFigures(script: WrittenScript, brought: readonly WrittenFigure[]): WrittenScript {
  const own = script.figures.filter(({ kind, number }) => !isOf(brought, kind, number));
  const known = [...brought, ...own];
  const bare = missingFigures({ ...script, figures: [] })
    .filter(({ number }) => !isOf(known, 'FIGURE', number))
    .map(({ number }): WrittenFigure => ({ kind: 'FIGURE', number, path: '', caption: '', description: '' }));
  return { ...script, figures: [...known, ...bare].sort(byKindAndNumber) };
}
