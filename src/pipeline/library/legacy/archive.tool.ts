import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import type { Storage } from '../../../storage/storage';
import { LimitExceeded, MediaRefused } from '../../errors';
import { BlobPages, type StoredBlob } from './blob-pages.tool';
import { commonFolder, fileNameOf, Members, memberName } from './member-paths';
import type { Unreadable } from './plan';
import { unreadable } from './words';

/** A directory as somebody brought it: a zip, or one file by itself. */
export interface Archive {
  readonly members: Members;
  /** The one folder in which everything lay, without its slash; its name often is that of the run. */
  readonly folder: string | null;
  /** What is in it and is not opened. */
  readonly refused: readonly Unreadable[];
  /** As many as it says; more are refused as they come. */
  bytesOf(member: string): number;
  /** Refused with `MediaRefused` where the bytes are not those that were put in. */
  read(member: string, signal: AbortSignal): AsyncGenerator<Buffer>;
  close(): void;
}

const MOST_MEMBERS = 100_000;
/** Members of a bomb lie over each other: 10 MB of zip can say that they are 281 TB. */
const MOST_BYTES = 64 * 2 ** 30;
/** A film of 4 GiB lasts an hour at 9 Mbit/s. */
const MOST_MEMBER_BYTES = 4 * 2 ** 30;

const ZIP_SIGNS = ['504b0304', '504b0506'];

/** An upload, by what its first bytes say. `fileName`: as its owner calls it. */
export async function openArchive(
  storage: Pick<Storage, 'open'>,
  blob: StoredBlob & { readonly fileName: string },
  signal: AbortSignal,
): Promise<Archive> {
  const pages = new BlobPages(storage, blob, signal);
  const sign = (await pages.bytes(0, Math.min(4, blob.bytes))).toString('hex');
  return ZIP_SIGNS.includes(sign) ? zipArchive(pages, blob.bytes) : oneFile(pages, blob);
}

function oneFile(pages: BlobPages, { fileName, bytes }: { fileName: string; bytes: number }): Archive {
  return {
    members: new Members([fileName]),
    folder: null,
    refused: [],
    bytesOf: () => bytes,
    read: (_member, signal) => pages.stream(0, bytes, signal),
    close: () => undefined,
  };
}

/** What of an entry is needed to open it. yauzl's own take 1 kB each. */
interface Member {
  readonly offset: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly method: number;
  readonly checksum: number;
}

async function zipArchive(pages: BlobPages, size: number): Promise<Archive> {
  const zip = await opened(pages, size);
  const { members, refused } = await listed(zip).catch((error) => {
    zip.close();
    throw error;
  });
  const folder = commonFolder(members.keys());
  const memberOf = (name: string) => members.get(folder + name) ?? missing(name);
  return {
    members: new Members([...members.keys()].map((name) => name.slice(folder.length))),
    folder: folder === '' ? null : folder.slice(0, -1),
    refused,
    bytesOf: (name) => memberOf(name).bytes,
    read: (name, signal) => memberBytes({ zip, pages, name, signal }, memberOf(name)),
    close: () => zip.close(),
  };
}

/** Names are looked at by us, one by one: yauzl would give up all for one of them. */
async function opened(pages: BlobPages, size: number): Promise<ZipFile> {
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
  return fromRandomAccessReaderPromise(pages.reader(), size, options).catch((error) => {
    throw broken(error);
  });
}

async function listed(zip: ZipFile): Promise<{ members: Map<string, Member>; refused: Unreadable[] }> {
  if (zip.entryCount > MOST_MEMBERS) throw tooMuch(`${zip.entryCount} files`, `${MOST_MEMBERS} files`);
  const members = new Map<string, Member>();
  const refused: Unreadable[] = [];
  let bytes = 0;
  for await (const entry of entriesOf(zip)) {
    const raw = nameOf(entry);
    if (/[/\\]$/.test(raw) || isLitter(raw)) continue;
    const named = memberName(raw);
    const reason = 'reason' in named ? named.reason : whyNot(entry, members.has(named.name));
    if (reason !== null || 'reason' in named) refused.push(unreadable(raw, reason ?? ''));
    else members.set(named.name, memberFrom(entry));
    bytes += entry.uncompressedSize;
    if (bytes > MOST_BYTES) throw tooMuch('more', `${MOST_BYTES} bytes once they are unpacked`);
  }
  return { members, refused };
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch((error: unknown) => {
      throw broken(error);
    });
    if (next.done) return;
    yield next.value;
  }
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

/** What systems leave in every folder. */
function isLitter(name: string): boolean {
  return /^__MACOSX[/\\]/.test(name) || ['.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(fileNameOf(name));
}

const SYMBOLIC_LINK = 0o120000;

function whyNot(entry: Entry, isTwice: boolean): string | null {
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === SYMBOLIC_LINK) return 'a symbolic link';
  if (entry.isEncrypted()) return 'it is encrypted';
  if (!entry.canDecodeFileData()) return `it is packed by a method that is not read here: ${entry.compressionMethod}`;
  if (entry.uncompressedSize > MOST_MEMBER_BYTES) return `it has more than ${MOST_MEMBER_BYTES} bytes`;
  return isTwice ? 'another of the same name came before it' : null;
}

function memberFrom(entry: Entry): Member {
  const { relativeOffsetOfLocalHeader: offset, compressedSize: compressedBytes, uncompressedSize: bytes } = entry;
  return { offset, compressedBytes, bytes, method: entry.compressionMethod, checksum: entry.crc32 };
}

interface Reading {
  readonly zip: ZipFile;
  readonly pages: BlobPages;
  readonly name: string;
  readonly signal: AbortSignal;
}

async function* memberBytes({ zip, pages, name, signal }: Reading, member: Member): AsyncGenerator<Buffer> {
  const [start, packed] = [await startOf(zip, member), member.compressedBytes];
  const source = pages.stream(start, start + packed, signal);
  let [bytes, checksum] = [0, 0];
  for await (const chunk of member.method === 0 ? source : inflated(source, name)) {
    bytes += chunk.length;
    if (bytes > member.bytes) throw otherBytes(name, `more than the ${member.bytes} bytes that it says`);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (bytes !== member.bytes) throw otherBytes(name, `${bytes} of ${member.bytes} bytes`);
  if (checksum !== member.checksum) throw otherBytes(name, 'bytes of another checksum');
}

async function startOf(zip: ZipFile, { offset: relativeOffsetOfLocalHeader, ...member }: Member): Promise<number> {
  const { compressedBytes: compressedSize, bytes: uncompressedSize, method: compressionMethod } = member;
  const known = { relativeOffsetOfLocalHeader, compressedSize, uncompressedSize, compressionMethod };
  const entry = Object.assign(new Entry(), known);
  const header = await zip.readLocalFileHeaderPromise(entry, { minimal: true }).catch((error: unknown) => {
    throw broken(error);
  });
  return header.fileDataStart;
}

async function* inflated(source: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  // `pipeline` hands the failure of either side to whoever reads, and ends both when nobody does.
  const inflate = pipeline(Readable.from(source, { objectMode: false }), createInflateRaw(), () => undefined);
  try {
    for await (const chunk of inflate) yield chunk;
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    throw typeof code === 'string' && code.startsWith('Z_') ? otherBytes(name, 'bytes that cannot be unpacked') : error;
  }
}

function missing(name: string): never {
  throw new Error(`The archive has no ${name}.`);
}

function otherBytes(name: string, got: string): MediaRefused {
  return new MediaRefused(`${name} is broken.`, {
    expected: 'the bytes that were packed',
    got,
    remedy: 'Pack the directory again.',
  });
}

/** yauzl's errors are of the archive; others, such as of the storage, go on as they are. */
function broken(error: unknown): unknown {
  if (!(error instanceof Error) || error.constructor !== Error) return error;
  return new MediaRefused('The zip archive is broken or was cut off.', {
    field: ['input', 'uploadId'],
    expected: 'a whole zip archive',
    got: error.message,
    remedy: 'Pack the directory again, and bring it with `createUpload`.',
  });
}

function tooMuch(got: string, most: string): LimitExceeded {
  return new LimitExceeded('The archive holds too much.', {
    field: ['input', 'uploadId'],
    expected: `at most ${most}`,
    got,
    remedy: 'Bring it in parts.',
  });
}
