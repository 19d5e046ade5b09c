import type { JsonObject, JsonValue } from '../../pipeline/values/canonical-json';
import { type Billed, type Declaration, defineProvider, type Model, type Provider } from '../provider';
import type { Tokens } from '../tariff';

/** What a price depends on. */
export interface TextTerms {
  readonly system: string | null;
  readonly prompt: string;
  /** The reply is a JSON value of this JSON Schema (an object at its root); null: the reply is prose. */
  readonly schema: { readonly name: string; readonly json: JsonObject } | null;
  /** Of the reply. */
  readonly mostTokens: number;
}

export interface TextRequest extends TextTerms {
  readonly variation: number;
  /** Told of the reply while it is written. What a model thinks is no part of it. */
  onText?(piece: string): void;
}

export interface Written extends Billed {
  /** As it was written. */
  readonly text: string;
  /** The reply as JSON, which fulfils the schema; null where none was asked for. */
  readonly value: JsonValue;
  readonly tokens: Tokens;
}

export interface TextModel extends Model {
  readonly limits: { readonly inputTokens: number; readonly outputTokens: number };
}

export type TextDeclaration = Declaration<TextTerms, TextRequest, Written, TextModel>;
/** A model that writes. What does not fulfil the schema is a bad reply: no vendor hands it over. */
export type TextProvider = Provider<TextTerms, TextRequest, Written, TextModel>;

export const defineTextProvider = (declaration: TextDeclaration): TextProvider => defineProvider('TEXT', declaration);
