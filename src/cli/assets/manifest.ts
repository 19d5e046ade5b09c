import { isLocked, type Library, type PlaceRow, type SegmentRow, type TakeRow } from './library';

/** One file of an export: where it lies, and what it is. */
export interface ExportedFile {
  readonly path: string;
  readonly place: PlaceRow;
  readonly take: TakeRow;
}

interface ManifestMedia {
  readonly path: string;
  readonly status: string;
  readonly [fact: string]: unknown;
}

/** The manifest v2 of what is exported: paths are relative to the manifest, and what is not exported is null. */
export function assetManifest(library: Library, files: readonly ExportedFile[], runId: string): object {
  const byPlace = new Map(files.map((file) => [file.place.id, file]));
  const segments = library.segments.map((segment) => {
    const of = (part: PlaceRow['part']) =>
      byPlace.get(library.places.find((place) => place.part === part && place.number === segment.number)?.id ?? '');
    return [keyOf(segment), segmentEntry(segment, { audio: of('audio'), image: of('picture'), video: of('video') })];
  });
  const figures = files.filter(({ place }) => place.part === 'figure');
  const ofTheFilm = files.filter(({ place }) => place.number === null);
  return {
    version: 2,
    run_id: runId,
    production_state: stateOf(files),
    segments: Object.fromEntries(segments),
    figures: Object.fromEntries(figures.map((file) => [figureKey(file.place), figureEntry(file)])),
    ...Object.fromEntries(ofTheFilm.map((file) => [file.place.part, mediaEntry(file)])),
  };
}

function keyOf({ number }: SegmentRow): string {
  return `segment_${String(number).padStart(3, '0')}`;
}

function figureKey({ key, number }: PlaceRow): string {
  return `${key.startsWith('table') ? 'table' : 'figure'}_${String(number ?? 0).padStart(3, '0')}`;
}

type Parts = Readonly<Record<'audio' | 'image' | 'video', ExportedFile | undefined>>;

function segmentEntry({ text }: SegmentRow, { audio, image, video }: Parts): object {
  const notes = [audio, image, video].flatMap((file) => file?.take.notes ?? []);
  return {
    paragraph_text: text,
    audio: audio ? { ...mediaEntry(audio), voice: audio.take.voice } : null,
    image: image ? { ...mediaEntry(image), prompt: image.take.prompt } : null,
    video: video ? { ...mediaEntry(video), prompt: video.take.prompt } : null,
    sync_status: audio && (image || video) ? 'ready' : 'pending',
    notes: notes.length > 0 ? notes.join('\n') : null,
  };
}

function mediaEntry({ path, take }: ExportedFile): ManifestMedia {
  const { media, status, source, generatedAt, createdAt } = take;
  return {
    path,
    status: status.toLowerCase(),
    source,
    ...(media.durationSeconds === null ? {} : { duration_sec: media.durationSeconds }),
    generated_at: generatedAt ?? createdAt,
    sha256: media.sha256,
    asset_id: take.id,
  };
}

function figureEntry(file: ExportedFile): ManifestMedia {
  return { ...mediaEntry(file), caption: file.take.caption };
}

/** Of the whole: published when all is, approved when all is at least that. */
function stateOf(files: readonly ExportedFile[]): string {
  const takes = files.map(({ take }) => take);
  if (takes.length > 0 && takes.every(({ status }) => status === 'PUBLISHED')) return 'published';
  return takes.length > 0 && takes.every(isLocked) ? 'approved' : 'review';
}
