import 'reflect-metadata';
import type { Command } from './cli/command';
import { demoCommand } from './cli/demo';
import { migrateCommand } from './cli/migrate';
import { schemaCommand } from './cli/schema';
import { scriptCommand } from './cli/script';
import { serveCommand } from './cli/serve';
import { DomainError, InvalidInput } from './pipeline/errors';
import { readConfig } from './server/config';

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  demo: demoCommand,
  migrate: migrateCommand,
  schema: schemaCommand,
  script: scriptCommand,
};

async function main([name = 'serve', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    throw new InvalidInput(`There is no command "${name}".`, { expected: Object.keys(COMMANDS).join(', '), got: name });
  }
  return command(args, readConfig());
}

/** A refusal is for people: what was wrong and what to do. A stack is for bugs. */
function explain(error: unknown): string {
  if (!(error instanceof DomainError)) return error instanceof Error ? `${error.stack}\n` : `${String(error)}\n`;
  const { message, expected, got, remedy } = error;
  const lines = [message, expected && `  expected: ${expected}`, got && `  got: ${got}`, remedy && `  ${remedy}`];
  return `${lines.filter(Boolean).join('\n')}\n`;
}

main(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error) => {
    process.stderr.write(explain(error));
    process.exit(1);
  },
);
