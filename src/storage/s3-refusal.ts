import { types } from 'node:util';
import { type DomainError, MediaCorrupt, NotConfigured, Unavailable } from '../pipeline/errors';

/** The parts of the SDK's errors, and of Node's under them, that tell them apart. */
interface Fault {
  name: string;
  message: string;
  status: number;
  code: string;
}

type Rule = [applies: (fault: Fault) => boolean, refuse: (fault: Fault) => DomainError];

const NETWORK = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|ERR_TLS|CERT_|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED)/;
const WRONG_REGION = ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'];

/** The first that applies. Messages go to clients and name neither host nor bucket; `cause`, for the log, does. */
const rules: readonly Rule[] = [
  [({ name }) => name === 'NoSuchBucket', noBucket],
  [({ name }) => name === 'CredentialsProviderError', noCredentials],
  [({ name, status }) => status === 301 || WRONG_REGION.includes(name), wrongRegion],
  [({ message }) => message === 'Region is missing', wrongRegion],
  [({ status }) => status === 401 || status === 403, forbidden],
  [({ name }) => name === 'BadDigest' || name === 'XAmzContentSHA256Mismatch', damaged],
  [({ status }) => status === 507, full],
  [({ name, code }) => name === 'TimeoutError' || NETWORK.test(code), unreachable],
  // Not 501: what a service does not know, it will not know later either.
  [({ status }) => status === 429 || (status >= 500 && status !== 501), failing],
];

/** The refusal that an error of the S3 client means, or the error itself where it means none. */
export function s3Refusal(error: unknown): unknown {
  if (!types.isNativeError(error)) return error;
  const fault = faultOf(error);
  const [, refuse] = rules.find(([applies]) => applies(fault)) ?? [];
  return refuse ? Object.defineProperty(refuse(fault), 'cause', { value: error }) : error;
}

export async function onS3<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    signal?.throwIfAborted();
    throw s3Refusal(error);
  }
}

/** The same, and `null` where there is no such object. A HEAD has no body, so a missing bucket is `null` to it as well. */
export async function ifOnS3<T>(work: Promise<T>, signal?: AbortSignal): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    signal?.throwIfAborted();
    if (types.isNativeError(error) && ['NotFound', 'NoSuchKey', 'NoSuchUpload'].includes(error.name)) return null;
    throw s3Refusal(error);
  }
}

/** The HTTP status of the answer that an error of the SDK stands for; 0 where there was none. */
export function statusOf(error: unknown): number {
  if (!types.isNativeError(error) || !('$metadata' in error)) return 0;
  const { httpStatusCode }: { httpStatusCode?: unknown } = error.$metadata ?? {};
  return typeof httpStatusCode === 'number' ? httpStatusCode : 0;
}

function faultOf(error: Error & { code?: unknown }): Fault {
  const { name, message, code = '' } = error;
  return { name, message, code: String(code), status: statusOf(error) };
}

function noBucket(): DomainError {
  return new NotConfigured('The bucket of the storage does not exist.', {
    remedy: 'Create the bucket, or correct its name in STORAGE_URL.',
  });
}

function noCredentials(): DomainError {
  return new NotConfigured('The server has no credentials for its storage.', {
    remedy: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role.',
  });
}

function wrongRegion({ name }: Fault): DomainError {
  return new NotConfigured('The bucket of the storage lies in another region.', {
    got: name,
    remedy: 'Add region=… to STORAGE_URL.',
  });
}

function forbidden({ name }: Fault): DomainError {
  return new NotConfigured('The storage refuses the credentials of the server.', {
    // Without s3:ListBucket, S3 answers 403 rather than 404 for an object that is not there.
    expected: 's3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload and s3:ListBucket',
    got: name,
    remedy: 'Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, the clock, and what the bucket allows them.',
  });
}

function damaged({ name }: Fault): DomainError {
  return new MediaCorrupt('The bytes changed on their way to the storage.', { got: name, remedy: 'Try again.' });
}

function full({ name }: Fault): DomainError {
  return new Unavailable('The storage is full.', {
    got: name,
    remedy: 'Free space there, or set another STORAGE_URL.',
  });
}

function unreachable({ name, code }: Fault): DomainError {
  return new Unavailable('The storage cannot be reached.', {
    got: code || name,
    remedy: 'Check that the service runs and that the endpoint in STORAGE_URL is right, then try again.',
  });
}

function failing({ name, status }: Fault): DomainError {
  return new Unavailable('The storage fails or is overloaded.', {
    got: `${status} ${name}`,
    remedy: 'Try again later; if it goes on, look at the log of the service.',
  });
}
