import 'reflect-metadata';
import type { Command } from './cli/command';
import { refusalsOf, refusalText } from './cli/refusal-text';
import { usageOf, WrongUsage } from './cli/words/usage';
import { asReleased, readConfig } from './server/config';

/** Each loads what it needs when it is called: a command that speaks to a server does not load one. `import()` is not compiled here. */
const COMMANDS: Readonly<Record<string, () => Command>> = {
  serve: () => (require('./cli/serve') as typeof import('./cli/serve')).serveCommand,
  demo: () => (require('./cli/demo') as typeof import('./cli/demo')).demoCommand,
  assets: () => (require('./cli/assets') as typeof import('./cli/assets')).assetsCommand,
  completion: () => (require('./cli/completion') as typeof import('./cli/completion')).completionCommand,
  migrate: () => (require('./cli/migrate') as typeof import('./cli/migrate')).migrateCommand,
  schema: () => (require('./cli/schema') as typeof import('./cli/schema')).schemaCommand,
  runs: () => (require('./cli/runs') as typeof import('./cli/runs')).runsCommand,
  providers: () => (require('./cli/providers') as typeof import('./cli/providers')).providersCommand,
  dop: () => (require('./cli/dop') as typeof import('./cli/dop')).dopCommand,
  plan: () => (require('./cli/plan') as typeof import('./cli/plan')).planCommand,
  explain: () => (require('./cli/explain') as typeof import('./cli/explain')).explainCommand,
  'produce-video': () => (require('./cli/produce-video') as typeof import('./cli/produce-video')).produceVideoCommand,
  shots: () => (require('./cli/shots') as typeof import('./cli/shots')).shotsCommand,
  screenplay: () => (require('./cli/screenplay') as typeof import('./cli/screenplay')).screenplayCommand,
  script: () => (require('./cli/script') as typeof import('./cli/script')).scriptCommand,
  backup: () => (require('./cli/backup') as typeof import('./cli/backup')).backupCommand,
  restore: () => (require('./cli/restore') as typeof import('./cli/restore')).restoreCommand,
  worker: () => (require('./cli/worker') as typeof import('./cli/worker')).workerCommand,
};
const HELP = ['help', '--help', '-h'];

async function main([name = 'serve', ...args]: readonly string[]): Promise<number> {
  if (HELP.includes(name)) {
    process.stdout.write(usageOf(null));
    return 0;
  }
  asReleased();
  const load = COMMANDS[name];
  if (load) return load()(args, readConfig());
  throw new WrongUsage(`There is no command "${name}"; there are ${Object.keys(COMMANDS).join(', ')}.`);
}

/** A refusal is for people: what was wrong and what to do. A stack is for bugs. */
function explain(error: unknown): string {
  if (error instanceof WrongUsage) return `${error.message}\n\n${usageOf(error.command)}`;
  const refusals = refusalsOf(error);
  if (refusals) return refusals.map(refusalText).join('');
  return error instanceof Error ? `${error.stack}\n` : `${String(error)}\n`;
}

/** For scripts, where they asked for JSON: whoever reads standard output finds a document there. */
function explainAsJson(error: unknown, args: readonly string[]): void {
  if (!(error instanceof WrongUsage) || !args.includes('--json')) return;
  const errors = [{ code: 'WRONG_USAGE', message: error.message }];
  process.stdout.write(`${JSON.stringify({ errors }, null, 2)}\n`);
}

main(process.argv.slice(2)).then(leave, (error) => {
  explainAsJson(error, process.argv);
  process.stderr.write(explain(error));
  return leave(error instanceof WrongUsage ? 2 : 1);
});

/** A pipe takes what is written when it can: leaving at once would cut long answers off. */
function leave(status: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
}
