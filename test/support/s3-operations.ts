import { createHash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface S3Request {
  method: string;
  bucket: string;
  key: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
export interface S3Reply {
  status: number;
  headers?: Record<string, string | number>;
  body?: string | Buffer;
}
export interface S3Bucket {
  name: string;
  objects: Map<string, { body: Buffer; at: Date }>;
  uploads: Map<string, { key: string; at: Date; parts: Map<number, Buffer> }>;
  /** Those that came with bytes, in the order of their arrival. */
  checksums: string[];
  ignoresRanges?: boolean;
}
type Operation = (bucket: S3Bucket, request: S3Request) => S3Reply;

export class S3Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

export function sha256(body: Buffer, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(body).digest(encoding);
}

const PAGE = 2;
const MIN_PART_BYTES = 5 << 20;

const operations: Readonly<Record<string, Operation>> = {
  HeadBucket: () => ({ status: 200 }),
  ListObjectsV2: listObjects,
  ListMultipartUploads: listUploads,
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: (bucket, { key }) => {
    const { body, at } = objectAt(bucket, key);
    return { status: 200, headers: { 'content-length': body.length, 'last-modified': at.toUTCString() } };
  },
  DeleteObject: ({ objects }, { key }) => {
    objects.delete(key);
    return { status: 204 };
  },
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  CompleteMultipartUpload: completeUpload,
  AbortMultipartUpload: ({ uploads }, { query }) => {
    if (!uploads.delete(query.get('uploadId') ?? '')) throw new S3Failure(404, 'NoSuchUpload');
    return { status: 204 };
  },
};

export async function answerS3(
  bucket: S3Bucket,
  request: S3Request,
  before: (operation: string) => void | Promise<void>,
): Promise<S3Reply> {
  const name = operationOf(request);
  await before(name);
  if (request.bucket !== bucket.name) throw new S3Failure(404, 'NoSuchBucket');
  const operation = operations[name];
  if (!operation) throw new S3Failure(501, 'NotImplemented');
  return operation(bucket, request);
}

function operationOf({ method, key, query }: S3Request): string {
  if (key === '') return bucketOperationOf(method, query);
  if (query.has('uploadId')) {
    const names = { PUT: 'UploadPart', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' };
    return names[method as keyof typeof names] ?? method;
  }
  if (method === 'POST' && query.has('uploads')) return 'CreateMultipartUpload';
  const names = { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' };
  return names[method as keyof typeof names] ?? method;
}

function bucketOperationOf(method: string, query: URLSearchParams): string {
  if (method === 'HEAD') return 'HeadBucket';
  if (query.has('uploads')) return 'ListMultipartUploads';
  return query.get('list-type') === '2' ? 'ListObjectsV2' : method;
}

function objectAt({ objects }: S3Bucket, key: string): { body: Buffer; at: Date } {
  const object = objects.get(key);
  if (!object) throw new S3Failure(404, 'NoSuchKey');
  return object;
}

function checkSum({ checksums }: S3Bucket, { headers, body }: S3Request): void {
  const sent = headers['x-amz-checksum-sha256'];
  if (typeof sent !== 'string') return;
  if (sent !== sha256(body, 'base64')) throw new S3Failure(400, 'BadDigest');
  checksums.push(sent);
}

function putObject(bucket: S3Bucket, request: S3Request): S3Reply {
  checkSum(bucket, request);
  bucket.objects.set(request.key, { body: request.body, at: new Date() });
  return { status: 200, headers: { etag: etagOf(request.body) } };
}

function getObject(bucket: S3Bucket, { key, headers }: S3Request): S3Reply {
  const { body } = objectAt(bucket, key);
  if (headers.range === undefined || bucket.ignoresRanges) return { status: 200, body };
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range) ?? [];
  const start = Number(first);
  const end = Math.min(Number(last), body.length - 1);
  if (!(start < body.length)) throw new S3Failure(416, 'InvalidRange');
  const range = { 'content-range': `bytes ${start}-${end}/${body.length}` };
  return { status: 206, headers: range, body: body.subarray(start, end + 1) };
}

function listObjects({ objects }: S3Bucket, { query }: S3Request): S3Reply {
  const after = query.get('continuation-token') ?? '';
  const rest = [...objects.keys()].sort().filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after);
  const page = rest.slice(0, PAGE);
  const more = rest.length > PAGE;
  const contents = page.map((key) => {
    return element('Contents', element('Key', key) + element('Size', String(objects.get(key)?.body.length)));
  });
  const token = more ? element('NextContinuationToken', page.at(-1) ?? '') : '';
  return xml('ListBucketResult', contents.join('') + element('IsTruncated', String(more)) + token);
}

function listUploads({ uploads }: S3Bucket, { query }: S3Request): S3Reply {
  const found = [...uploads].filter(([, { key }]) => key.startsWith(query.get('prefix') ?? ''));
  const listed = found.map(([id, { key, at }]) => {
    const fields = { Key: key, UploadId: id, Initiated: at.toISOString() };
    return element(
      'Upload',
      Object.entries(fields)
        .map(([name, text]) => element(name, text))
        .join(''),
    );
  });
  return xml('ListMultipartUploadsResult', listed.join(''));
}

function createUpload({ uploads }: S3Bucket, { key }: S3Request): S3Reply {
  const id = randomUUID();
  uploads.set(id, { key, at: new Date(), parts: new Map() });
  return xml('InitiateMultipartUploadResult', element('Key', key) + element('UploadId', id));
}

function uploadPart(bucket: S3Bucket, request: S3Request): S3Reply {
  checkSum(bucket, request);
  partsOf(bucket, request).set(Number(request.query.get('partNumber')), request.body);
  const checksum = request.headers['x-amz-checksum-sha256'];
  const echoed = typeof checksum === 'string' && { 'x-amz-checksum-sha256': checksum };
  return { status: 200, headers: { etag: etagOf(request.body), ...echoed } };
}

function completeUpload(bucket: S3Bucket, request: S3Request): S3Reply {
  const parts = partsOf(bucket, request);
  const named = [...request.body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, n]) => Number(n));
  const bodies = named.map((number) => parts.get(number));
  if (!bodies.every((body) => body !== undefined)) throw new S3Failure(400, 'InvalidPart');
  if (bodies.slice(0, -1).some((body) => body.length < MIN_PART_BYTES)) throw new S3Failure(400, 'EntityTooSmall');
  bucket.objects.set(request.key, { body: Buffer.concat(bodies), at: new Date() });
  bucket.uploads.delete(request.query.get('uploadId') ?? '');
  return xml('CompleteMultipartUploadResult', element('Key', request.key) + element('ETag', '"parts"'));
}

function partsOf({ uploads }: S3Bucket, { query }: S3Request): Map<number, Buffer> {
  const upload = uploads.get(query.get('uploadId') ?? '');
  if (!upload) throw new S3Failure(404, 'NoSuchUpload');
  return upload.parts;
}

function etagOf(body: Buffer): string {
  return `"${sha256(body, 'hex').slice(0, 32)}"`;
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function xml(root: string, content: string): S3Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>${element(root, content)}`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
