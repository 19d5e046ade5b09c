import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';
import type { Words } from '../words/parse';
import { type Imported, importRun } from './import-run';
import { keyOf, namedBy } from './names';
import { noScript, type Page, pages } from './read-library';

/** What a command works on. */
export interface Target {
  readonly projectId: string;
  readonly projectKey: string;
  readonly scriptId: string;
  /** Null where a project or a script was named. */
  readonly runId: string | null;
  /** Null unless it came in just now. */
  readonly imported: Imported | null;
}

export interface Finding {
  readonly client: StudioClient;
  readonly words: Words;
  readonly signal: AbortSignal;
  /** For people: an old run that comes in is told of. */
  readonly say: (line: string) => void;
}

/** A run, a script, a project, or an old run on the disk, which comes in when it is named for the first time. */
export async function findRun(finding: Finding, word: string): Promise<Target> {
  const { client, words } = finding;
  const scriptId = words.text('script');
  if (scriptId) return { ...(await ofScript(client, scriptId)), imported: null };
  const named = namedBy(word);
  if (named.by === 'run') return ofRun(client, named.id);
  if (named.by === 'script') return ofScript(client, named.id);
  if (named.by === 'unknownId') throw notFound(word, `the id of a ${named.type}`);
  const given = words.text('project');
  const known = await firstProject(client, given ? [given] : named.projectKeys);
  if (known) return known;
  const origin = given ? null : await ofOrigin(client, basename(word));
  if (origin) return origin;
  const folder = await firstFolder(named.folders);
  if (!folder) throw notFound(word, 'a name that neither a project nor a folder has');
  const key = given ?? keyOf(resolve(folder));
  const imported = await importRun(finding, { folder: resolve(folder), key });
  return { ...(await ofScript(client, imported.scriptId)), imported };
}

const RUN = `query ($id: ID!) {
  run(id: $id) { id project { id key } subject { ... on StructuredScript { id } } }
}`;
const SCRIPT = 'query ($id: ID!) { script(id: $id) { id project { id key } } }';
const PROJECT = 'query ($key: String!) { project(key: $key) { id key scripts(first: 1) { nodes { id } } } }';

interface InProject {
  readonly project: { readonly id: string; readonly key: string };
}

async function ofRun(client: StudioClient, id: string): Promise<Target> {
  const { run } = await client.query<{ run: (InProject & { id: string; subject: { id?: string } }) | null }>(RUN, {
    id,
  });
  if (!run) throw notFound(id, 'a run that you may not see, or that is none');
  if (!run.subject.id) throw notFound(id, 'a run of a shot list, which has no segments');
  return { ...target(run.project, run.subject.id), runId: run.id };
}

async function ofScript(client: StudioClient, id: string): Promise<Target> {
  const { script } = await client.query<{ script: (InProject & { id: string }) | null }>(SCRIPT, { id });
  if (!script) throw noScript(id);
  return target(script.project, script.id);
}

/** A project without a script is one whose import was broken off: it comes in again. */
async function firstProject(client: StudioClient, keys: readonly string[]): Promise<Target | null> {
  for (const key of keys) {
    const { project } = await client.query<{ project: Newest | null }>(PROJECT, { key });
    const script = project?.scripts.nodes[0];
    if (project && script) return target(project, script.id);
  }
  return null;
}

const ORIGIN = `query ($name: String!, $after: String) {
  projects(first: 250, after: $after) {
    nodes {
      id key
      assets(first: 1, where: { originRunId: $name }) {
        nodes { slot { owner { ... on Segment { script { id } } ... on Figure { itsScript: script { id } } } } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Origin {
  readonly id: string;
  readonly key: string;
  readonly assets: {
    readonly nodes: readonly {
      readonly slot: {
        readonly owner: { readonly script?: { id: string }; readonly itsScript?: { id: string } | null };
      };
    }[];
  };
}

/** A run that came in under another key. */
async function ofOrigin(client: StudioClient, name: string): Promise<Target | null> {
  const projects = await pages<Origin>(async (after) => {
    const answer = await client.query<{ projects: Page<Origin> }>(ORIGIN, { name, after });
    return answer.projects;
  });
  for (const found of projects) {
    const owner = found.assets.nodes[0]?.slot.owner;
    const script = owner?.script ?? owner?.itsScript;
    if (script) return target(found, script.id);
  }
  return null;
}

interface Newest {
  readonly id: string;
  readonly key: string;
  readonly scripts: { readonly nodes: readonly { readonly id: string }[] };
}

function target({ id, key }: { id: string; key: string }, scriptId: string): Target {
  return { projectId: id, projectKey: key, scriptId, runId: null, imported: null };
}

async function firstFolder(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw error;
    });
    if (found?.isDirectory()) return path;
  }
  return null;
}

function notFound(word: string, got: string): Refused {
  return new Refused([
    {
      code: 'NOT_FOUND',
      message: `There is no run "${word}".`,
      expected: 'the id of a run or a script, the key of a project with a script, or the folder of an old run',
      got,
      remedy: 'Check the name, or bring the folder of an old run by its path; --project and --script say otherwise.',
    },
  ]);
}
