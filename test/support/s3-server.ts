import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerS3, type S3Bucket, S3Failure, type S3Reply, type S3Request, sha256 } from './s3-operations';

const CREDENTIALS = { accessKeyId: 'workprint-test', secretAccessKey: 'secret' };

export interface S3Server {
  readonly endpoint: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
  readonly bucket: S3Bucket;
  /** Called before each operation. What it throws is the answer; while it waits, so does the client. */
  before: (operation: string) => void | Promise<void>;
  /** Cuts every connection, as a service that dies does. */
  drop(): void;
  close(): Promise<void>;
}

/** An S3-compatible service with one bucket, in memory, for the real SDK: path style, errors as XML, two keys a page. */
export async function startS3Server(bucketName: string): Promise<S3Server> {
  const bucket: S3Bucket = { name: bucketName, objects: new Map(), uploads: new Map(), checksums: [] };
  const http = createServer((message, response) => {
    serve(message)
      .catch(replyOf)
      .then((reply) => send(response, reply))
      .catch((error: Error) => response.destroy(error));
  });
  const serve = async (message: IncomingMessage) => {
    const request = await readRequest(message);
    refuseUnsigned(message, request.body);
    return answerS3(bucket, request, (operation) => server.before(operation));
  };
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server: S3Server = {
    endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    credentials: CREDENTIALS,
    bucket,
    before: () => undefined,
    drop: () => http.closeAllConnections(),
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

async function readRequest(message: IncomingMessage): Promise<S3Request> {
  const { method = '', url = '/', headers } = message;
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(pathname)) ?? [];
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return { method, bucket, key, query: searchParams, headers, body: Buffer.concat(chunks) };
}

/** That there is a signature by a known key, not that it is right: the SDK's arithmetic is not what is tested here. */
function refuseUnsigned({ headers }: IncomingMessage, body: Buffer): void {
  const [, key] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/.+Signature=[0-9a-f]{64}$/.exec(headers.authorization ?? '') ?? [];
  if (key === undefined) throw new S3Failure(403, 'AccessDenied');
  if (key !== CREDENTIALS.accessKeyId) throw new S3Failure(403, 'InvalidAccessKeyId');
  // Streams, which the SDK would send in signed chunks, are not used: a retry needs the bytes again.
  if (headers['content-encoding']?.includes('aws-chunked')) throw new S3Failure(501, 'NotImplemented');
  if (headers['x-amz-content-sha256'] !== sha256(body, 'hex')) {
    throw new S3Failure(400, 'XAmzContentSHA256Mismatch');
  }
}

function replyOf(error: unknown): S3Reply {
  if (!(error instanceof S3Failure)) throw error;
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${error.code}</Code><Message>${error.code}</Message></Error>`;
  return { status: error.status, headers: { 'content-type': 'application/xml' }, body };
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: S3Reply): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { 'content-length': length, 'x-amz-request-id': 'test', ...headers });
  // Of a HEAD, Node sends the headers alone.
  response.end(body);
}
