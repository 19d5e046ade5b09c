import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

interface Copying {
  readonly ffmpeg: string;
  readonly pieces: readonly string[];
  /** Null: the picture alone. */
  readonly sound: string | null;
  readonly to: string;
}

/** What anybody would type who has the pieces, and the least that a film can cost: nothing is checked. */
export async function copyTogether({ ffmpeg, pieces, sound, to }: Copying): Promise<void> {
  const list = `${to}.txt`;
  await writeFile(list, pieces.map((path) => `file '${path}'\n`).join(''));
  const tracks = sound === null ? [] : ['-i', sound, '-map', '0:v', '-map', '1:a'];
  const copy = ['-c', 'copy', '-movflags', '+faststart', to];
  await promisify(execFile)(ffmpeg, [
    '-v',
    'error',
    '-y',
    '-f',
    'concat',
    '-safe',
    '0',
    '-i',
    list,
    ...tracks,
    ...copy,
  ]);
}
