import type { JsonObject } from '../../pipeline/values/canonical-json';
import { type Billed, type Declaration, defineProvider, type Model, type Provider } from '../provider';

/** From 0 to 100. Null: whoever looked cannot tell. */
export interface Scores {
  readonly overall: number;
  readonly visualAccuracy: number | null;
  readonly styleConsistency: number | null;
  readonly technicalQuality: number | null;
  readonly narrativeFit: number | null;
}

/** What a price depends on. */
export interface VisionTerms {
  readonly frames: readonly { readonly size: { readonly width: number; readonly height: number } }[];
  /** What the picture should show. */
  readonly prompt: string;
  /** What the scene tells, for its fit; null: nobody said. */
  readonly narrative: string | null;
  readonly style: string | null;
}

export interface Frame {
  /** PNG or JPEG. */
  readonly bytes: Uint8Array;
  readonly size: { readonly width: number; readonly height: number };
  /** Within its clip; 0 of a still. */
  readonly atSeconds: number;
}

export interface VisionRequest extends VisionTerms {
  readonly frames: readonly Frame[];
  /** Words that must be legible in the picture; null: none. */
  readonly legible: string | null;
}

export interface Look extends Billed {
  /** JUDGED by a model that sees, or MEASURED by arithmetic on pixels. */
  readonly basis: 'JUDGED' | 'MEASURED';
  readonly scores: Scores;
  /** What is to be seen. */
  readonly description: string;
  readonly issues: readonly string[];
  readonly suggestions: readonly string[];
  /** The figures behind the scores, by name; of a judgement none. */
  readonly measured: JsonObject;
}

export interface VisionModel extends Model {
  readonly limits: { readonly frames: number; readonly mostPixels: number };
}

export type VisionDeclaration = Declaration<VisionTerms, VisionRequest, Look, VisionModel>;
/** Whoever looks at frames, scores and describes them. */
export type VisionProvider = Provider<VisionTerms, VisionRequest, Look, VisionModel>;

export const defineVisionProvider = (declaration: VisionDeclaration): VisionProvider =>
  defineProvider('VISION', declaration);
