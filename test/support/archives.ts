import { ZipFile } from 'yazl';
import type { TestServer } from './server';
import { announce, put } from './uploads';

/** A zip of these files, as a person would pack them. */
export async function zipOf(files: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(Buffer.from(bytes as Uint8Array), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Announced, brought and stored: the upload's id. */
export async function bringArchive(
  server: TestServer,
  projectId: string,
  { bytes, fileName = '20260207_101747.zip' }: { bytes: Uint8Array; fileName?: string },
): Promise<string> {
  const mimeType = fileName.endsWith('.zip') ? 'application/zip' : 'application/json';
  const { uploadId, url } = await announce(server, { projectId, fileName, mimeType, bytes: bytes.length });
  const { status, body } = await put(url, bytes);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return uploadId ?? '';
}
