import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmFfmpeg } from './ffmpeg';

const PICTURE = ['-f', 'lavfi', '-protocol_whitelist', 'file,pipe', '-i', 'testsrc=s=96x64:r=24:d=2'];
const SOUND = ['-f', 'lavfi', '-protocol_whitelist', 'file,pipe', '-i', 'sine=440:d=2'];
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

/** Real files of two seconds, each by the arguments that make it. */
const RECORDINGS = {
  'sound.mp3': [...SOUND, '-c:a', 'libmp3lame'],
  'sound.wav': [...SOUND, '-c:a', 'pcm_s16le'],
  'vorbis.ogg': [...SOUND, '-c:a', 'libvorbis'],
  'opus.ogg': [...SOUND, '-c:a', 'libopus'],
  'sound.flac': [...SOUND, '-c:a', 'flac'],
  'sound.aac': [...SOUND, '-c:a', 'aac'],
  'sound.m4a': [...SOUND, '-c:a', 'aac'],
  'sound.webm': [...SOUND, '-c:a', 'libopus'],
  'film.mp4': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac'],
  'fast.mp4': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac', '-movflags', '+faststart'],
  'silent.mp4': [...PICTURE, ...H264],
  'film.mov': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac'],
  'film.webm': [...PICTURE, ...SOUND, '-c:v', 'libvpx', '-c:a', 'libvorbis'],
  'film.mkv': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac'],
} as const;

export type Recording = keyof typeof RECORDINGS;

/** Made once in a folder of the test's own. */
export class Recordings {
  constructor(readonly dir: string) {}

  readonly path = async (name: Recording): Promise<string> => {
    const path = join(this.dir, name);
    const ffmpeg = await npmFfmpeg();
    await ffmpeg.run(['-y', ...RECORDINGS[name], path], { signal: new AbortController().signal });
    return path;
  };

  readonly bytes = async (name: Recording): Promise<Buffer> => readFile(await this.path(name));
}
