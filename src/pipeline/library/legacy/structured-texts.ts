import { z } from 'zod';
import { InvalidInput } from '../../errors';

const script = z.object({ segments: z.array(z.object({ idx: z.number(), text: z.string() })) });

/** The narration of a structured script as flat text: in the order of its `idx`, one paragraph a segment. */
export function structuredTexts(json: string): string {
  const { data, error } = script.safeParse(parsed(json));
  if (!data) throw noScript(error.issues[0]?.message ?? '');
  const texts = [...data.segments].sort((a, b) => a.idx - b.idx).map(({ text }) => text.replace(/\s*\n\s*/g, ' '));
  return texts.join('\n\n');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw noScript(error instanceof Error ? error.message : '');
  }
}

function noScript(got: string): InvalidInput {
  return new InvalidInput('The structured script in the archive cannot be read.', {
    field: ['input', 'uploadId'],
    expected: 'JSON with `segments`, each with `idx` and `text`',
    got,
    remedy: 'Mend the file, or take it out of the archive and name a `scriptId`.',
  });
}
