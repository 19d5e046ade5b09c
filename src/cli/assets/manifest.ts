import { type ManifestTake, manifestV2 } from '../../pipeline/library/legacy/manifest-v2';
import type { JsonObject } from '../../pipeline/values/canonical-json';
import type { Library, PlaceRow, TakeRow } from './library';

/** One file of an export: where it lies, and what it is. */
export interface ExportedFile {
  readonly path: string;
  readonly place: PlaceRow;
  readonly take: TakeRow;
}

/**
 * The manifest v2 of what is exported, by the writer that the server has: paths are relative to the manifest, what is not
 * exported is null. Figures and what belongs to the whole film stand beside the segments.
 */
export function exportManifest(library: Library, files: readonly ExportedFile[]): JsonObject {
  const segments = library.segments.map(({ number, text }) => {
    const of = (part: PlaceRow['part']) =>
      files.find(({ place }) => place.part === part && place.number === number) ?? null;
    const [audio, image, video] = [of('audio'), of('picture'), of('video')];
    const takes = [image, audio, video].flatMap((file) => file?.take ?? []);
    return {
      ...{ idx: number - 1, text, audio: takeOf(audio), image: takeOf(image), video: takeOf(video) },
      isStale: takes.some(({ staleness }) => staleness !== null),
      isTimed: false, // a cut does not travel with an export
      notes: [...new Set(takes.flatMap(({ notes }) => notes || []))].join('\n'),
    };
  });
  return {
    version: 2,
    ...manifestV2({ runId: originOf(library, files), segments }),
    figures: Object.fromEntries(files.filter(({ place }) => place.part === 'figure').map(figureEntry)),
    film: Object.fromEntries(files.filter(({ place }) => place.number === null).map(filmEntry)),
  };
}

/** The run that all of it came from, or else the project. */
function originOf({ projectKey }: Library, files: readonly ExportedFile[]): string {
  const [origin, another] = new Set(files.flatMap(({ take }) => take.originRunId ?? []));
  return origin !== undefined && another === undefined ? origin : projectKey;
}

function takeOf(file: ExportedFile | null): ManifestTake | null {
  if (!file) return null;
  const { status, voice, source, prompt, media, generatedAt } = file.take;
  const { durationSeconds } = media;
  const made = generatedAt === null ? null : new Date(generatedAt);
  return { path: file.path, status, durationSeconds, voice, source, prompt, generatedAt: made };
}

function figureEntry({ path, place: { key }, take }: ExportedFile): [string, JsonObject] {
  return [key.split(' / ')[0] ?? key, { path, status: take.status.toLowerCase(), caption: take.caption }];
}

function filmEntry({ path, place: { part }, take: { status, media } }: ExportedFile): [string, JsonObject] {
  return [part, { path, status: status.toLowerCase(), duration_sec: media.durationSeconds }];
}
