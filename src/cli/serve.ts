import { createLog, serve } from '../server/serve';
import type { Command } from './command';
import { stopSignal } from './stop-signal';

/** `npm start`: the API until somebody stops it. A second signal does not wait. */
export const serveCommand: Command = async (_args, config) => {
  const stopping = stopSignal();
  const running = await serve(config, createLog(config.logLevel, config.vendors().secrets), stopping.signal);
  process.stdout.write(`Workprint answers at ${running.url}/graphql\n`);
  if (running.firstToken) process.stdout.write(firstTokenText(running.firstToken));
  const ended = await Promise.race([stopping.asked, running.failed]);
  await running.stop();
  if (!(ended instanceof Error)) return 0;
  process.stderr.write(`${ended.message}\nStart it again: what was acknowledged is kept.\n`);
  return 1;
};

function firstTokenText(token: string): string {
  return `\nThis is the administrator's token. It is shown once:\n\n    ${token}\n\nSend it as \`Authorization: Bearer ${token.slice(0, 6)}…\`.\n\n`;
}
