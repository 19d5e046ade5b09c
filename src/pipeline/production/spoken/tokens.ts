import { readable, withoutMarkup } from './markup';

/** A written word, and what is in it beside punctuation. */
export interface Token {
  readonly written: string;
  readonly lead: string;
  readonly core: string;
  readonly trail: string;
}

const LEAD = /^["'“‘„«([{]+/;
const TRAIL = /["'”’»)\]}.,;:!?…]+$/;

export function tokensOf(text: string): Token[] {
  const cleared = withoutMarkup(text).split(/\s+/).filter(Boolean);
  return text
    .split(/\s+/)
    .filter(Boolean)
    .map((written, at) => ({ written, ...dressed(readable(cleared[at] ?? '').trim()) }));
}

function dressed(piece: string): Omit<Token, 'written'> {
  const lead = LEAD.exec(piece)?.[0] ?? '';
  const rest = piece.slice(lead.length);
  const trail = rest.length > 400 ? '' : (TRAIL.exec(rest)?.[0] ?? '');
  return {
    lead: lead.replace(/[[{]/g, ''),
    core: rest.slice(0, rest.length - trail.length),
    trail: trail.replace(/[\]}]/g, ''),
  };
}
