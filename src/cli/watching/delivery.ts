import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderReport } from '../../pipeline/render/report';
import type { StudioClient } from '../graphql/client';
import { downloadMedia } from '../graphql/download';

export type Report = RenderReport & { readonly renderSeconds: number };

/** What the server tells of the texts that go with a film. */
export interface Beside {
  readonly srt: string;
  readonly vtt: string;
  readonly karaoke: string;
  readonly captionPlace: 'SIDECAR' | 'BURNED' | 'KARAOKE';
  readonly chapters: string;
}

interface Film {
  /** A script or a plan. */
  readonly node: {
    readonly timeline: Beside & {
      readonly name: string;
      readonly revision: number;
      readonly rate: { readonly numerator: number; readonly denominator: number };
      readonly span: { readonly endFrameExclusive: number; readonly durationSeconds: number };
      readonly report: Report | null;
      readonly film: {
        readonly current: {
          readonly status: string;
          readonly recipe: object;
          readonly media: {
            readonly url: string;
            readonly sha256: string;
            readonly bytes: number;
            readonly durationSeconds: number;
            readonly size: object;
          };
        } | null;
      };
    };
  };
}

const FILM = `query ($id: ID!) {
  node(id: $id) { ... on StructuredScript { timeline { ...Cut } } ... on ProductionPlan { timeline { ...Cut } } }
}
fragment Cut on Timeline {
  name revision rate { numerator denominator } span { endFrameExclusive durationSeconds }
  srt: captions(format: SRT) vtt: captions(format: VTT) karaoke: captions(format: KARAOKE) captionPlace chapters
  report {
    ok durationFrames driftMs loudnessLufs truePeakDbtp problems piecesEncoded piecesReused soundChunksEncoded
    soundChunksReused renderSeconds
  }
  film {
    current { status recipe { hash provider model parameters } media { url sha256 bytes durationSeconds size { width height } } }
  }
}`;

export interface Delivered {
  readonly report: Report;
  readonly seconds: number;
  readonly files: readonly string[];
}

/** The film, its captions and its report as files. Each comes to its name whole. */
export async function deliver(
  client: StudioClient,
  { storyId, out, runs }: { storyId: string; out: string; runs: object },
): Promise<Delivered> {
  const { timeline } = (await client.query<Film>(FILM, { id: storyId })).node;
  const { current } = timeline.film;
  if (!current || !timeline.report) throw new Error('The run is over and there is no film.');
  const { url, ...media } = current.media;
  await downloadMedia(current.media, join(out, 'film.mp4'));
  const { name, revision, rate, span, report } = timeline;
  const about = {
    film: { file: 'film.mp4', ...media, recipe: current.recipe },
    timeline: { name, revision, rate, span },
    report,
    runs,
  };
  const texts = { ...filesBeside(timeline), 'report.json': `${JSON.stringify(about, null, 2)}\n` };
  const files = [join(out, 'film.mp4'), ...(await putAll(out, texts))];
  return { report, seconds: media.durationSeconds, files };
}

/** By their names; null: the film has none such, and what an earlier one left there goes. */
type Texts = Readonly<Record<string, string | null>>;

/** Players that know nothing of words' times have the plain captions. */
export function filesBeside({ srt, vtt, karaoke, captionPlace, chapters }: Beside): Texts {
  return {
    'film.srt': srt,
    'film.vtt': vtt,
    'film.karaoke.vtt': captionPlace === 'KARAOKE' ? karaoke : null,
    'chapters.txt': chapters || null,
  };
}

async function putAll(out: string, texts: Texts): Promise<string[]> {
  const files: string[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const file = join(out, name);
    if (text === null) await rm(file, { force: true });
    else files.push(await put(file, text));
  }
  return files;
}

async function put(file: string, text: string): Promise<string> {
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
  return file;
}
