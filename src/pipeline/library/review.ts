import type { AssetStatus } from './asset';

/** What people may decide about an asset. */
export const DECISIONS = ['SUBMIT', 'APPROVE', 'REJECT', 'PUBLISH', 'REOPEN'] as const;
export type Decision = (typeof DECISIONS)[number];

type Path = readonly AssetStatus[];

/** The law of the library: from where each decision may be made, and the states that it leads through, the last of them to stay. */
const LAW: Readonly<Record<Decision, Readonly<Partial<Record<AssetStatus, Path>>>>> = {
  SUBMIT: { DRAFT: ['REVIEW'], REVISED: ['REVIEW'] },
  APPROVE: { DRAFT: ['REVIEW', 'APPROVED'], REVIEW: ['APPROVED'], REVISED: ['REVIEW', 'APPROVED'] },
  REJECT: { DRAFT: ['REJECTED'], REVIEW: ['REJECTED'], REVISED: ['REJECTED'] },
  PUBLISH: { APPROVED: ['PUBLISHED'] },
  REOPEN: { APPROVED: ['REVIEW'] },
};

/** Where every asset stands after a decision, wherever it stood before. */
export const OUTCOMES = {
  SUBMIT: 'REVIEW',
  APPROVE: 'APPROVED',
  REJECT: 'REJECTED',
  PUBLISH: 'PUBLISHED',
  REOPEN: 'REVIEW',
} as const satisfies Record<Decision, AssetStatus>;

/** The states that an asset goes through, each a row of the audit; null where the decision may not be made. */
export function pathOf(decision: Decision, from: AssetStatus): Path | null {
  return LAW[decision][from] ?? null;
}

/** The states in which a decision may be made. */
export function openTo(decision: Decision): AssetStatus[] {
  return Object.keys(LAW[decision]) as AssetStatus[];
}

/** `DRAFT, REVIEW or REVISED`. */
export function eitherOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** `segment 3 / picture, take 1 is REJECTED; approve needs DRAFT, REVIEW or REVISED`. */
export function whyNot(decision: Decision, asset: { name: string; take: number; status: AssetStatus }): string {
  const needs = eitherOf(openTo(decision));
  return `${asset.name}, take ${asset.take} is ${asset.status}; ${decision.toLowerCase()} needs ${needs}`;
}

/** What to do with an asset that stands so, when the decision is refused there. */
export function remedyFor(decision: Decision, statuses: readonly AssetStatus[]): string {
  if (statuses.includes('REJECTED')) return 'Regenerate what was rejected: the new take can be decided.';
  if (statuses.includes('PUBLISHED')) return 'What is published stays; regenerate it to have another take beside it.';
  if (statuses.includes('APPROVED')) return 'Reopen what is approved first, or leave it out.';
  return `Leave them out, or select by status: ${openTo(decision).join(', ')}.`;
}
