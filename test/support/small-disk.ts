import { spawnSync } from 'node:child_process';
import { readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A mount of our own needs no root where the kernel lets users have namespaces. The mount goes with the process. */
const MOUNTED = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"';
const OWN_MOUNTS = ['unshare', '--map-root-user', '--mount', 'sh', '-c', MOUNTED, 'sh'];

/** A small disk that one process has at a folder, and this one sees through it. */
export class SmallDisk {
  readonly #root: string;

  /** `pid`: the process that was started by `launcher`. */
  constructor(folder: string, pid: number) {
    this.#root = join('/proc', String(pid), 'root', folder);
  }

  /** What a program is started with to have such a disk. */
  static launcher(folder: string, bytes: number): string[] {
    return [...OWN_MOUNTS, String(bytes), folder];
  }

  /** Null where it can be had; else why not. */
  static refusal(folder: string): string | null {
    const [command = '', ...words] = [...SmallDisk.launcher(folder, 65_536), 'true'];
    const { status, stderr, error } = spawnSync(command, words, { encoding: 'utf8' });
    return status === 0 ? null : String(error ?? stderr).trim();
  }

  /** Fills it up but for so many bytes. */
  async leave(bytes: number): Promise<void> {
    const filler = join(this.#root, 'filler');
    await rm(filler, { force: true });
    const { bavail, bsize } = await statfs(this.#root);
    await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes))).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC') throw error; // whoever writes beside us took of what was to be left: it is full
    });
  }

  async empty(): Promise<void> {
    await rm(join(this.#root, 'filler'), { force: true });
  }

  /** Every file on it with its size, by its path from its root. */
  async files(): Promise<Map<string, number>> {
    const entries = await readdir(this.#root, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name));
    const sizes = await Promise.all(paths.map((path) => stat(path)));
    return new Map(paths.map((path, index) => [path.slice(this.#root.length + 1), sizes[index]?.size ?? 0]));
  }
}
