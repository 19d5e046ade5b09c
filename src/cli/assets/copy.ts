import { randomUUID } from 'node:crypto';
import { counted } from '../words/counted';
import { demandedPicks } from './choose';
import { chosenTakes } from './decide';
import { findRun } from './find-run';
import type { Act, Outcome, Scene } from './outcome';

const COPY = `mutation ($input: CopyAssetsInput!) {
  copyAssets(input: $input) {
    changedCount
    skipped { asset { id slot { key } } reason }
    userErrors { code message expected got remedy }
  }
}`;

interface Copied {
  readonly copyAssets: {
    readonly changedCount: number;
    readonly skipped: readonly {
      readonly asset: { readonly id: string; readonly slot: { readonly key: string } };
      readonly reason: string;
    }[];
  };
}

/** Approved media of one run for the places of another. What is left out is named, with the reason. */
export const copy: Act = (words) => {
  const picks = demandedPicks(words);
  return (scene) => copied(scene, picks);
};

async function copied(scene: Scene, picks: ReturnType<typeof demandedPicks>): Promise<Outcome> {
  const { words, session, signal, say } = scene;
  const { library, chosen } = await chosenTakes(scene, picks, 'COPY');
  const to = await findRun(
    { client: session.client, words: withoutSource(words), signal, say },
    words.operands[1] ?? '',
  );
  const input = {
    selection: { ids: chosen.takes.map(({ take }) => take.id), asOfSeq: library.lastSeq },
    toProjectId: to.projectId,
    toScriptId: to.scriptId,
    ...(to.runId ? { toRunId: to.runId } : {}),
    idempotencyKey: `copy ${randomUUID()}`,
  };
  const { copyAssets } = await session.client.mutate<Copied>(COPY, { input });
  const { changedCount, skipped } = copyAssets;
  const left = skipped.map(({ asset, reason }) => ({ id: asset.id, slot: asset.slot.key, reason }));
  const lines = left.map(({ slot, reason }) => `  ${slot} is left out: ${reason}`);
  return {
    lines: [`Copied ${counted(changedCount, 'take')} from ${library.projectKey} to ${to.projectKey}.`, ...lines],
    json: { copiedCount: changedCount, from: library.projectKey, to: to.projectKey, skipped: left },
  };
}

/** `--project` and `--script` are about the source. */
function withoutSource<W extends { text(flag: string): string | undefined }>(words: W): W {
  return { ...words, text: (flag) => (flag === 'project' || flag === 'script' ? undefined : words.text(flag)) };
}
