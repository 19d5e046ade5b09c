import type { DataSource, EntityManager } from 'typeorm';
import { ScriptDraft } from '../../entities/structured-script.entity';
import type { TextModel, TextProvider, TextRequest, TextTerms, Written } from '../../providers/text/text';
import { DomainError } from '../errors';
import type { SettledWish } from '../library/wish';
import type { MakeOrder } from '../runner/order';
import type { MakingTrade } from '../runner/trade.tool';
import { housed, type Vendor } from '../runner/vendor';
import { textOfScript } from '../script/script-text';
import type { WritingBrief } from '../script/writing/brief';
import { extractiveScript } from '../script/writing/extractive/extractive';
import { SCRIPT_SCHEMA, usableScript } from '../script/writing/script-writer.agent';
import type { WrittenScript } from '../script/written-script';
import type { JsonObject } from '../values/canonical-json';
import { noGood } from './no-good';
import { type MeansOf, type Unpaid, vendorOf } from './supplier.stage';
import { numberOf, textOf, wordOf } from './terms';
import { writingBrief } from './writing-brief.verb';

export interface WritingTools {
  readonly store: DataSource;
  readonly meansOf: MeansOf;
}

const EXTRACTOR = { name: 'offline-text', model: 'extractive-1', atOnce: 1, reach: 'OFFLINE' } as const;

/** The trade that writes scripts: models by a schema, and without them whoever quotes the sources and says so. */
export function writing(providers: readonly TextProvider[], tools: WritingTools): MakingTrade {
  const models = providers.filter(({ reach }) => reach === 'NETWORK');
  return {
    does: 'make',
    capability: 'TEXT',
    vendors: [
      extractor(tools),
      ...models.map((provider) => vendorOf(provider, tradingOf(provider, tools), tools.meansOf)),
    ],
    registered: (manager, { order, made, assetId }) =>
      keepDraft(manager, { assetId, projectId: order.projectId, facts: made.facts }),
    copied: async (manager, { fromAssetId, assetId, slotId }) => {
      const [{ projectId }] = await manager.query<[{ projectId: string }]>(
        'SELECT project_id AS "projectId" FROM slot WHERE id = $1',
        [slotId],
      );
      const { script, notes } = await manager.findOneByOrFail(ScriptDraft, { assetId: fromAssetId });
      await manager.insert(ScriptDraft, { assetId, projectId, script, notes } as object);
    },
  };
}

export function draftTerms({ prompt, parameters }: SettledWish): TextTerms {
  const [system, mostTokens] = [wordOf(parameters, 'system'), numberOf(parameters, 'mostTokens', 0)];
  return { system, prompt: prompt ?? '', schema: { name: 'script', json: SCRIPT_SCHEMA }, mostTokens };
}

interface Drafted {
  readonly script: WrittenScript;
  readonly notes: readonly string[];
}

function extractor(tools: WritingTools): Vendor {
  return housed(EXTRACTOR, async (order) => {
    const { script, notes } = extractiveScript(await briefOf(order, tools));
    return { ...deliveryOf({ script, notes }, order), costMicros: 0 };
  });
}

function tradingOf({ vendor }: TextProvider, tools: WritingTools) {
  return {
    termsOf: draftTerms,
    requestOf: async ({ wish }: MakeOrder, _asked: { readonly model: TextModel }): Promise<TextRequest> => ({
      ...draftTerms(wish),
      prompt: textOf(wish),
      variation: wish.variation,
    }),
    delivered: async ({ value, costMicros }: Written, { order }: { readonly order: MakeOrder }): Promise<Unpaid> => {
      const brief = await briefOf(order, tools);
      const replied = usableScript(value, brief);
      if (replied instanceof DomainError) throw noGood(vendor, { error: replied, costMicros });
      return deliveryOf(replied, order);
    },
  };
}

async function briefOf({ slotId, wish }: MakeOrder, { store }: WritingTools): Promise<WritingBrief> {
  const [slot] = await store.query<[{ scriptId: string }?]>('SELECT owner_id AS "scriptId" FROM slot WHERE id = $1', [
    slotId,
  ]);
  const brief = slot && (await writingBrief(store.manager, { scriptId: slot.scriptId, variation: wish.variation }));
  if (!brief) throw new Error(`The slot ${slotId} is of no script that is written here.`);
  return brief;
}

/** The take is the script as its JSON; how it lies in rows comes along. */
function deliveryOf({ script, notes }: Drafted, { wish }: MakeOrder): Unpaid {
  return {
    media: Buffer.from(textOfScript(script, 'JSON')),
    mimeType: 'application/json',
    durationSeconds: null,
    width: null,
    height: null,
    loudnessLufs: null,
    truePeakDbtp: null,
    sentences: [],
    words: null,
    text: script.segments.map(({ text }) => text).join('\n\n'),
    voice: null,
    parameters: wish.parameters,
    facts: { script, notes } as unknown as JsonObject,
  };
}

async function keepDraft(
  manager: EntityManager,
  { assetId, projectId, facts }: { assetId: string; projectId: string; facts: JsonObject },
): Promise<void> {
  await manager.upsert(ScriptDraft, { assetId, projectId, ...facts } as object, ['assetId']);
}
