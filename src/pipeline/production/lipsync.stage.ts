import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { LipsyncProvider, LipsyncRequest, LipsyncTerms, Synced } from '../../providers/lipsync/lipsync';
import { InvalidInput, MediaRefused } from '../errors';
import { probeMedia } from '../library/probe.tool';
import type { SettledWish } from '../library/wish';
import type { MakeOrder } from '../runner/order';
import type { MakingTrade } from '../runner/trade.tool';
import { openBlob } from './blob.stage';
import type { ClipTools } from './clip.stage';
import { noGood } from './no-good';
import { type Unpaid, vendorOf } from './supplier.stage';
import { numberOf } from './terms';

/** The trade that moves lips to what is said. */
export function syncing(providers: readonly LipsyncProvider[], tools: ClipTools): MakingTrade {
  return {
    does: 'make',
    capability: 'LIPSYNC',
    vendors: providers.map((provider) => {
      const requestOf = ({ wish }: MakeOrder, { signal }: { signal: AbortSignal }) => requested(wish, tools, signal);
      const delivering = (synced: Synced, { order, signal }: Delivering) =>
        delivered(synced, { order, signal, tools, vendor: provider.vendor });
      return vendorOf(provider, { termsOf: lipsyncTerms, requestOf, delivered: delivering }, tools.meansOf);
    }),
  };
}

const SECONDS = 10;

export function lipsyncTerms({ parameters }: SettledWish): LipsyncTerms {
  return { durationSeconds: numberOf(parameters, 'durationSeconds', SECONDS) };
}

async function requested(wish: SettledWish, { storage }: ClipTools, signal: AbortSignal): Promise<LipsyncRequest> {
  const opened = async (name: string): Promise<Uint8Array> => {
    const input = wish.inputs.find((one) => one.name === name);
    if (!input) throw missing(name);
    return new Uint8Array(await buffer(await openBlob(storage, input.sha256, signal)));
  };
  return { ...lipsyncTerms(wish), film: await opened('film'), speech: await opened('speech') };
}

interface Delivering {
  readonly order: MakeOrder;
  readonly signal: AbortSignal;
}

async function delivered(
  { media, mimeType, costMicros }: Synced,
  { order: { wish }, signal, tools, vendor }: Delivering & { readonly tools: ClipTools; readonly vendor: string },
): Promise<Unpaid> {
  const { ffmpeg, scratchDir } = tools;
  const file = media instanceof Uint8Array ? join(scratchDir, `synced-${randomUUID()}.mp4`) : media.file;
  if (media instanceof Uint8Array) await writeFile(file, media);
  try {
    const { durationSeconds, width, height, loudnessLufs, truePeakDbtp } = await probeMedia(file, {
      mimeType,
      ffmpeg,
      signal,
    });
    const facts = { durationSeconds, width, height, loudnessLufs, truePeakDbtp };
    const unsaid = { sentences: [], words: null, text: null, voice: null, facts: {} };
    return { media: { file }, mimeType, ...facts, ...unsaid, parameters: wish.parameters };
  } catch (error) {
    await rm(file, { force: true });
    throw error instanceof MediaRefused ? noGood(vendor, { error, costMicros }) : error;
  }
}

function missing(name: string): InvalidInput {
  return new InvalidInput('Lips are moved in a film, to a speech, and this wish does not name both.', {
    expected: 'inputs called film and speech',
    got: `none called ${name}`,
    remedy: 'Make the clip and the narration first.',
  });
}
