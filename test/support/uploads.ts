import { ADMIN_TOKEN, type TestServer } from './server';

export interface UserError {
  code: string;
  message: string;
  field: string[] | null;
  expected: string | null;
  got: string | null;
  remedy: string | null;
}
export interface Announced {
  uploadId: string | null;
  url: string | null;
  userErrors: UserError[];
}

const CREATE_UPLOAD = `mutation($input: CreateUploadInput!) {
  createUpload(input: $input) { uploadId url userErrors { code message field expected got remedy } }
}`;

export async function announce(server: TestServer, input: object, token = ADMIN_TOKEN): Promise<Announced> {
  const asked = { fileName: 'figure.png', mimeType: 'image/png', ...input };
  return (await server.query<{ createUpload: Announced }>(CREATE_UPLOAD, { input: asked }, token)).data.createUpload;
}

export interface Brought {
  status: number;
  body: { sha256?: string; errors?: { message: string; extensions: Record<string, string> }[] };
}

export async function put(url: string | null, body: Uint8Array): Promise<Brought> {
  const response = await fetch(url ?? '', { method: 'PUT', body: new Uint8Array(body) });
  return { status: response.status, body: (await response.json()) as Brought['body'] };
}

/** Announced, brought and stored: the upload's id. */
export async function bring(server: TestServer, projectId: string, bytes: Uint8Array): Promise<string> {
  const { uploadId, url } = await announce(server, { projectId, bytes: bytes.length });
  const { status, body } = await put(url, bytes);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return uploadId ?? '';
}
