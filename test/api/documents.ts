import { plainPng } from '../support/pictures';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server';
import { announce, put, type UserError } from '../support/uploads';

/** A picture that no other is equal to. */
export const picture = (width: number): Buffer => Buffer.from(plainPng(width, 8));

const embedded = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`;

/** A paper with a Figure 1 that came along, a Figure 2 that did not, and words of its own. */
export function paper(
  title: string,
  width: number,
  about = 'Street trees cool the asphalt below them at night.',
): string {
  return `# ${title}

Ada Okafor and Bo Lind

## Abstract

${about} We measured the heat islands of twelve cities, and what street trees do to them.

## Results

${about} Figure 1 shows the heat islands of twelve cities after dark.

![Figure 1: Heat islands of ${title} after dark.](${embedded(picture(width))})

Night air is two degrees cooler below street trees. ${about}

![Figure 2: A map that was lost.](map.png)
`;
}

export interface Answer {
  readonly [field: string]: unknown;
  readonly userErrors: UserError[];
}

/** A server with a project, and what is asked of it in these tests. */
export class Desk {
  #keys = 0;

  private constructor(
    readonly server: TestServer,
    readonly projectId: string,
  ) {}

  static async open(): Promise<Desk> {
    const server = await startServer();
    const { data } = await server.query<{ createProject: { project: { id: string } } }>(
      `mutation { createProject(input: { key: "heat", name: "Heat", size: { width: 1280, height: 720 }, idempotencyKey: "p" }) {
        project { id } } }`,
    );
    return new Desk(server, data.createProject.project.id);
  }

  key(): string {
    this.#keys += 1;
    return `key-${this.#keys}`;
  }

  async bring(
    bytes: Uint8Array,
    mimeType = 'image/png',
    fileName = 'paper.md',
    projectId = this.projectId,
  ): Promise<string> {
    const { uploadId, url } = await announce(this.server, { projectId, bytes: bytes.length, mimeType, fileName });
    const { status, body } = await put(url, bytes);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return uploadId ?? '';
  }

  /** A mutation by its name, with what is selected of its payload. */
  async ask(name: string, input: object, selection: string, token = ADMIN_TOKEN): Promise<Answer> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await this.server.query<Record<string, Answer>>(
      `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message field expected got remedy } } }`,
      { input },
      token,
    );
    const answer = data?.[name];
    if (!answer)
      throw new Error(
        `${JSON.stringify(errors)}\n${this.server.logged.filter((line) => line.includes('"err"')).at(-1)}`,
      );
    return answer;
  }

  async ingest(
    text: string,
    more: object = {},
    selection = 'document { id title }',
  ): Promise<Answer & { document: { id: string } }> {
    const uploadId = await this.bring(Buffer.from(text), 'text/markdown');
    const input = { projectId: this.projectId, uploadId, idempotencyKey: this.key(), ...more };
    return (await this.ask('ingestDocument', input, selection)) as Answer & { document: { id: string } };
  }

  async script(text: string, documentIds: readonly string[], more: object = {}): Promise<string> {
    const input = { projectId: this.projectId, name: 'Script', text, documentIds, idempotencyKey: this.key(), ...more };
    const { script, userErrors } = await this.ask('importScript', input, 'script { id }');
    if (!script) throw new Error(JSON.stringify(userErrors));
    return (script as { id: string }).id;
  }

  async read<T>(selection: string, variables: object = {}, types = ''): Promise<T> {
    const { data, errors } = await this.server.query<T>(`query${types} { ${selection} }`, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
