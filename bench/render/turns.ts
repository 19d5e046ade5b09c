import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Ffmpeg } from '../../src/pipeline/render/ffmpeg.tool';
import { type FilmWork, filmParts, type PieceEncoding, renderFilm } from '../../src/pipeline/render/film.stage';
import type { Cut } from '../../src/pipeline/timeline/cut';
import type { Contenders, Figures } from '../harness/turns';
import { copyTogether } from './copy';
import { Stopwatch } from './stopwatch';
import type { Story } from './story';

export const PICTURE_COPY = 'concat copy';
export const FILM_COPY = 'concat copy, with sound';
export const REPLACED = 'one piece replaced';
export const DELIVERY = 'delivery s';

export interface Stage {
  readonly ffmpeg: Ffmpeg;
  readonly encoder: PieceEncoding;
  readonly story: Story;
  readonly directory: string;
}

interface Film {
  readonly cut: Cut;
  /** A cache, and the film's name. */
  readonly name: string;
  /** Null: every piece there is. */
  readonly piecesEncoded: number | null;
}

/** Everybody who delivers the film. A turn that did not do what its name says throws. */
export async function contendersOf(stage: Stage): Promise<Contenders> {
  const { before, after } = stage.story;
  const hashes = new Map<Cut, string>();
  const turn = async (film: Film): Promise<Figures> => {
    const { figures, sha256 } = await rendered(film, stage);
    if (sha256 !== (hashes.get(film.cut) ?? sha256))
      throw new Error(`The ${film.name} film has other bytes than before.`);
    hashes.set(film.cut, sha256);
    return figures;
  };
  await turn({ cut: before, name: 'kept', piecesEncoded: null });
  const pieces = join(stage.directory, 'kept/pieces');
  const kept = await readdir(pieces);
  return {
    ...(await copiesOf(stage)),
    warm: () => turn({ cut: before, name: 'kept', piecesEncoded: 0 }),
    [REPLACED]: async () => {
      await forgetAllBut(kept, pieces);
      return turn({ cut: after, name: 'kept', piecesEncoded: 1 });
    },
    cold: async () => {
      await rm(join(stage.directory, 'empty'), { recursive: true, force: true });
      return turn({ cut: after, name: 'empty', piecesEncoded: null });
    },
  };
}

async function copiesOf(stage: Stage): Promise<Contenders> {
  const { directory, ffmpeg, story } = stage;
  const parts = await filmParts(story.before, workOf('kept', stage));
  const pieces = parts.pieces.map(({ path }) => path);
  const copy = (sound: string | null) => async () => {
    const began = performance.now();
    await copyTogether({ ffmpeg: ffmpeg.path, pieces, sound, to: join(directory, 'copy.mp4') });
    return figuresOf({ seconds: (performance.now() - began) / 1000 });
  };
  return { [PICTURE_COPY]: copy(null), [FILM_COPY]: copy(parts.sound.path) };
}

async function rendered({ cut, name, piecesEncoded }: Film, stage: Stage) {
  const encoder = new Stopwatch(stage.encoder);
  const work = { ...workOf(name, stage), encoder };
  const began = performance.now();
  const report = await renderFilm(cut, work);
  const seconds = (performance.now() - began) / 1000;
  if (!report.ok) throw new Error(`The ${name} film has faults: ${report.problems.join(' ')}`);
  const due = piecesEncoded ?? report.piecesEncoded + report.piecesReused;
  if (report.piecesEncoded !== due) throw new Error(`${report.piecesEncoded} pieces were encoded, not ${due}.`);
  const chunks = piecesEncoded === null ? 0 : report.soundChunksEncoded;
  if (chunks > 0) throw new Error(`${chunks} chunks of sound were mixed again, and no sound had changed.`);
  const { seconds: encoding, frames } = encoder;
  const figures = figuresOf({ seconds, encoding, pieces: report.piecesEncoded, frames });
  return { figures, sha256: await hashOf(work.to) };
}

function workOf(name: string, { ffmpeg, encoder, story, directory }: Stage): FilmWork {
  const { signal } = new AbortController();
  const [cacheDir, to] = [join(directory, name), join(directory, `${name}.mp4`)];
  return { ffmpeg, encoder, mediaFile: story.mediaFile, cacheDir, to, signal };
}

/** Delivery is what is left of the time when the encoders rest. */
function figuresOf({ seconds, encoding = 0, pieces = 0, frames = 0 }: Record<'seconds', number> & Partial<Encoded>) {
  return {
    [DELIVERY]: seconds - encoding,
    'seconds in all': seconds,
    'encoding s': encoding,
    'pieces encoded': pieces,
    'frames/s': frames / seconds,
  };
}

type Encoded = Record<'encoding' | 'pieces' | 'frames', number>;

async function forgetAllBut(kept: readonly string[], folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (!kept.includes(name)) await rm(join(folder, name));
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
