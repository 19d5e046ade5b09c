import { NotConfigured } from '../pipeline/errors';

/** Where an S3-compatible service keeps the blobs. */
export interface S3Place {
  bucket: string;
  /** Without slashes at its ends; empty for the whole bucket. */
  prefix: string;
  endpoint?: string;
  region?: string;
  forcePathStyle: boolean;
}

const SETTINGS = ['endpoint', 'region', 'forcePathStyle'];

/**
 * `s3://BUCKET/PREFIX?endpoint=http://127.0.0.1:9000&region=eu-west-1&forcePathStyle=true`; all but the bucket may be left
 * out. An endpoint of one's own is spoken to in path style unless that is false: few have a DNS name for every bucket.
 */
export function parseS3Url(url: URL): S3Place {
  const query = url.searchParams;
  const unknown = [...query.keys()].find((name) => !SETTINGS.includes(name));
  if (unknown !== undefined) throw refused(`one of the settings ${SETTINGS.join(', ')}`, unknown);
  if (url.hostname === '') throw refused('the name of a bucket', 'none');
  // A URL ends up in process lists and logs, where a secret must not be.
  if (url.username || url.password) throw refused('no credentials in the URL', 'some');
  const endpoint = endpointIn(query);
  return {
    bucket: url.hostname,
    prefix: decoded(url.pathname).replace(/^\/+|\/+$/g, ''),
    endpoint,
    region: query.get('region') ?? undefined,
    forcePathStyle: flagIn(query, 'forcePathStyle') ?? endpoint !== undefined,
  };
}

function endpointIn(query: URLSearchParams): string | undefined {
  const endpoint = query.get('endpoint') ?? undefined;
  if (endpoint !== undefined && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : '')) {
    throw refused('an http or https URL as endpoint', 'something else');
  }
  return endpoint;
}

function flagIn(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (text !== 'true' && text !== 'false') throw refused(`true or false as ${name}`, text);
  return text === 'true';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused('a prefix in which % is written %25', text);
  }
}

function refused(expected: string, got: string): NotConfigured {
  return new NotConfigured('STORAGE_URL names no S3 storage.', {
    expected,
    got,
    remedy:
      'Write s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION&forcePathStyle=true and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  });
}
