import type { AssetStatus, MediaType } from '../../pipeline/library/asset';

/** One take as the commands read it. */
export interface TakeRow {
  readonly id: string;
  readonly type: MediaType;
  readonly status: AssetStatus;
  readonly take: number;
  readonly source: string;
  readonly text: string | null;
  readonly voice: string | null;
  readonly prompt: string | null;
  readonly caption: string | null;
  readonly notes: string | null;
  readonly describes: string | null;
  readonly tags: readonly string[];
  readonly figureNumber: number | null;
  readonly originRunId: string | null;
  readonly externalId: string | null;
  readonly cost: { readonly amount: string };
  readonly generatedBy: string | null;
  readonly revisionOf: { readonly id: string } | null;
  readonly createdAt: string;
  readonly generatedAt: string | null;
  readonly staleness: { readonly causes: readonly string[] } | null;
  readonly review: {
    readonly rejectedReason: string | null;
    readonly approvedAt: string | null;
    readonly approvedBy: string | null;
  };
  readonly run: { readonly id: string } | null;
  readonly media: {
    readonly bytes: number;
    readonly mimeType: string;
    readonly sha256: string;
    readonly durationSeconds: number | null;
    readonly size: { readonly width: number; readonly height: number } | null;
  };
}

/** A place to fill, and every take that it has, oldest first. */
export interface PlaceRow {
  /** Of the slot. */
  readonly id: string;
  /** `segment 3 / picture` */
  readonly key: string;
  readonly part: 'audio' | 'picture' | 'video' | 'figure' | 'ambience' | 'film';
  readonly type: MediaType;
  /** Of the segment or the figure; null where it belongs to the whole film. */
  readonly number: number | null;
  readonly currentId: string | null;
  /** Of the segments that it is for, from 0. */
  readonly segmentIdxs: readonly number[];
  readonly takes: readonly TakeRow[];
}

export interface SegmentRow {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly displayMode: string | null;
}

/** A script with all that was made for it, and the number of the project's log up to which it is known. */
export interface Library {
  readonly projectId: string;
  readonly projectKey: string;
  readonly scriptId: string;
  readonly scriptName: string;
  readonly lastSeq: number;
  readonly segments: readonly SegmentRow[];
  readonly places: readonly PlaceRow[];
}

export const isLocked = ({ status }: TakeRow): boolean => status === 'APPROVED' || status === 'PUBLISHED';

/** What a build would use; where all takes were rejected, the last of them. */
export function standing({ takes, currentId }: PlaceRow): TakeRow | null {
  return takes.find(({ id }) => id === currentId) ?? takes.at(-1) ?? null;
}

/** What stands, and what came after it and waits for a decision. */
export function fromStandingOn(place: PlaceRow): TakeRow[] {
  const now = standing(place);
  return now ? place.takes.filter(({ take }) => take >= now.take) : [];
}

export function approvedTake({ takes }: PlaceRow): TakeRow | null {
  const newest = (status: AssetStatus) => takes.findLast((take) => take.status === status);
  return newest('PUBLISHED') ?? newest('APPROVED') ?? null;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
};

/** The end of a file's name. */
export const extensionOf = ({ media }: TakeRow): string => EXTENSIONS[media.mimeType] ?? 'bin';

/** As an old run called its files: segments from 0, figures by their number. */
export function fileOf(place: PlaceRow, take: TakeRow): string {
  const extension = extensionOf(take);
  const number = place.number ?? 0;
  const padded = String(place.part === 'figure' ? number : number - 1).padStart(3, '0');
  switch (place.part) {
    case 'audio':
      return `audio/audio_${padded}.${extension}`;
    case 'picture':
      return `images/scene_${padded}.${extension}`;
    case 'video':
      return `videos/scene_${padded}.${extension}`;
    case 'figure':
      return `figures/${place.key.startsWith('table') ? 'table' : 'fig'}_${padded}.${extension}`;
    case 'ambience':
      return `audio/ambience.${extension}`;
    case 'film':
      return `final/output.${extension}`;
  }
}
