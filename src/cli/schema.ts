import { writeFile } from 'node:fs/promises';
import { MANIFEST_SCHEMA_FILE, printManifestSchema } from '../pipeline/planner/manifest/json-schema';
import { printContract } from '../resolvers/schema';
import type { Command } from './command';

/** `npm run schema`: write the contracts, GraphQL's and that of a plan's manifest, where tests compare them with the code. */
export const schemaCommand: Command = async () => {
  await writeFile('schema.graphql', printContract());
  await writeFile(MANIFEST_SCHEMA_FILE, printManifestSchema());
  return 0;
};
