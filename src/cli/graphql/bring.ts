import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { StudioClient } from './client';
import { uploadFile } from './upload';

const UPLOAD = `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { uploadId url userErrors { code message expected got remedy } }
}`;

export interface Brought {
  readonly projectId: string;
  readonly file: string;
  readonly mimeType: string;
  readonly signal?: AbortSignal;
}

/** A file of this machine as an upload of the server. Answers its id. */
export async function bringFile(client: StudioClient, { projectId, file, ...how }: Brought): Promise<string> {
  const { size: bytes } = await stat(file);
  const input = { projectId, fileName: basename(file), mimeType: how.mimeType, bytes };
  const { createUpload } = await client.mutate<{ createUpload: { uploadId: string; url: string } }>(UPLOAD, { input });
  await uploadFile({ url: createUpload.url, file, ...how });
  return createUpload.uploadId;
}
