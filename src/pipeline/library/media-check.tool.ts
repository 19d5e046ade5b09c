import { MediaRefused } from '../errors';
import { describedBytes } from '../values/image-header';
import { isClaimed, isPartOfPage, KINDS, kindOf, type MediaType, SNIFF_BYTES, sniffedType } from '../values/media-type';
import { Utf8Walk } from '../values/utf8-walk';
import { checkedPicture } from './picture-check.tool';

/** Bytes on their way in. What they are is told by the first 64 KiB; pictures and texts are read to their end as they pass. */
export class MediaCheck {
  #type: MediaType | null = null;

  /** `claimed`: null where nobody said what it is. */
  constructor(private readonly claimed: MediaType | null) {}

  /** Null until enough has passed to tell. Of boxes that hold sound or film only a probe tells which. */
  get type(): MediaType | null {
    return this.#type;
  }

  /** Passes bytes on while they are what was claimed, and throws as soon as they are not. */
  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const told = this.#told(source);
    const first = await told.next();
    if (first.done) throw this.#refused(describedBytes(new Uint8Array(0)));
    const type = this.#tell(first.value);
    this.#type = type;
    const all = again(first.value, told);
    if (kindOf(type) === 'picture') yield* checkedPicture(all);
    else if (isText(type)) yield* checkedText(all);
    else yield* all;
  }

  /** The same bytes, of which the first come in one piece that is long enough to tell by. */
  async *#told(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let first: Buffer | null = Buffer.alloc(0);
    for await (const bytes of source) {
      if (first) first = Buffer.concat([first, bytes]);
      else yield bytes;
      if (!first || first.length < SNIFF_BYTES) continue;
      yield first;
      first = null;
    }
    if (first && first.length > 0) yield first;
  }

  #tell(first: Uint8Array): MediaType {
    const sniffed = sniffedType(first);
    if ('refused' in sniffed) throw this.#refused(sniffed.refused);
    const { claimed } = this;
    if (claimed === 'text/html' && sniffed.type === 'text/plain' && isPartOfPage(first)) return claimed;
    if (claimed && !isClaimed(claimed, sniffed.type)) throw this.#refused(describedBytes(first));
    // Which text it is nobody can tell by its bytes.
    return claimed && kindOf(claimed) === 'text' ? claimed : sniffed.type;
  }

  #refused(got: string): MediaRefused {
    const { claimed } = this;
    const expected = claimed
      ? `the bytes of ${claimed}`
      : 'a picture, sound, video, zip archive, document or text that is taken';
    const remedy = claimed
      ? `Send ${KINDS[kindOf(claimed)].noun} in a format that is taken; its name does not make it one.`
      : 'Convert it: PNG and JPEG, WAV, FLAC, MP3, AAC, Ogg, MP4, MOV, WebM and Matroska are taken.';
    const message = claimed
      ? `This was announced as ${claimed} and is ${got}.`
      : `This is nothing that is taken: it is ${got}.`;
    return new MediaRefused(message, { expected, got, remedy });
  }
}

/** Read to its end as it passes: all of it is UTF-8, or it is refused. */
export function isText(type: MediaType): boolean {
  return kindOf(type) === 'text' || type === 'text/html';
}

async function* again(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* checkedText(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const walk = new Utf8Walk();
  for await (const bytes of source) {
    walk.take(bytes);
    yield bytes;
  }
  walk.end();
}
