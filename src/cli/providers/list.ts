import type { Act } from '../assets/outcome';
import { table } from '../assets/table';
import { CAPABILITY_WORDS } from '../words/grammar/providers';
import { WrongUsage } from '../words/usage';

interface ProviderRow {
  readonly name: string;
  readonly capability: string;
  readonly offline: boolean;
  readonly configured: boolean;
  readonly missingSetting: string | null;
  readonly healthy: boolean;
  readonly stoppedReason: string | null;
  readonly lastError: string | null;
  readonly latency: number | null;
  readonly models: readonly { readonly name: string; readonly price: string }[];
}

const LIST = `query ($capability: Capability) {
  providers(capability: $capability) {
    name vendor capability offline offByDefault configured missingSetting healthy stoppedReason lastError lastErrorAt latency checkedAt
    models { name price limits } settings { name about needed given }
  }
}`;

/** Everybody who may make something, what they ask and how they are. */
export const list: Act = (words) => {
  const word = words.text('capability');
  if (word !== undefined && !CAPABILITY_WORDS.includes(word.toLowerCase())) {
    throw new WrongUsage(`--capability takes one of ${CAPABILITY_WORDS.join(', ')}; it got "${word}".`, words.command);
  }
  return async ({ session: { client }, columns }) => {
    const capability = word?.toUpperCase() ?? null;
    const { providers } = await client.query<{ providers: readonly ProviderRow[] }>(LIST, { capability });
    const lines = words.has('models')
      ? table(modelsOf(providers), MODELS, columns)
      : table(providers, COLUMNS, columns);
    return { lines, json: { providers } };
  };
};

const COLUMNS = [
  { title: 'Name', text: ({ name }: ProviderRow) => name, whole: true as const },
  { title: 'For', text: ({ capability }: ProviderRow) => capability.toLowerCase() },
  { title: 'State', text: stateOf },
  {
    title: 'Takes',
    text: ({ latency }: ProviderRow) => (latency === null ? '' : `${latency.toFixed(1)} s`),
    right: true as const,
  },
  { title: 'Models', text: ({ models }: ProviderRow) => models.map(({ name }) => name).join(', ') },
  { title: 'Price', text: ({ models: [first] }: ProviderRow) => first?.price ?? '' },
  { title: 'Last error', text: ({ lastError }: ProviderRow) => lastError ?? '' },
];

function stateOf({ configured, missingSetting, stoppedReason, healthy, offline }: ProviderRow): string {
  if (!configured) return `needs ${missingSetting}`;
  if (stoppedReason !== null) return 'stopped';
  if (!healthy) return 'left alone';
  return offline ? 'offline' : 'ready';
}

interface ModelRow {
  readonly provider: string;
  readonly name: string;
  readonly price: string;
}

const modelsOf = (providers: readonly ProviderRow[]): ModelRow[] =>
  providers.flatMap(({ name: provider, models }) => models.map(({ name, price }) => ({ provider, name, price })));

const MODELS = [
  { title: 'Provider', text: ({ provider }: ModelRow) => provider, whole: true as const },
  { title: 'Model', text: ({ name }: ModelRow) => name, whole: true as const },
  { title: 'Price', text: ({ price }: ModelRow) => price },
];
