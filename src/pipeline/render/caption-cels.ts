import type { Cel } from './cel';
import type { BurnedCaption } from './piece';

/** What is to be read at a frame: a caption, and which of its tokens is the current one; −1 before the first, null where all are plain. */
export interface Read {
  readonly caption: BurnedCaption;
  readonly token: number | null;
}

export function readAt(captions: readonly BurnedCaption[], frame: number): Read | null {
  const caption = captions.find((one) => one.startFrame <= frame && frame < one.endFrameExclusive);
  if (!caption) return null;
  return { caption, token: caption.wordFrames?.findLastIndex((begins) => begins <= frame) ?? null };
}

/** What captions lay over a frame. It is drawn once while the same is read. */
export function captionCels(captions: readonly BurnedCaption[], drawn: (read: Read) => Cel) {
  let last: (Read & { readonly cel: Cel }) | null = null;
  return (frame: number): readonly Cel[] => {
    const read = readAt(captions, frame);
    if (read === null) return [];
    const isSame = read.caption === last?.caption && read.token === last.token;
    if (!last || !isSame) last = { ...read, cel: drawn(read) };
    return [last.cel];
  };
}
