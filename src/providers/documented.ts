import type { JsonValue } from '../pipeline/values/canonical-json';

/**
 * One request and what a vendor answers to it, as its documentation shows it. Within texts and JSON these stand for what only the
 * moment knows: `{{url TYPE}}` an address from which media of this type can be fetched, `{{base64 TYPE}}` its bytes, `{{reply}}` what a model
 * says, `{{said}}` the words of a refusal, `{{characters}}` and `{{seconds}}` how much was ordered (as a number where nothing else is in the text).
 */
export interface DocumentedReply {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL; `:word` stands for one part of any name. */
  readonly path: string;
  /** 200 unless told otherwise. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: { readonly json: JsonValue } | { readonly media: string } | { readonly events: readonly JsonValue[] };
}

export interface Documented {
  /** The setting that says where it is asked: there the suite puts its double. */
  readonly baseUrl: string;
  /** All that is asked for one success. */
  readonly made: readonly DocumentedReply[];
  /** Of one who is asked later: what it answers while the job is not done, instead of the reply of the same request in `made`. */
  readonly pending?: DocumentedReply;
  /** What it answers to what its policy forbids, instead of the reply of the same request in `made`. */
  readonly refused: DocumentedReply;
  /** The body of its errors of any status, around `{{said}}`. */
  readonly error: JsonValue;
  /** Where it says that the account is empty in another way than by status 402. */
  readonly outOfCredit?: { readonly status: number; readonly json: JsonValue };
  /** The reply to `check`. */
  readonly checked?: DocumentedReply;
  /** Of one who is asked later: the reply to `cancel`. */
  readonly cancelled?: DocumentedReply;
}
