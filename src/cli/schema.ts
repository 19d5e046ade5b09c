import { writeFile } from 'node:fs/promises';
import { printContract } from '../resolvers/schema';
import type { Command } from './command';

/** `npm run schema`: write the contract to `schema.graphql`, where a test compares it with the code. */
export const schemaCommand: Command = async () => {
  await writeFile('schema.graphql', printContract());
  return 0;
};
