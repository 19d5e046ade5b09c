import { Readable } from 'node:stream';
import type { Storage } from '../../../storage/storage';
import { MediaRefused } from '../../errors';
import { kindOf } from '../../values/media-type';
import type { MediaType } from '../asset';
import { type ProbeTools, probeMedia } from '../probe.tool';
import type { ProbedMedia } from '../probed-media';
import type { TakeMedia } from '../register-take.verb';
import type { Archive } from './archive.tool';
import type { LegacyEntry } from './plan';

export interface MediaDesk {
  readonly storage: Pick<Storage, 'open' | 'put'>;
  readonly ffmpeg: ProbeTools['ffmpeg'];
}

/** Kept in the storage, or why not. */
export type StoredMember = { readonly media: TakeMedia } | { readonly reason: string };

/** A picture that is shared is looked at once, as long as its scenes are not far from each other. */
const MOST_REMEMBERED = 500;

/** What of an archive becomes media: probed while it is on its way into the storage, and kept only if it is whole. */
export class LegacyMedia {
  readonly #stored = new Map<string, Promise<StoredMember>>();

  constructor(
    private readonly archive: Archive,
    private readonly desk: MediaDesk,
    private readonly signal: AbortSignal,
  ) {}

  async of({ path, type }: Pick<LegacyEntry, 'path' | 'type'>): Promise<StoredMember> {
    const stored = await this.#remembered(path);
    if ('reason' in stored) return stored;
    const { mimeType } = stored.media;
    if (KINDS[type].test(mimeType)) return stored;
    return { reason: `its bytes are ${mimeType}, which is no ${type.toLowerCase()}` };
  }

  #remembered(path: string): Promise<StoredMember> {
    const known = this.#stored.get(path) ?? this.#store(path);
    this.#stored.set(path, known);
    const [oldest] = this.#stored.keys();
    if (this.#stored.size > MOST_REMEMBERED && oldest !== undefined) this.#stored.delete(oldest);
    return known;
  }

  async #store(path: string): Promise<StoredMember> {
    const { archive, desk, signal } = this;
    let probed: ProbedMedia | null = null;
    const inspect = async (file: string) => {
      probed = asMedia(await probeMedia(file, { mimeType: null, ffmpeg: desk.ffmpeg, signal }));
    };
    try {
      const source = Readable.from(archive.read(path, signal), { objectMode: false });
      const { sha256, bytes } = await desk.storage.put(source, { signal, inspect });
      return { media: { sha256, bytes, ...factsOf(probed) } };
    } catch (error) {
      if (error instanceof MediaRefused) return { reason: error.got ? `${error.message} ${error.got}` : error.message };
      throw error;
    }
  }
}

const KINDS: Readonly<Record<MediaType, RegExp>> = {
  AUDIO: /^audio\//,
  IMAGE: /^image\//,
  FIGURE: /^image\//,
  VIDEO: /^video\//,
};

/** Texts and archives are no takes: they are not even kept. */
function asMedia(probed: ProbedMedia): ProbedMedia {
  if (!['text', 'archive', 'document'].includes(kindOf(probed.mimeType))) return probed;
  throw new MediaRefused(`Its bytes are ${probed.mimeType}, which is neither picture nor sound nor video.`);
}

function factsOf(probed: ProbedMedia | null): Omit<TakeMedia, 'sha256' | 'bytes'> {
  if (!probed) throw new Error('The storage kept what it did not inspect.');
  const { videoCodec: _video, audioCodec: _audio, ...facts } = probed;
  return facts;
}
