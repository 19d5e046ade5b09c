import type { StudioClient } from '../../src/cli/graphql/client';

/** A film and what it is made of, as the API tells it. */
export interface Film {
  readonly segments: readonly Segment[];
  readonly notes: readonly string[];
  readonly srt: string;
  readonly durationFrames: number;
  readonly seconds: number;
  readonly rate: { readonly numerator: number; readonly denominator: number };
  readonly report: Report;
}

export interface Segment {
  readonly id: string;
  readonly number: number;
  readonly lockVersion: number;
  readonly text: string;
  readonly figureReferences: readonly object[];
  readonly narration: { readonly sha256: string; readonly durationSeconds: number };
}

interface Report {
  readonly ok: boolean;
  readonly piecesEncoded: number;
  readonly piecesReused: number;
}

interface Answer {
  readonly script: {
    readonly segments: {
      readonly nodes: readonly (Omit<Segment, 'narration'> & {
        readonly audio: { readonly current: { readonly media: Segment['narration'] } };
      })[];
    };
    readonly timeline: Pick<Film, 'notes' | 'srt' | 'rate' | 'report'> & {
      readonly film: { readonly current: { readonly media: { readonly durationSeconds: number } } };
    };
  };
}

const FILM = `query ($id: ID!) {
  script(id: $id) {
    segments(first: 250) {
      nodes {
        id number lockVersion text figureReferences { number }
        audio { current { media { sha256 durationSeconds } } }
      }
    }
    timeline {
      notes srt: captions(format: SRT) rate { numerator denominator } report { ok piecesEncoded piecesReused }
      film { current { media { durationSeconds } } }
    }
  }
}`;

export async function filmOf(client: StudioClient, scriptId: string): Promise<Film> {
  const { segments, timeline } = (await client.query<Answer>(FILM, { id: scriptId })).script;
  const { film, ...told } = timeline;
  const seconds = film.current.media.durationSeconds;
  const { numerator, denominator } = timeline.rate;
  return {
    ...told,
    seconds,
    durationFrames: Math.round((seconds * numerator) / denominator),
    segments: segments.nodes.map(({ audio, ...segment }) => ({ ...segment, narration: audio.current.media })),
  };
}
