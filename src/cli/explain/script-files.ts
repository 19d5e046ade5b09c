import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StudioClient } from '../graphql/client';

interface Told {
  readonly script: {
    readonly flat: string;
    readonly json: string;
    readonly notes: readonly string[];
    readonly segments: { readonly nodes: readonly { readonly number: number; readonly claims: readonly ClaimRow[] }[] };
  };
}

interface ClaimRow {
  readonly text: string;
  readonly supported: boolean;
}

const SCRIPT = `query ($id: ID!) {
  script(id: $id) {
    flat: text(format: FLAT) json: text(format: JSON) notes
    segments(first: 250) { nodes { number claims { text supported } } }
  }
}`;

export interface ScriptFiles {
  readonly files: readonly string[];
  /** What its writer says, and what no source says, for whoever reads it first. */
  readonly lines: readonly string[];
}

/** The script as flat text and as structured JSON. */
export async function deliverScript(
  client: StudioClient,
  { scriptId, out }: { readonly scriptId: string; readonly out: string },
): Promise<ScriptFiles> {
  const { script } = await client.query<Told>(SCRIPT, { id: scriptId });
  const files = [join(out, 'script.txt'), join(out, 'script.json')];
  await put(files[0] ?? '', `${script.flat}\n`);
  await put(files[1] ?? '', script.json);
  const unsupported = script.segments.nodes.flatMap(({ number, claims }) =>
    claims.filter(({ supported }) => !supported).map(({ text }) => `  segment ${number}: no source says "${text}"`),
  );
  return { files, lines: [...script.notes.map((note) => `  ${note}`), ...unsupported] };
}

async function put(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
}
