import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresUnusable } from '../../pipeline/errors';
import type { Binaries } from './binaries';
import { type DataDirectory, UNFINISHED } from './data-directory';
import { run } from './run';

/** Who Postgres runs as: it refuses to be root. */
export interface Identity {
  /** Goes before every call of a Postgres program. */
  prefix: string[];
  /** Who owns the files then, as seen from outside. */
  uid: number;
  gid: number;
  /** Of the Postgres that ran when this identity was tried. */
  major: number;
}

/**
 * The first way in which Postgres both runs and writes to the data directory. Tried rather than deduced: a container
 * may refuse namespaces, and a home of mode 0700 may belong to root or, under sudo, to somebody else.
 */
export async function chooseIdentity(binaries: Binaries, directory: DataDirectory): Promise<Identity> {
  const failures: string[] = [];
  for (const candidate of candidates()) {
    const { code, output } = await run([...candidate.prefix, 'sh', '-c', TRIAL, 'sh', ...trialOf(binaries, directory)]);
    const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
    if (code === 0 && major) return { ...candidate, major: Number(major) };
    failures.push(`${candidate.prefix[0] ?? 'a plain call'}: ${output.trim() || `exit code ${code}`}`);
  }
  throw impossible(failures);
}

/** initdb looks its user up by number, and ends if nobody has it: so does `id -un`. */
const TRIAL = 'id -un && : > "$1" && rm "$1" && shift && exec "$@" --version';

function trialOf({ postgres }: Binaries, { path: folder }: DataDirectory): string[] {
  return [path.join(folder, `${UNFINISHED}trial-${process.pid}`), ...postgres];
}

function candidates(): Omit<Identity, 'major'>[] {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  const nobody = somebodyElse(readFileSync('/etc/passwd', 'utf8'));
  const plain = { prefix: [], uid, gid };
  // Nobody inside, ourselves outside: also for the unlisted user that a container was told to run as.
  const renamed = { prefix: ['unshare', '-U', `--map-user=${nobody}`, `--map-group=${nobody}`], uid, gid };
  const exchanged = { prefix: nobodyWhoMayOpenOurFiles(nobody), uid: nobody, gid: nobody };
  return uid === 0 ? [renamed, exchanged] : [plain, renamed];
}

/** Postgres looks its user up, so the uid must be listed: nobody's, 65534 nearly everywhere, or else any but root's. */
export function somebodyElse(passwd: string): number {
  const users = passwd.split('\n').map((line) => line.split(':'));
  const listed = users.find(([name]) => name === 'nobody') ?? users.find(([, , uid]) => Number(uid) > 0);
  return Number(listed?.[2] ?? 65534);
}

/** Without the securebit the change of user drops the capability, and initdb cannot reach itself below a 0700 home. */
function nobodyWhoMayOpenOurFiles(uid: number): string[] {
  const capability = (set: string) => `--${set}-caps=-all,+dac_override`;
  const user = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--securebits=+no_setuid_fixup'];
  return ['setpriv', ...user, capability('inh'), capability('ambient')];
}

function impossible(failures: string[]): EmbeddedPostgresUnusable {
  return new EmbeddedPostgresUnusable({
    expected: 'Postgres to run on this machine and write to the data directory without being root',
    got: failures.join('; '),
    remedy: 'Start as an ordinary user who owns the data directory, or set DATABASE_URL to a Postgres of your own.',
  });
}

/** Postgres serves only a folder that is its own. The folder itself comes last, so that a half-done change is seen. */
export function takeOwnership(folder: string, { uid, gid }: Identity): void {
  if (process.getuid?.() !== 0 || statSync(folder).uid === uid) return;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of [...names, '.']) lchownSync(path.join(folder, name), uid, gid);
}
