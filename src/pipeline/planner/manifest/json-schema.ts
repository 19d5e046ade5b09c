import { z } from 'zod';
import type { JsonObject } from '../../values/canonical-json';
import { manifestSchema } from './manifest-schema';

export const MANIFEST_SCHEMA_FILE = 'production-manifest.schema.json';

export function manifestJsonSchema(): JsonObject {
  const generated = JSON.stringify(z.toJSONSchema(manifestSchema, { target: 'draft-2020-12' }));
  const { $schema = null, ...shape } = JSON.parse(generated) as JsonObject;
  return { $schema, $id: MANIFEST_SCHEMA_FILE, title: 'Production manifest', ...shape };
}

/** As `npm run schema` writes it to `production-manifest.schema.json`. */
export function printManifestSchema(): string {
  return `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`;
}
