import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { manifestJsonSchema } from './json-schema';
import type { Manifest } from './manifest-schema';

/** Where a value is not what the schema says. */
export interface SchemaIssue {
  /** A JSON pointer: `/scenes/0/durationSeconds`. */
  readonly path: string;
  readonly message: string;
}

let compiled: ValidateFunction<Manifest> | null = null;

/**
 * Compiled by whoever validates first, and once. Unoptimised, and without looking at the schema itself, which a test does: 110 ms instead of 250.
 * The patterns say what the formats do.
 */
function check(): ValidateFunction<Manifest> {
  compiled ??= new Ajv({ ...AS_QUICK_AS_CAN_BE, ...OPTIONS }).compile<Manifest>(manifestJsonSchema());
  return compiled;
}

const AS_QUICK_AS_CAN_BE = { validateSchema: false, meta: false, code: { optimize: false } } as const;
const OPTIONS = { validateFormats: false, allowUnionTypes: true, allErrors: true } as const;

/** Empty: valid. */
export function validateManifest(manifest: unknown): readonly SchemaIssue[] {
  const validate = check();
  return validate(manifest) ? [] : (validate.errors ?? []).map(issueOf);
}

function issueOf({ instancePath, message, params }: ErrorObject): SchemaIssue {
  const { additionalProperty } = params as { additionalProperty?: string };
  const key = additionalProperty === undefined ? '' : `: ${additionalProperty}`;
  return { path: instancePath, message: `${message ?? 'is not what the schema says'}${key}` };
}
