import { parse } from 'graphql';
import type { RandomDocument } from './documents';
import type { VariableSet } from './variables';

const SEEN = 'id text number audio { key current { id status } } figureReferences { figure { number } }';
const SPAN = 'startFrame endFrameExclusive startSeconds seconds: durationSeconds';
const MONEY = 'amount unit: currency';
const PAGE = 'totalCount page: pageInfo { startCursor end: endCursor hasNextPage hasPreviousPage }';

const PLAN = `query ($type: AssetType!, $tier: Tier!, $first: Int, $after: String) {
  projects { nodes { scripts { nodes {
    tierComparison { tier images figures carried textOnly estimate { ${MONEY} } }
    generationPlan(type: $type, tier: $tier) {
      toGenerate reused sum: estimate { ${MONEY} } remake { ${MONEY} }
      items(first: $first, after: $after) { ${PAGE}
        nodes { segment { ${SEEN} } action reason place: slot { key owner { __typename id } } asset { id } estimate { ${MONEY} } }
        edges { cursor node { __typename segment { idx } } }
      }
    }
    again: generationPlan(type: AUDIO) { items(first: 2) { nodes { slot { id } action asset { take } } } }
  } } } }
}`;

const MANIFEST = `query ($onlyApproved: Boolean!, $skipRejected: Boolean!, $first: Int, $after: String) {
  projects { nodes { scripts { nodes {
    assemblyManifest(onlyApproved: $onlyApproved, skipRejected: $skipRejected) {
      complete durationSeconds unregisteredFigures { number kind }
      missing(first: 3) { ${PAGE} nodes { key owner { id } } edges { cursor node { id } } }
      leftOut { ${PAGE} nodes { key } }
      items(first: $first, after: $after) { ${PAGE}
        edges { cursor node {
          segment { ${SEEN} } span { ${SPAN} } sound: audio { id take } picture { id sentences { text } } displayMode
          figureSpans { ${SPAN} }
        } }
        nodes { segment { lockVersion } picture { id } }
      }
    }
  } } } }
}`;

const TEXTS = `query ($format: ScriptFormat!, $first: Int) {
  projects { nodes { scripts { nodes {
    assetManifest flat: text written: text(format: $format)
    segments(first: 9) { nodes { claims { text supported source { id title } position page }
      sourceAttributions { sourceId sourceType confidence label } } }
    revisions(first: $first) { ${PAGE} nodes { revision change text(format: $format) plain: text } edges { node { by text(format: JSON) } } }
  } } } }
}`;

const cursor = (list: string, cursors: ReadonlyMap<string, readonly string[]>) =>
  cursors.get(`${list} default`)?.at(1) ?? null;

type Sets = (cursors: ReadonlyMap<string, readonly string[]>) => VariableSet[];

const plans: Sets = (cursors) =>
  ['AUDIO', 'IMAGE', 'VIDEO', 'FIGURE'].flatMap((type) =>
    ['MICRO', 'MEDIUM', 'FULL'].map((tier, index) => ({
      ...{ type, tier, first: [250, 2, 0][index] },
      after: index === 1 ? cursor('GenerationPlan.items', cursors) : null,
    })),
  );

const manifests: Sets = (cursors) =>
  [true, false].flatMap((onlyApproved) =>
    [true, false].flatMap((skipRejected) => [
      { onlyApproved, skipRejected, first: null, after: null },
      { onlyApproved, skipRejected, first: 1, after: cursor('AssemblyManifest.items', cursors) },
    ]),
  );

const texts: Sets = () =>
  ['FLAT', 'MARKDOWN', 'JSON'].flatMap((format) => [null, 1].map((first) => ({ format, first })));

interface Computed {
  readonly document: RandomDocument;
  readonly sets: Sets;
}

function computed(text: string, sets: Sets): Computed {
  const document = { seed: 0, text, document: parse(text), isComputed: true, sets: [{}, {}, {}] } as const;
  return { document, sets };
}

/** What is made in JavaScript, asked for in full: chance comes by its depths too seldom. */
export const COMPUTED_DOCUMENTS: readonly Computed[] = [
  computed(PLAN, plans),
  computed(MANIFEST, manifests),
  computed(TEXTS, texts),
];
