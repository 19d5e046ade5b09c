import { isVerbForm } from './grammar';
import type { Person } from './lexicon';
import type { Mention } from './mentions';
import type { Token } from './tokens';

const REACH = 14;

/** `Alex rubs his eyes.`: of whom nobody said it, the scene may. Only sentences that name one person count. */
export function learnGenders(people: readonly Person[], tokens: readonly Token[], mentions: readonly Mention[]): void {
  for (const [index, { endExclusive, people: named }] of mentions.entries()) {
    const [person] = named;
    const met = person === undefined ? undefined : people[person];
    if (met === undefined || met.gender !== null || met.isMany || named.length > 1) continue;
    const isFirst = index === 0 || hasStart(tokens, mentions[index - 1]?.endExclusive ?? 0, endExclusive);
    if (isFirst) met.gender = genderIn(tokens, endExclusive, mentions[index + 1]?.from ?? tokens.length);
  }
}

function hasStart(tokens: readonly Token[], from: number, endExclusive: number): boolean {
  for (let at = Math.max(from, endExclusive - REACH); at < endExclusive; at += 1) if (tokens[at]?.isStart) return true;
  return false;
}

/** A verb, then `his` or `her` with a noun, or `himself`. */
function genderIn(tokens: readonly Token[], from: number, endExclusive: number): Person['gender'] {
  let hasVerb = false;
  for (let at = from; at < Math.min(from + REACH, endExclusive); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.isStart) return null;
    if (/^(?:himself|hisself)$/.test(token.norm)) return 'MALE';
    if (token.norm === 'herself') return 'FEMALE';
    if (hasVerb && token.norm === 'his') return 'MALE';
    if (hasVerb && token.norm === 'her' && tokens[at + 1]?.gap === ' ' && BODY.test(tokens[at + 1]?.norm ?? ''))
      return 'FEMALE';
    hasVerb ||= isVerbForm(token.norm);
  }
  return null;
}

const BODY =
  /^(?:hands?|eyes?|head|face|hair|bag|coat|jacket|arms?|legs?|phone|shoulders?|lips?|mouth|fingers?|gun|glass|drink|back|purse|keys?|own|breath|teeth|hat|knees|feet|watch|badge|notebook|glasses)$/;
