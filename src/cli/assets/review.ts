import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hasDisplay } from '../../server/config';
import { downloadMedia } from '../graphql/download';
import { Refused } from '../graphql/refusal';
import { choose, picksIn } from './choose';
import { findRun } from './find-run';
import { fileOf } from './library';
import { kindsIn, type ListedTake, lengthText, listedJson, rowsOf } from './list';
import type { Act, Outcome, Scene } from './outcome';
import { mediaUrls, readLibrary } from './read-library';

/** Looks and listens, and decides nothing. */
export const review: Act = (words) => {
  const [picks, kinds] = [picksIn(words), kindsIn(words)];
  return (scene) => previewed(scene, picks, kinds);
};

async function previewed(
  scene: Scene,
  picks: ReturnType<typeof picksIn>,
  { status, type }: ReturnType<typeof kindsIn>,
): Promise<Outcome> {
  const { session, words, signal, say } = scene;
  const target = await findRun({ client: session.client, words, signal, say }, words.operands[0] ?? '');
  const library = await readLibrary(session.client, target.scriptId);
  const everything = rowsOf(library, { status, type, segments: null, stale: false });
  const chosen = picks.length > 0 ? choose(library, picks, 'LOOK') : { takes: everything };
  if ('code' in chosen) throw new Refused([chosen]);
  const rows = chosen.takes.filter(({ take }) => (!type || take.type === type) && (!status || take.status === status));
  if (rows.length === 0) return { lines: ['No assets match.'], json: { assets: [] } };
  return shown(scene, rows);
}

interface Previewed extends ListedTake {
  readonly path: string;
}

async function shown(scene: Scene, rows: readonly ListedTake[]): Promise<Outcome> {
  const { words, signal } = scene;
  const folder = await mkdtemp(join(tmpdir(), 'workprint-review-'));
  let isKept = false;
  try {
    const media = await downloaded(scene, rows, folder);
    const player = words.text('player');
    const lines = media.flatMap(previewLines);
    if (player) await played(player.split(/\s+/).filter(Boolean), media, signal);
    else if (process.stdout.isTTY && !words.has('json') && hasDisplay()) await opened(media, signal);
    isKept = !player;
    const json = media.map(({ path, ...row }) => ({ ...listedJson(row), path: isKept ? path : null }));
    const kept = isKept ? [`The files stay in ${folder} until you remove them.`] : [];
    return { lines: [...lines, ...kept], json: { folder: isKept ? folder : null, assets: json } };
  } finally {
    if (!isKept) await rm(folder, { recursive: true, force: true });
  }
}

async function downloaded(
  { session, signal }: Scene,
  rows: readonly ListedTake[],
  folder: string,
): Promise<Previewed[]> {
  const urls = await mediaUrls(
    session.client,
    rows.map(({ take }) => take.id),
  );
  const media: Previewed[] = [];
  for (const row of rows) {
    const path = join(folder, withTake(fileOf(row.place, row.take), row.take.take));
    await mkdir(dirname(path), { recursive: true });
    await downloadMedia({ ...row.take.media, url: urls.get(row.take.id) ?? '' }, path, signal);
    media.push({ ...row, path });
  }
  return media;
}

/** Two takes of a place are two files. */
function withTake(file: string, take: number): string {
  const cut = file.lastIndexOf('.');
  return `${file.slice(0, cut)}_take_${take}${file.slice(cut)}`;
}

function previewLines({ place, take, path }: Previewed): string[] {
  const head = `${place.key}, take ${take.take}: ${take.status.toLowerCase()}, ${lengthText(take.media)}, ${take.source}`;
  const about = [
    take.text,
    take.caption,
    take.prompt && `prompt: ${take.prompt}`,
    take.voice && `voice: ${take.voice}`,
    take.review.rejectedReason && `rejected: ${take.review.rejectedReason}`,
    take.notes && `notes: ${take.notes}`,
    path,
  ];
  return [head, ...about.flatMap((line) => (line ? [`  ${line}`] : []))];
}

/** With a player of one's own the files go when it is closed. */
async function played([command = '', ...rest]: readonly string[], media: readonly Previewed[], signal: AbortSignal) {
  const child = spawn(command, [...rest, ...media.map(({ path }) => path)], { stdio: 'inherit', signal });
  const [status] = await once(child, 'close').catch((error: NodeJS.ErrnoException) => {
    throw notStarted(command, error);
  });
  if (status !== 0) throw noPlayer(command, `it ended with ${status}`);
}

/** The system's own programs return at once, so the files must outlive this command. */
async function opened(media: readonly Previewed[], signal: AbortSignal): Promise<void> {
  const [command = '', ...rest] = OPENERS[process.platform] ?? ['xdg-open'];
  for (const { path } of media) {
    const child = spawn(command, [...rest, path], { stdio: 'ignore', detached: true, signal });
    await once(child, 'spawn').catch((error: NodeJS.ErrnoException) => {
      throw notStarted(command, error);
    });
    child.unref();
  }
}

/** EACCES also where a folder of PATH may not be looked into: what is asked for might have been there. */
function notStarted(command: string, error: NodeJS.ErrnoException): Error {
  if (!error.syscall?.startsWith('spawn')) return error;
  return noPlayer(command, error.code === 'ENOENT' ? 'no such program' : `${error.code}: it may not be run`);
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

function noPlayer(command: string, got: string): Refused {
  const remedy =
    'Name another program with --player, or open the files yourself: without a terminal they are only named.';
  return new Refused([
    {
      code: 'NOT_CONFIGURED',
      message: `"${command}" did not open the media.`,
      expected: 'a program that opens files',
      got,
      remedy,
    },
  ]);
}
