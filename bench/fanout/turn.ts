/** What the bench and its audiences say to each other. */
export const QUERY = `subscription Progress($id: ID!, $after: Int!) {
  runEvents(runId: $id, afterSeq: $after) {
    __typename seq at totals { jobs done failed spent { amount } } ... on JobProgressed { jobKey fraction note }
  }
}`;

/** As long as the ids that stock clients make: all messages of a line have one length. */
export const FIXED_ID = '00000000-0000-4000-8000-000000000000';

export interface Line {
  readonly runEvents: { readonly seq: number };
}

/** The lines of a turn: every client must hear each of them, once and in order. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface AudienceOptions {
  readonly url: string;
  readonly token: string;
  readonly runId: string;
  readonly clients: number;
  /** They begin after this line, and hear one at once. */
  readonly after: number;
  /** A raw broadcast sends all the same bytes: its clients give their subscriptions one id. */
  readonly hasFixedId: boolean;
}

/** `ready`: every client has heard the line before the first turn. `heard`: every client has heard the last of a turn. */
export type FromAudience = { readonly kind: 'ready' } | { readonly kind: 'heard'; readonly faults: number };
