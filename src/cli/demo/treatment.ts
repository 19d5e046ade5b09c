import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidInput, NotFound } from '../../pipeline/errors';

const TREATMENT = z.object({
  projectKey: z.string(),
  projectName: z.string(),
  scriptName: z.string(),
  size: z.object({ width: z.int(), height: z.int() }).optional(),
  rate: z.object({ numerator: z.int(), denominator: z.int() }).optional(),
  figures: z.array(z.object({ number: z.int(), caption: z.string(), file: z.string() })).default([]),
  rejection: z.object({ segment: z.int(), reason: z.string(), prompt: z.string() }).optional(),
});

/** What a film is to be made of: a script, its figures, and perhaps one picture that the demo's reviewer will send back. */
export interface Treatment extends z.infer<typeof TREATMENT> {
  readonly text: string;
  /** Where its files lie. */
  readonly folder: string;
}

/** `script.txt` and `demo.json` of a folder. */
export async function readTreatment(folder: string): Promise<Treatment> {
  const text = await readText(folder, 'script.txt');
  const described = await readText(folder, 'demo.json');
  return { ...parse(described, join(folder, 'demo.json')), text, folder };
}

async function readText(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    throw new NotFound(`${join(folder, name)} cannot be read.`, {
      expected: 'a folder with script.txt, demo.json and the PNG files of its figures',
      got: (error as NodeJS.ErrnoException).code ?? String(error),
      remedy: 'Look at assets/demo, which is such a folder.',
    });
  }
}

function parse(described: string, file: string): z.infer<typeof TREATMENT> {
  try {
    return TREATMENT.parse(JSON.parse(described));
  } catch (error) {
    const issues = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new InvalidInput(`${file} does not describe a treatment.`, {
      expected: 'JSON like that of assets/demo/demo.json; size, rate, figures and rejection may be missing',
      got: issues,
    });
  }
}
