import { types } from 'node:util';
import { DiskFull, type DomainError, NotConfigured } from '../pipeline/errors';

const NOT_OURS = {
  remedy: "Let the server's user read and write its data and storage directories, or set STORAGE_URL to others.",
};
const READ_ONLY = { remedy: 'Mount the disk of the server writable, or set STORAGE_URL to another.' };
const NO_DIRECTORY = { remedy: 'Move the file that is in its place, or set STORAGE_URL to a directory.' };

const refusals: Readonly<Record<string, () => DomainError>> = {
  ENOSPC: () => new DiskFull(),
  EDQUOT: () => new DiskFull(),
  EACCES: () => new NotConfigured('The server may not use its storage.', NOT_OURS),
  EPERM: () => new NotConfigured('The server may not use its storage.', NOT_OURS),
  EROFS: () => new NotConfigured('The storage is read-only.', READ_ONLY),
  ENOTDIR: () => new NotConfigured('The storage is no directory.', NO_DIRECTORY),
  // What mkdir says of a file in the last place of its path, where ENOTDIR is one in the middle.
  EEXIST: () => new NotConfigured('The storage is no directory.', NO_DIRECTORY),
};

/**
 * The refusal that an error of the file system means, or the error itself where it means none. The message goes to
 * clients and names no path; `cause`, for the log, has it, and is not enumerable so that no JSON carries it along.
 */
export function diskRefusal(error: unknown): unknown {
  const refuse = refusals[errnoOf(error) ?? ''];
  return refuse ? Object.defineProperty(refuse(), 'cause', { value: error }) : error;
}

export async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw diskRefusal(error);
  }
}

/** The same, and `null` where the file is not there. */
export async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw diskRefusal(error);
  }
}

function errnoOf(error: unknown): string | undefined {
  return types.isNativeError(error) && 'code' in error ? String(error.code) : undefined;
}
