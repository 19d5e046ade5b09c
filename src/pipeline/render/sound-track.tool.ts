import { open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Cut } from '../timeline/cut';
import { contentHash } from '../values/content-hash';
import { adtsPackets, adtsPayload } from './adts';
import { readJson, sizeOf, writeJson, writeWhole } from './cache-file.tool';
import { filmGainDb, type Heard } from './loudness';
import { listen } from './loudness.tool';
import { type PacketMark, packetMark } from './packets';
import { type ChunkFile, chunkFiles, type SoundWork } from './sound.tool';
import { chunkFingerprint, type SoundChunk, soundChunks } from './sound-chunks';

/** The film's sound in one file, decoded from end to end once and measured. */
export interface SoundTrack {
  readonly path: string;
  readonly heard: Heard;
  readonly packets: readonly PacketMark[];
  readonly chunksEncoded: number;
  readonly chunksReused: number;
}

type Kept = Pick<SoundTrack, 'heard' | 'packets'> & { readonly bytes: number };

/** The limiter takes back some of what a gain adds to short, peaky speech; −17 LUFS after one correction came to −16 after two. */
const MOST_CORRECTIONS = 3;

/**
 * The sound as it is mixed, or, while that is more than 0.5 LU away from −16 LUFS, once more with a gain for the whole film.
 * The gain is always found from the mix without one: a film that was edited sounds as one that was cut so at first.
 */
export async function soundTrack(cut: Cut, work: SoundWork): Promise<SoundTrack> {
  let gainDb = 0;
  let track = await spliced(soundChunks(cut, gainDb), work);
  for (let corrections = 0; corrections < MOST_CORRECTIONS; corrections += 1) {
    const missingDb = filmGainDb(track.heard.integratedLufs);
    if (missingDb === 0) break;
    gainDb += missingDb;
    const corrected = await spliced(soundChunks(cut, gainDb), work);
    const chunksEncoded = track.chunksEncoded + corrected.chunksEncoded;
    track = { ...corrected, chunksEncoded, chunksReused: track.chunksReused + corrected.chunksReused };
  }
  return track;
}

async function spliced(chunks: readonly SoundChunk[], work: SoundWork): Promise<SoundTrack> {
  const names = chunks.map((chunk) => chunkFingerprint(chunk, work.ffmpeg.version));
  const path = join(work.dir, 'tracks', `${contentHash(names)}.aac`);
  const kept = await readJson<Kept>(`${path}.json`);
  if (kept !== null && (await sizeOf(path)) === kept.bytes) {
    const { heard, packets } = kept;
    return { path, heard, packets, chunksEncoded: 0, chunksReused: chunks.length };
  }
  const files = await chunkFiles(chunks, work);
  const packets = await splice(files, path);
  const heard = await listen(work.ffmpeg, path, { format: 'aac', signal: work.signal });
  await writeJson(`${path}.json`, { heard, packets, bytes: (await sizeOf(path)) ?? 0 } satisfies Kept);
  const chunksEncoded = files.filter(({ encoded }) => encoded).length;
  return { path, heard, packets, chunksEncoded, chunksReused: files.length - chunksEncoded };
}

/** One chunk in memory at a time, whatever the length of the film. */
async function splice(files: readonly ChunkFile[], path: string): Promise<PacketMark[]> {
  const marks: PacketMark[] = [];
  await writeWhole(path, async (unfinished) => {
    const track = await open(unfinished, 'w');
    try {
      for (const file of files) {
        const bytes = await readFile(file.path);
        const packets = adtsPackets(bytes);
        if (packets.length !== file.packets) throw new Error(`${basename(file.path)} changed while it was used.`);
        for (const packet of packets) marks.push(packetMark(adtsPayload(packet)));
        await track.appendFile(bytes); // `write` may stop short on a full disk, and not say so
      }
    } finally {
      await track.close();
    }
  });
  return marks;
}
