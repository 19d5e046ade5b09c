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

/** Compiling takes some 30 ms, so only who validates pays for it, and once. The patterns say what the formats do. */
function check(): ValidateFunction<Manifest> {
  compiled ??= new Ajv({ validateFormats: false, allowUnionTypes: true, allErrors: true }).compile<Manifest>(
    manifestJsonSchema(),
  );
  return compiled;
}

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
