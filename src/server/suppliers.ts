import { join } from 'node:path';
import type { NotConfigured } from '../pipeline/errors';
import type { MeansOf } from '../pipeline/production/supplier.stage';
import { comeLast } from '../pipeline/render/come-last.tool';
import type { Ffmpeg } from '../pipeline/render/ffmpeg.tool';
import type { Capability } from '../pipeline/values/capability';
import { openImageProviders } from '../providers/image';
import type { ImageProvider } from '../providers/image/image';
import { LIPSYNC_VENDORS } from '../providers/lipsync';
import type { LipsyncProvider } from '../providers/lipsync/lipsync';
import { systemLookup } from '../providers/network/lookup';
import { meansWithin, type Network } from '../providers/network/means';
import { missingSettings, type Setting } from '../providers/provider';
import { openSoundProviders } from '../providers/sound';
import type { SoundProvider } from '../providers/sound/sound';
import { openSpeechProviders } from '../providers/speech';
import type { SpeechProvider } from '../providers/speech/speech';
import { openTextProviders } from '../providers/text';
import type { TextProvider } from '../providers/text/text';
import { VIDEO_VENDORS } from '../providers/video';
import type { VideoProvider } from '../providers/video/video';
import { openVisionProviders } from '../providers/vision';
import type { VisionProvider } from '../providers/vision/vision';
import { type Config, programPath } from './config';

/** Everybody who may be asked for anything, of those whom the configuration knows: in the server's order of preference. */
export interface Suppliers {
  readonly text: readonly TextProvider[];
  readonly speech: readonly SpeechProvider[];
  readonly image: readonly ImageProvider[];
  readonly video: readonly VideoProvider[];
  /** Without FFmpeg nobody stands in for them. */
  readonly sound: readonly SoundProvider[];
  readonly vision: readonly VisionProvider[];
  readonly lipsync: readonly LipsyncProvider[];
  readonly meansOf: MeansOf;
  close(): Promise<void>;
}

export interface Opening {
  readonly config: Config;
  readonly ffmpeg: Ffmpeg | NotConfigured;
  readonly signal: AbortSignal;
}

export async function openSuppliers({ config, ffmpeg, signal }: Opening): Promise<Suppliers> {
  const among = <P extends Choice>(providers: readonly P[]): P[] => configured(providers, config);
  const speech = await openSpeechProviders({ searchPath: programPath() ?? '', signal, comeLast });
  const image = openImageProviders({ comeLast });
  const known = {
    text: among(openTextProviders({ comeLast })),
    speech: among(speech),
    image: among(image),
    video: among(VIDEO_VENDORS),
    sound: 'run' in ffmpeg ? among(openSoundProviders({ ffmpeg, comeLast })) : [],
    vision: among(openVisionProviders({ comeLast })),
    lipsync: among(LIPSYNC_VENDORS),
  };
  const network = networkOf(config);
  const open: readonly { close?(): Promise<void> }[] = Object.values(known).flat();
  return {
    ...known,
    meansOf: (provider) => meansWithin(network, provider),
    close: async () => {
      for (const provider of open) await provider.close?.();
    },
  };
}

interface Choice {
  readonly name: string;
  readonly vendor: string;
  readonly capability: Capability;
  readonly settings: readonly Setting[];
}

/** Those of whom the configuration says all that they need: first whom it names first. */
function configured<P extends Choice>(
  providers: readonly P[],
  { vendorSettings, providerOrder }: Pick<Config, 'vendorSettings' | 'providerOrder'>,
): P[] {
  const rank = ({ name, vendor, capability }: P): number => {
    const order = providerOrder[capability] ?? [];
    const at = order.findIndex((said) => said === name || said === vendor);
    return at < 0 ? order.length : at;
  };
  const known = providers.filter(({ settings }) => missingSettings(settings, vendorSettings).length === 0);
  return known.sort((a, b) => rank(a) - rank(b));
}

function networkOf({ vendorSettings: given, secrets, providerAllowance: allowance, dataDir }: Config): Network {
  return { given, secrets, allowance, lookup: systemLookup, scratchDir: join(dataDir, 'scratch') };
}
