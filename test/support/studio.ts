import { Follower } from './follower';
import { Program } from './program';
import { ADMIN_TOKEN, type Answer } from './server';

const RUN_EVENTS = `subscription($id: ID!, $after: Int!) {
  events: runEvents(runId: $id, afterSeq: $after) {
    __typename seq totals { jobs done reused failed } ... on RunFinished { status }
    ... on JobStarted { jobKey } ... on JobProgressed { jobKey fraction note }
  }
}`;

export interface RunLine {
  readonly seq: number;
  readonly __typename: string;
  readonly status?: string;
  readonly jobKey?: string;
  readonly note?: string | null;
  readonly totals: { readonly jobs: number; readonly done: number; readonly reused: number; readonly failed: number };
}

export interface FailedJob {
  readonly key: string;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly retryable: boolean;
    readonly remedy: string;
  };
}

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: string[] | null;
  readonly expected: string | null;
  readonly got: string | null;
  readonly remedy: string | null;
}

const ERRORS = 'userErrors { code message field expected got remedy }';

/** The program as people start it, in a process of its own: its threads and children are the real ones. */
export class Studio {
  #keys = 0;

  private constructor(
    readonly program: Program,
    readonly url: string,
  ) {}

  static async start(environment: Record<string, string>, launcher: readonly string[] = []): Promise<Studio> {
    const program = new Program(
      { WORKPRINT_ADMIN_TOKEN: ADMIN_TOKEN, DATABASE_POOL: '6', ...environment },
      [],
      launcher,
    );
    return new Studio(program, await program.address());
  }

  /** A project of small pictures at 24 frames a second. Answers its id. */
  async project(key: string, more: object = {}): Promise<string> {
    const size = { width: 320, height: 180 };
    const { createProject } = await this.mutate<{ createProject: { project: { id: string } } }>(
      `mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } ${ERRORS} } }`,
      { key, name: key, size, idempotencyKey: key, ...more },
    );
    return createProject.project.id;
  }

  async script(projectId: string, text: string): Promise<string> {
    const { script } = await this.import(projectId, text);
    if (!script) throw new Error('The script was refused.');
    return script.id;
  }

  async import(projectId: string, text: string): Promise<{ script: { id: string } | null; userErrors: UserError[] }> {
    const input = { projectId, name: 'Script', text, idempotencyKey: this.#key() };
    const { importScript } = await this.mutate<{
      importScript: { script: { id: string } | null; userErrors: UserError[] };
    }>(`mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } ${ERRORS} } }`, input);
    return importScript;
  }

  /** Answers the id of the run. */
  async explain(projectId: string, scriptId: string, more: object = {}): Promise<string> {
    const input = { projectId, scriptId, idempotencyKey: this.#key(), ...more };
    const { startExplainer } = await this.mutate<{
      startExplainer: { run: { id: string } | null; userErrors: UserError[] };
    }>(`mutation($input: StartExplainerInput!) { startExplainer(input: $input) { run { id } ${ERRORS} } }`, input);
    if (!startExplainer.run) throw new Error(JSON.stringify(startExplainer.userErrors));
    return startExplainer.run.id;
  }

  /** From a text to the end of its run. */
  async film(
    key: string,
    text: string,
    more: object = {},
  ): Promise<{ scriptId: string; runId: string; status: string }> {
    const projectId = await this.project(key);
    const scriptId = await this.script(projectId, text);
    const runId = await this.explain(projectId, scriptId, more);
    return { scriptId, runId, status: await this.over(runId) };
  }

  async cancel(
    runId: string,
    token?: string,
  ): Promise<{ run: { id: string; status: string } | null; userErrors: UserError[] }> {
    const document = `mutation($input: CancelRunInput!) { cancelRun(input: $input) { run { id status } ${ERRORS} } }`;
    const { cancelRun } = await this.mutate<{
      cancelRun: { run: { id: string; status: string } | null; userErrors: UserError[] };
    }>(document, { runId }, token);
    return cancelRun;
  }

  async resume(runId: string): Promise<void> {
    const document = `mutation($input: ResumeRunInput!) { resumeRun(input: $input) { run { id } ${ERRORS} } }`;
    const { resumeRun } = await this.mutate<{ resumeRun: { userErrors: UserError[] } }>(document, { runId });
    if (resumeRun.userErrors.length > 0) throw new Error(JSON.stringify(resumeRun.userErrors));
  }

  /** How the run ended, once it has. */
  async over(runId: string): Promise<string> {
    const { status, lastSeq } = await this.run(runId);
    if (status !== 'RUNNING') return status;
    await this.follow(runId, ({ __typename }) => __typename === 'RunFinished', lastSeq);
    return (await this.run(runId)).status;
  }

  /** The run's log up to the first line that will do. */
  async follow(runId: string, until: (line: RunLine) => boolean, afterSeq = 0): Promise<RunLine[]> {
    const follower = new Follower(
      this.url,
      ADMIN_TOKEN,
      RUN_EVENTS.replace('$after)', `${afterSeq})`).replace(', $after: Int!', ''),
    );
    const lines = follower.lines as unknown as RunLine[];
    await follower.follow(runId, () => lines.some(until));
    await follower.end();
    return lines;
  }

  async run(
    runId: string,
  ): Promise<{ status: string; lastSeq: number; failed: FailedJob[]; totals: RunLine['totals'] }> {
    const { run } = await this.read<{
      run: { status: string; lastSeq: number; totals: RunLine['totals']; jobs: { nodes: FailedJob[] } };
    }>(
      `query($id: ID!) { run(id: $id) { status lastSeq totals { jobs done reused failed }
        jobs(first: 250, where: { statuses: [FAILED] }) { nodes { key error { code message retryable remedy } } } } }`,
      { id: runId },
    );
    return { ...run, failed: run.jobs.nodes };
  }

  /** The film of a script as it is now. */
  async filmOf(scriptId: string): Promise<Film | null> {
    const { script } = await this.read<{
      script: { timeline: Omit<Film, 'sha256'> & { film: { current: { media: { sha256: string } } | null } } };
    }>(
      `query($id: ID!) { script(id: $id) { timeline {
        span { endFrameExclusive } report { ok durationFrames problems } srt: captions(format: SRT) vtt: captions(format: VTT)
        film { current { media { sha256 } } } } } }`,
      { id: scriptId },
    );
    const { film, ...timeline } = script.timeline;
    return film.current && { ...timeline, sha256: film.current.media.sha256 };
  }

  /** An answer without errors. */
  async read<T>(document: string, variables: object = {}, token?: string): Promise<T> {
    const { data, errors } = await this.query<T>(document, variables, token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  mutate<T>(document: string, input: object, token?: string): Promise<T> {
    return this.read(document, { input }, token);
  }

  async query<T>(query: string, variables: object = {}, token = ADMIN_TOKEN): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer<T>, 'status'>) };
  }

  stop(): Promise<number | null> {
    return this.program.stop();
  }

  #key(): string {
    this.#keys += 1;
    return `studio ${this.#keys}`;
  }
}

export interface Film {
  readonly sha256: string;
  readonly span: { readonly endFrameExclusive: number };
  readonly report: { readonly ok: boolean; readonly durationFrames: number; readonly problems: string[] };
  readonly srt: string;
  readonly vtt: string;
}
