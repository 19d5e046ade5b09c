import type { Decision } from '../../pipeline/library/review';
import { type Refusal, Refused } from '../graphql/refusal';
import { counted } from '../words/counted';
import { type Chosen, type ChosenTake, choose, demandedPicks, type Purpose } from './choose';
import { findRun, type Target } from './find-run';
import type { Library } from './library';
import type { Act, Outcome, Scene } from './outcome';
import { readLibrary } from './read-library';

interface Verdict {
  readonly decision: Decision;
  readonly mutation: string;
  /** `Approved 3 takes` */
  readonly done: string;
  /** The flag whose text goes along. */
  readonly wording?: 'note' | 'reason';
}

/** What stands in the audit when nobody said why: the old command did not ask either. */
const NO_REASON = 'Sent back without a reason.';

const decides =
  (verdict: Verdict): Act =>
  (words) => {
    const picks = demandedPicks(words);
    const text = verdict.wording && words.text(verdict.wording);
    const reason = verdict.decision === 'REJECT' ? (text ?? NO_REASON) : text;
    const wording = verdict.wording && reason !== undefined ? { [verdict.wording]: reason } : {};
    return async (scene) => {
      const { library, chosen } = await chosenTakes(scene, picks, verdict.decision);
      const ids = chosen.takes.map(({ take }) => take.id);
      // Nobody decides about what they have not seen: what changed since it was read is refused.
      const input = { selection: { ids, asOfSeq: library.lastSeq }, ...wording };
      if (ids.length > 0) await scene.session.client.mutate(document(verdict.mutation), { input });
      return told(verdict, chosen, verdict.decision === 'REJECT' ? (reason ?? null) : null);
    };
  };

export const submit = decides({ decision: 'SUBMIT', mutation: 'submitAssets', done: 'Submitted' });
export const approve = decides({ decision: 'APPROVE', mutation: 'approveAssets', done: 'Approved', wording: 'note' });
export const reject = decides({ decision: 'REJECT', mutation: 'rejectAssets', done: 'Rejected', wording: 'reason' });
export const publish = decides({ decision: 'PUBLISH', mutation: 'publishAssets', done: 'Published', wording: 'note' });
export const reopen = decides({ decision: 'REOPEN', mutation: 'reopenAssets', done: 'Reopened', wording: 'note' });

/** What was meant, of what there is now. */
export async function chosenTakes(
  { session: { client }, words, signal, say }: Scene,
  picks: ReturnType<typeof demandedPicks>,
  purpose: Purpose,
): Promise<{ target: Target; library: Library; chosen: Chosen }> {
  const target = await findRun({ client, words, signal, say }, words.operands[0] ?? '');
  const library = await readLibrary(client, target.scriptId);
  const chosen = choose(library, picks, purpose);
  if ('code' in chosen) throw new Refused([chosen]);
  if (chosen.takes.length + chosen.alreadyThere.length === 0) throw new Refused([nothingMeant(library)]);
  return { target, library, chosen };
}

function nothingMeant({ projectKey }: Library): Refusal {
  return {
    code: 'NOT_FOUND',
    message: 'Nothing there is meant by that; nothing was changed.',
    expected: 'at least one take that this can be done with',
    got: 'none',
    remedy: `Look at \`workprint assets list ${projectKey}\`.`,
  };
}

const document = (name: string): string => `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { changedCount userErrors { code message expected got remedy } }
}`;

export const nameOf = ({ place, take }: ChosenTake): string => `${place.key}, take ${take.take}`;

function told({ done }: Verdict, { takes, alreadyThere }: Chosen, reason: string | null): Outcome {
  const before = alreadyThere.length > 0 ? `; ${alreadyThere.length} stood so already` : '';
  const lines = [`${done} ${counted(takes.length, 'take')}${before}.`, ...takes.map((one) => `  ${nameOf(one)}`)];
  const json = {
    changedCount: takes.length,
    changed: takes.map(changedJson),
    alreadyThere: alreadyThere.map(changedJson),
    ...(reason === null ? {} : { reason }),
  };
  return { lines: reason === null || takes.length === 0 ? lines : [...lines, `Reason: ${reason}`], json };
}

function changedJson({ place, take }: ChosenTake): object {
  return { id: take.id, slot: place.key, take: take.take, before: take.status };
}
