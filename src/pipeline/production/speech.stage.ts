import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import type { SpeechSupplier } from '../../providers/speech/speech';
import type { Ffmpeg } from '../render/ffmpeg.tool';
import { measureLoudness } from '../render/loudness.tool';
import type { MakeOrder } from '../runner/order';
import type { MakingTrade } from '../runner/trade.tool';
import { type Delivery, housed } from '../runner/vendor';
import { textOf, wordOf } from './terms';

export interface SoundTools {
  readonly ffmpeg: Ffmpeg;
  /** For files that live no longer than the making of one take. */
  readonly scratchDir: string;
}

/** The trade that speaks. */
export function speaking(supplier: SpeechSupplier, tools: SoundTools): MakingTrade {
  return {
    does: 'make',
    capability: 'SPEECH',
    vendors: [
      housed({ name: supplier.name, model: supplier.model, atOnce: 2 }, (order, { signal }) =>
        speak(supplier, { order, tools, signal }),
      ),
    ],
    registered: (manager, { order, made }) => keepSeconds(manager, order.slotId, made.durationSeconds),
    copied: (manager, { slotId, durationSeconds }) => keepSeconds(manager, slotId, durationSeconds),
  };
}

async function keepSeconds(manager: EntityManager, slotId: string, seconds: number | null): Promise<void> {
  await manager.query(
    'UPDATE segment SET actual_seconds = $2 FROM slot s WHERE s.id = $1 AND segment.id = s.owner_id',
    [slotId, seconds],
  );
}

export interface Sounding {
  readonly order: MakeOrder;
  readonly tools: SoundTools;
  readonly signal: AbortSignal;
}

async function speak(supplier: SpeechSupplier, { order, tools, signal }: Sounding): Promise<Delivery> {
  const { parameters } = order.wish;
  const text = textOf(order.wish);
  const voice = wordOf(parameters, 'voice');
  const speech = await supplier.speak({ text, voice, language: wordOf(parameters, 'language') ?? 'en', signal });
  return {
    media: speech.wav,
    mimeType: 'audio/wav',
    durationSeconds: speech.durationSeconds,
    width: null,
    height: null,
    ...(await heard(speech.wav, tools, signal)),
    sentences: speech.sentences,
    text,
    voice: speech.voice,
    parameters: { ...parameters, voice: speech.voice },
    costMicros: 0,
    facts: {},
  };
}

/** How loud it is, as the mix needs to know it. */
export async function heard(
  wav: Uint8Array,
  { ffmpeg, scratchDir }: SoundTools,
  signal: AbortSignal,
): Promise<{ loudnessLufs: number; truePeakDbtp: number }> {
  const dir = await mkdtemp(join(scratchDir, 'sound-'));
  try {
    const file = join(dir, 'take.wav');
    await writeFile(file, wav);
    const { integratedLufs, truePeakDbtp } = await measureLoudness(ffmpeg, file, { format: 'wav', signal });
    return { loudnessLufs: integratedLufs, truePeakDbtp };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
